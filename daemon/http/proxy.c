/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/proxy.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "http/exchange_private.h"

/* In the form of inet_ntop(); false for what is no address. */
static bool
normalize(const char *text, char ret_text[PROXY_ADDRESS_SIZE])
{
	unsigned char bytes[sizeof(struct in6_addr)];
	int family = strchr(text, ':') == NULL ? AF_INET : AF_INET6;

	return inet_pton(family, text, bytes) == 1 &&
	       inet_ntop(family, bytes, ret_text, PROXY_ADDRESS_SIZE) != NULL;
}

bool
proxy_is_peer(const struct exchange *exchange, const char *address)
{
	char wanted[PROXY_ADDRESS_SIZE];

	return !exchange->peer.is_socket && address[0] != '\0' &&
	       normalize(address, wanted) &&
	       strcmp(wanted, exchange->peer.address) == 0;
}

/* The last element of the last X-Forwarded-For. */
static bool
read_forwarded(
    const struct exchange *exchange, char ret_client[PROXY_ADDRESS_SIZE])
{
	size_t at = 0;
	const char *last = NULL;
	const char *value;
	const char *comma;

	while ((value = request_header_next(
		    &exchange->request, "X-Forwarded-For", &at)) != NULL)
		last = value;
	if (last == NULL)
		return false;
	comma = strrchr(last, ',');
	last = comma == NULL ? last : comma + 1;
	return normalize(last + strspn(last, " \t"), ret_client);
}

void
proxy_client(const struct exchange *exchange, const char *address,
    char ret_client[PROXY_ADDRESS_SIZE])
{
	if (proxy_is_peer(exchange, address) &&
	    read_forwarded(exchange, ret_client))
		return;
	(void)snprintf(
	    ret_client, PROXY_ADDRESS_SIZE, "%s", exchange->peer.address);
}

const char *
proxy_user(
    const struct exchange *exchange, const char *address, const char *header)
{
	size_t at = 0;
	const char *value;

	if (header[0] == '\0' || !proxy_is_peer(exchange, address))
		return NULL;
	value = request_header_next(&exchange->request, header, &at);
	if (value == NULL || value[0] == '\0' ||
	    request_header_next(&exchange->request, header, &at) != NULL)
		return NULL;
	return value;
}
