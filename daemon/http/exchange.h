/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_EXCHANGE_H
#define ONBOARD_HTTP_EXCHANGE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "http/method.h"

/*
 * One request and its answer, as a handler sees it.  All strings that it
 * returns are borrowed and live until the answer.  Exactly one reply is
 * given; a second is a programmer error.
 *
 * Every answer carries the security headers (CSP, nosniff, no-referrer,
 * same-origin COOP and CORP, noindex) and "Cache-Control: no-store" unless
 * said otherwise here.  HEAD, 204 and 304 send no body but the right headers:
 * a handler answers HEAD as it answers GET.
 */
struct exchange;

/* ---- the request ---- */

enum http_method exchange_method(const struct exchange *exchange);

/* Of the request since the start; the log's lines and pages of errors say it.
 */
uint64_t exchange_number(const struct exchange *exchange);

/* The path as sent, still escaped, without the query. */
const char *exchange_path(const struct exchange *exchange);

/* A {name} of the route's pattern, decoded once; asserts that it exists. */
const char *exchange_parameter(
    const struct exchange *exchange, const char *name);

/* The first value of the query's (or form's) field, decoded; NULL if none. */
const char *exchange_query(const struct exchange *exchange, const char *name);
const char *exchange_form(const struct exchange *exchange, const char *name);

/* How often the query has the field. */
size_t exchange_query_count(const struct exchange *exchange, const char *name);

/*
 * Reads a body of application/x-www-form-urlencoded for exchange_form(), or
 * of application/json (returns owned, an object).  OB_EINVALID also for
 * another content type; exchange_reply_error then answers 415.
 */
int exchange_read_form(
    struct exchange *exchange, struct error *err) OB_MUST_CHECK;
int exchange_read_json(struct exchange *exchange, json_t **ret_object,
    struct error *err) OB_MUST_CHECK;

/* All fields of the form in their order, for lists of equal names. */
size_t exchange_form_count(const struct exchange *exchange);
const char *exchange_form_name(const struct exchange *exchange, size_t i);
const char *exchange_form_value(const struct exchange *exchange, size_t i);

/* All values of names that begin so, blanks between; "" for none.  Owned. */
char *exchange_form_all(const struct exchange *exchange, const char *prefix);

const char *exchange_body(const struct exchange *exchange, size_t *ret_len);

/* The first header of that name (any case); NULL if none. */
const char *exchange_header(const struct exchange *exchange, const char *name);

/* The value of a cookie; false if there is none or it is too long. */
bool exchange_cookie(const struct exchange *exchange, const char *name,
    char *ret_value, size_t size);

struct exchange_peer {
	bool is_socket;	  /* the Unix socket; otherwise TCP */
	uid_t uid;	  /* by SO_PEERCRED, socket only */
	bool is_admin;	  /* uid 0, the daemon's own, or in group onboard */
	bool is_receiver; /* the user onboard-mail, who is no administrator */
	char address[48]; /* TCP, without port */
};

const struct exchange_peer *exchange_peer(const struct exchange *exchange);

/*
 * Who acts, for the audit: "uid:1000" on the socket, "public" on TCP, or what
 * the token check or a handler set.
 */
const char *exchange_actor(const struct exchange *exchange);
void exchange_set_actor(struct exchange *exchange, const char *actor);

/*
 * Who has signed in, on routes with a right that asks for it; NULL elsewhere.
 * The actor is "account:ID" then.
 */
struct session;
const struct session *exchange_session(const struct exchange *exchange);

/* ---- the answer's headers, before the reply ---- */

/*
 * A header of the handler's own (Content-Disposition, Retry-After,
 * Set-Cookie).  A control byte in the value turns the answer into a 500.
 */
void exchange_add_header(
    struct exchange *exchange, const char *name, const char *value);

/* Instead of no-store; exchange_reply_cached() says "private, no-cache". */
void exchange_set_cache_control(struct exchange *exchange, const char *value);

/* CSP frame-ancestors instead of 'none', as "https://intra.example.org". */
void exchange_set_frame_ancestors(
    struct exchange *exchange, const char *sources);

/* For a picture that somebody else drew: nothing in it runs or is fetched. */
void exchange_set_inert(struct exchange *exchange);

/*
 * The path in the access log.  Without it the log shows the route's pattern
 * ("/l/{token}"), so that no token gets there.
 */
void exchange_set_log_path(struct exchange *exchange, const char *path);

/* ---- the reply ---- */

/* The bytes are borrowed. */
void exchange_reply(struct exchange *exchange, int status,
    const char *content_type, const void *bytes, size_t len);

/* Takes the value. */
void exchange_reply_json(struct exchange *exchange, int status, json_t *value);

/*
 * The status that belongs to err->status, with
 * {"error":{"code","message","field"}}.  Faults of the machine (I/O, database,
 * internal) are logged in full and answered neutrally with the request's
 * number; a busy or broken database is 503 with Retry-After.
 */
void exchange_reply_error(struct exchange *exchange, const struct error *err);
int exchange_status_of(int ob_status);

/*
 * What the server itself answers for a status without content of its own
 * (404, 403, 410 ...): JSON below /api/, else the page set by
 * server_set_error_page(), else a Danish and English line of plain text.
 */
void exchange_reply_status(struct exchange *exchange, int status);

/*
 * 303 to a path of ours.  Asserts a leading single '/' and no backslash or
 * control byte: only pass what the program built, never what a client sent.
 */
void exchange_redirect(struct exchange *exchange, const char *path);
bool exchange_is_own_path(const char *path);

/*
 * 200, or 304 if the client has it already (RFC 9110, 13), or 412 where it
 * wants another.  etag is a quoted entity tag (W/ allowed) or NULL,
 * last_modified UTC seconds or INSTANT_NONE.  Returns the status.
 */
int exchange_reply_cached(struct exchange *exchange, const char *content_type,
    const void *bytes, size_t len, const char *etag, int64_t last_modified);

/*
 * Lets the handler return without an answer; the request's deadline does not
 * run until the reply.  If the client goes away first, on_closed is called
 * and the exchange is gone.  After a deferred reply it is gone, too.
 */
typedef void exchange_closed_fn(struct exchange *exchange, void *arg);
void exchange_defer(
    struct exchange *exchange, exchange_closed_fn *on_closed, void *arg);

#endif
