/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PEER_H
#define ONBOARD_HTTP_PEER_H

#include <sys/socket.h>

#include "http/exchange.h"

#define PEER_GROUP "onboard"

/*
 * Who is at the other end.  On the Unix socket the kernel says it: user, group
 * and supplementary groups when it connected; no directory is asked.
 * group: whose members are administrators, or NULL.
 */
void peer_from_socket(
    int fd, const gid_t *group, struct exchange_peer *ret_peer);
void peer_from_address(
    const struct sockaddr_storage *address, struct exchange_peer *ret_peer);

/* The local machine, where a reverse proxy speaks for many. */
bool peer_is_loopback(const struct exchange_peer *peer);

/* The group that may use the socket; false if this machine has none. */
bool peer_find_group(gid_t *ret_group);

#endif
