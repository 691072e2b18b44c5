/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_SERVER_H
#define ONBOARD_HTTP_SERVER_H

#include <event2/event.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"
#include "http/exchange.h"
#include "http/route.h"

struct http_server;

/* Times in milliseconds. */
struct server_limits {
	int head_ms;	/* from the first byte (or accept) to the head's end */
	int request_ms; /* to the last byte of the answer */
	int idle_ms;	/* a kept connection without a request */
	int linger_ms;	/* for a refused client to read the answer */
	int accept_pause_ms;	     /* after running out of descriptors */
	size_t max_connections;	     /* 0: what RLIMIT_NOFILE allows */
	size_t max_from_one_address; /* TCP, other than loopback */
};

#define SERVER_LIMITS_DEFAULT                                                  \
	{                                                                      \
		.head_ms = 10000, .request_ms = 30000, .idle_ms = 5000,        \
		.linger_ms = 1000, .accept_pause_ms = 1000,                    \
		.max_connections = 0, .max_from_one_address = 256              \
	}

struct server_counters {
	uint64_t requests[6]; /* by class of status: [2] counts 2xx */
	uint64_t refused;     /* by the guard, before any route */
	uint64_t timed_out;   /* cut at a deadline */
	uint64_t accepted;
	uint64_t accept_paused;
	size_t connections; /* open now */
};

/* Borrows base and clock.  limits NULL: the defaults. */
struct http_server *server_new(struct event_base *base,
    const struct clock *clock, const struct server_limits *limits);

/* Closes everything at once; deferred exchanges get their on_closed. */
void server_free(struct http_server *server);

/* Borrows the table; at most ROUTE_TABLES_MAX of them. */
void server_add_routes(struct http_server *server, const struct route *routes,
    size_t count, void *arg);

/* "127.0.0.1:8080" or "[::1]:8080"; port 0 takes a free one. */
int server_listen_tcp(struct http_server *server, const char *address,
    int *ret_port, struct error *err) OB_MUST_CHECK;

/*
 * Makes the socket (mode 0660, group onboard if there is one).  An old socket
 * is replaced only if nobody answers on it: else OB_EBUSY.  The file is
 * removed again by server_free().
 */
int server_listen_unix(struct http_server *server, const char *path,
    struct error *err) OB_MUST_CHECK;

/*
 * Takes a listening stream socket from the service manager, Unix or TCP by
 * its family.  ret_port: 0 for Unix.
 */
int server_listen_fd(struct http_server *server, int fd, int *ret_port,
    struct error *err) OB_MUST_CHECK;

/*
 * Stops accepting, closes idle connections and calls on_stopped (maybe at
 * once) when the last request is answered; each ends at its deadline.
 */
void server_stop(
    struct http_server *server, void (*on_stopped)(void *arg), void *arg);

/*
 * Decides on RIGHT_ADMIN routes over TCP.  May set the actor.  Without a
 * check every token is refused with 401.
 */
typedef bool server_token_fn(
    struct exchange *exchange, const char *token, void *arg);
void server_set_token_check(
    struct http_server *server, server_token_fn *check, void *arg);

/* Why a page of those who sign in is not shown. */
enum session_refusal {
	SESSION_MISSING, /* nobody has signed in, or not for long enough */
	SESSION_ROLE,	 /* it is not for this role */
	SESSION_FORM,	 /* the form is not from a page of this session */
};

/*
 * Who decides on sessions.  find: by the cookie's value, "" without one, or by
 * what else the request says; returns owned, and
 * OB_ENOTFOUND for what is none (any more).  refuse answers the exchange; what
 * it leaves unanswered is a 403.  Without them every session is refused.
 */
struct server_sessions {
	int (*find)(void *arg, const struct exchange *exchange,
	    const char *token, struct session **ret_session, struct error *err);
	void (*refuse)(
	    void *arg, struct exchange *exchange, enum session_refusal refusal);
	void *arg;
};

void server_set_sessions(
    struct http_server *server, const struct server_sessions *sessions);

/* Answers exchange_reply_status() outside /api/ by a page; false if not. */
typedef bool server_error_page_fn(
    struct exchange *exchange, int status, void *arg);
void server_set_error_page(
    struct http_server *server, server_error_page_fn *page, void *arg);

/*
 * From public_url: TCP requests must name this host (any port) or loopback,
 * else 421.  https adds Strict-Transport-Security.  Without it any valid Host
 * is accepted.
 */
void server_set_public_host(
    struct http_server *server, const char *host, bool is_https);

const struct server_counters *server_counters(const struct http_server *server);

#endif
