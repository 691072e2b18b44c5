/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_CONNECTION_PRIVATE_H
#define ONBOARD_HTTP_CONNECTION_PRIVATE_H

#include <event2/event.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#include "base/strbuf.h"
#include "http/connection.h"
#include "http/guard.h"

/* The inside of a connection, for connection.c and connection_list.c only. */

enum connection_state {
	CONNECTION_IDLE,
	CONNECTION_HEAD,
	CONNECTION_BODY,
	CONNECTION_ANSWERING,
	CONNECTION_WRITING,
	CONNECTION_LINGERING,
	CONNECTION_DEAD, /* freed where the event began */
};

struct connection {
	TAILQ_ENTRY(connection) entry;
	struct http_server *server;
	int fd;
	enum connection_state state;
	struct exchange_peer peer;
	struct event *read_event;
	struct event *write_event;
	struct event *closed_event; /* the client goes while we are deferred */
	struct event *timer;
	int64_t deadline;     /* monotonic ms; 0: none */
	int64_t timer_at;     /* what the timer is set to; 0: not set */
	int64_t request_from; /* when its first byte came */
	struct strbuf input;
	struct guard_verdict verdict; /* of the request in the input */
	struct exchange *exchange;
	struct strbuf output;
	size_t output_sent;
	size_t lingered;
	bool keep_alive; /* after what is being written */
	bool was_told_to_continue;
};

#endif
