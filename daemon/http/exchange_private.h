/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_EXCHANGE_PRIVATE_H
#define ONBOARD_HTTP_EXCHANGE_PRIVATE_H

#include "base/strbuf.h"
#include "http/exchange.h"
#include "http/form.h"
#include "http/request.h"
#include "http/route.h"
#include "http/server_private.h"

/* For exchange*.c and connection.c only; handlers see exchange.h. */

#define EXCHANGE_ACTOR_SIZE 64

struct exchange {
	struct http_server *server;
	struct request request;
	struct exchange_peer peer;
	struct route_match match;
	const char *body; /* in the connection's input */
	size_t body_len;
	struct form query;
	struct form form;
	char actor[EXCHANGE_ACTOR_SIZE];
	struct session *session; /* owned; NULL: nobody has signed in */
	uint64_t number;	 /* of the request, since the start */
	int64_t started_ms;

	/* the answer */
	struct strbuf more_headers;
	bool has_broken_header;
	char *cache_control;
	char *frame_ancestors;
	bool is_inert;
	char *log_path;
	bool keep_alive;
	bool is_answered;
	int status;
	struct strbuf output; /* head and body, to be written */

	/* deferred */
	bool is_deferred;
	exchange_closed_fn *on_closed;
	void *on_closed_arg;
	void (*on_answered)(void *arg); /* set once the handler returned */
	void *on_answered_arg;
};

void exchange_init(struct exchange *exchange, struct http_server *server);
void exchange_release(struct exchange *exchange);

#endif
