/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_SERVER_PRIVATE_H
#define ONBOARD_HTTP_SERVER_PRIVATE_H

#include <sys/queue.h>

#include "http/peer.h"
#include "http/server.h"

/* For the files of this folder that make up the server. */

struct connection;
struct listener;

TAILQ_HEAD(connection_list, connection);
TAILQ_HEAD(listener_list, listener);

/* Lets through so many a minute, so that no client fills the log. */
struct log_gate {
	int64_t minute;
	int used;
};

struct http_server {
	struct event_base *base;
	const struct clock *clock;
	struct server_limits limits;
	struct router router;
	struct server_counters counters;
	struct connection_list idle; /* the longest idle first */
	struct connection_list busy;
	struct listener_list listeners;
	struct peer_rights rights;
	int reserve_fd; /* given up to take a client when none is left */
	bool is_paused; /* listeners: at the cap, or out of descriptors */
	struct event *resume_timer;
	bool is_stopping;
	void (*on_stopped)(void *arg);
	void *on_stopped_arg;

	server_token_fn *token_check;
	void *token_check_arg;
	struct server_sessions sessions;
	server_error_page_fn *error_page;
	void *error_page_arg;
	char *public_host;
	bool is_https;
	uint64_t request_number;
	struct log_gate gate;
};

bool server_may_log(struct http_server *server);

/* For connections: one has gone, or could go, so there is room for another. */
void server_connection_closed(struct http_server *server);
void server_connection_idle(struct http_server *server);

#endif
