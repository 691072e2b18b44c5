/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/connection.h"

#include <string.h>

#include "http/connection_private.h"
#include "http/peer.h"

/* What is asked of all connections of a server together. */

bool
connection_close_idle(struct http_server *server)
{
	struct connection *oldest = TAILQ_FIRST(&server->idle);

	if (oldest == NULL)
		return false;
	/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): it was removed */
	connection_free(oldest);
	return true;
}

void
connection_close_waiting(struct http_server *server)
{
	struct connection *connection;

	while (connection_close_idle(server))
		continue;
	connection = TAILQ_FIRST(&server->busy);
	while (connection != NULL) {
		struct connection *next = TAILQ_NEXT(connection, entry);

		if (connection->state == CONNECTION_HEAD &&
		    connection->input.len == 0)
			connection_free(connection);
		connection = next;
	}
}

bool
connection_is_over_limit(
    const struct http_server *server, const struct exchange_peer *peer)
{
	const struct connection_list *lists[] = {&server->idle, &server->busy};
	const struct connection *connection;
	size_t count = 0;

	if (peer->is_socket || peer_is_loopback(peer))
		return false;
	for (size_t i = 0; i < 2; i++) {
		TAILQ_FOREACH(connection, lists[i], entry)
			count += strcmp(connection->peer.address,
				     peer->address) == 0;
	}
	return count >= server->limits.max_from_one_address;
}
