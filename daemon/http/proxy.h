/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PROXY_H
#define ONBOARD_HTTP_PROXY_H

#include <stdbool.h>

struct exchange;

/*
 * What a reverse proxy says of who is behind it.  Only the one at the
 * configured address (IPv4 or IPv6, without port; "" is none) is believed;
 * from anybody else these headers are as if they were not there.
 */
#define PROXY_ADDRESS_SIZE 48

bool proxy_is_peer(const struct exchange *exchange, const char *address);

/*
 * The network address of the client: the proxy's, or what the proxy added
 * last to X-Forwarded-For.  Whatever stood there before, the client may have
 * written itself.
 */
void proxy_client(const struct exchange *exchange, const char *address,
    char ret_client[PROXY_ADDRESS_SIZE]);

/*
 * The value of the header in which the proxy names the user, borrowed; NULL
 * when it is from somebody else, absent or there more than once.
 */
const char *proxy_user(
    const struct exchange *exchange, const char *address, const char *header);

#endif
