/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_ROUTE_H
#define ONBOARD_HTTP_ROUTE_H

#include <stddef.h>

#include "http/method.h"

struct exchange;

#define ROUTE_BODY_DEFAULT ((size_t)64 * 1024)
#define ROUTE_PARAMETERS_MAX 4
#define ROUTE_TABLES_MAX 64
#define ROUTE_ALLOW_SIZE 64

enum route_right {
	RIGHT_PUBLIC,	/* the handler itself checks a personal token or session
			 */
	RIGHT_ADMIN,	/* an administrator's socket peer, or a bearer token */
	RIGHT_RECEIVER, /* as RIGHT_ADMIN, and who hands in mail (peer.h) */

	/* A browser's session, and for each POST its form's csrf. */
	RIGHT_SIGNED_IN,   /* whoever has an account */
	RIGHT_COORDINATOR, /* coordinators and administrators */
	RIGHT_FIGURES,	   /* those and directors */
};

/* Answers with one exchange_reply...(), or calls exchange_defer(). */
typedef void route_handler_fn(struct exchange *exchange, void *arg);

/*
 * A row of a module's const table.  In the pattern a path segment is literal
 * or "{name}" with an optional literal tail, as "/f/{token}.ics"; a parameter
 * matches one or more characters of one segment.  A GET row answers HEAD too.
 * Of the rows that match, the one with most literal segments wins.
 */
/* In the order that a row reads best. NOLINTNEXTLINE(clang-analyzer-optin*) */
struct route {
	enum http_method method;
	const char *pattern;
	enum route_right right;
	route_handler_fn *handler;
	size_t max_body; /* 0: ROUTE_BODY_DEFAULT */
};

struct route_table {
	const struct route *routes; /* borrowed, lives as long as the server */
	size_t count;
	void *arg; /* for the handlers */
};

struct router {
	struct route_table tables[ROUTE_TABLES_MAX];
	size_t count;
};

struct route_parameter {
	char *name;
	char *value; /* decoded, valid UTF-8, no control characters */
};

struct route_match {
	const struct route *route; /* NULL: none has this path and method */
	void *arg;
	struct route_parameter parameters[ROUTE_PARAMETERS_MAX];
	size_t parameter_count;
	char allow[ROUTE_ALLOW_SIZE]; /* methods of this path, "" if unknown */
};

void route_add_table(
    struct router *router, const struct route *routes, size_t count, void *arg);

/* The path is raw (still escaped), without query, as guard_check passed it. */
void route_find(const struct router *router, enum http_method method,
    const char *path, size_t path_len, struct route_match *ret_match);
void route_match_release(struct route_match *match);

#endif
