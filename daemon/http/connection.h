/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_CONNECTION_H
#define ONBOARD_HTTP_CONNECTION_H

#include <stdbool.h>

#include "http/exchange.h"
#include "http/server_private.h"

/*
 * One client.  Requests are read, guarded and answered one after another;
 * what comes early waits unread in the kernel.
 *
 *              first byte         head whole          body whole
 *   IDLE ----------------> HEAD ------------> BODY -------------> ANSWERING
 *    ^                      | refused                              |  (maybe
 *    |                      v                                      v deferred)
 *    +--- kept alive --- WRITING <---------------------------------+
 *                           | else
 *                           v
 *                       LINGERING ---> DEAD
 *
 * A deadline runs in every state but a deferred ANSWERING; it is not moved by
 * single bytes.
 */

/* Takes the descriptor. */
void connection_start(
    struct http_server *server, int fd, const struct exchange_peer *peer);

void connection_free(struct connection *connection);

/* Closes the one that has been idle the longest; false if there is none. */
bool connection_close_idle(struct http_server *server);

/* Closes all that have not begun a request. */
void connection_close_waiting(struct http_server *server);

/* Whether this address has as many connections as it may have. */
bool connection_is_over_limit(
    const struct http_server *server, const struct exchange_peer *peer);

#endif
