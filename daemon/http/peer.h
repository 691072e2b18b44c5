/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PEER_H
#define ONBOARD_HTTP_PEER_H

#include <sys/socket.h>

#include "http/exchange.h"

#define PEER_GROUP "onboard"
#define PEER_RECEIVER "onboard-mail"

/* What this machine calls them; looked up once, at start. */
struct peer_rights {
	bool has_group;
	gid_t group; /* its members are administrators */
	bool has_receiver;
	uid_t receiver; /* may hand in mail and nothing else */
};

void peer_rights_find(struct peer_rights *ret_rights);

/*
 * Who is at the other end.  On the Unix socket the kernel says it: user, group
 * and supplementary groups when it connected; no directory is asked.  The
 * receiver of mail is no administrator whatever its groups, which it needs to
 * open the socket: it reads what strangers send.
 */
void peer_from_socket(
    int fd, const struct peer_rights *rights, struct exchange_peer *ret_peer);
void peer_from_address(
    const struct sockaddr_storage *address, struct exchange_peer *ret_peer);

/* The local machine, where a reverse proxy speaks for many. */
bool peer_is_loopback(const struct exchange_peer *peer);

#endif
