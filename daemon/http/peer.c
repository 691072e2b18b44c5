/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/peer.h"

#include <arpa/inet.h>
#include <grp.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

#define GROUPS_MAX 1024

bool
peer_find_group(gid_t *ret_group)
{
	char space[4096];
	struct group group;
	struct group *found = NULL;

	if (getgrnam_r(PEER_GROUP, &group, space, sizeof(space), &found) != 0 ||
	    found == NULL)
		return false;
	*ret_group = found->gr_gid;
	return true;
}

static bool
is_in_group(int fd, gid_t primary, gid_t wanted)
{
	gid_t groups[GROUPS_MAX];
	socklen_t len = sizeof(groups);

	if (primary == wanted)
		return true;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &len) < 0)
		return false;
	for (size_t i = 0; i < len / sizeof(groups[0]); i++) {
		if (groups[i] == wanted)
			return true;
	}
	return false;
}

void
peer_from_socket(int fd, const gid_t *group, struct exchange_peer *ret_peer)
{
	struct ucred credentials;
	socklen_t len = sizeof(credentials);

	*ret_peer = (struct exchange_peer){.is_socket = true, .uid = (uid_t)-1};
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &len) < 0)
		return;
	ret_peer->uid = credentials.uid;
	ret_peer->is_admin =
	    credentials.uid == 0 || credentials.uid == geteuid() ||
	    (group != NULL && is_in_group(fd, credentials.gid, *group));
}

void
peer_from_address(
    const struct sockaddr_storage *address, struct exchange_peer *ret_peer)
{
	const void *bytes = &((const struct sockaddr_in *)address)->sin_addr;

	*ret_peer = (struct exchange_peer){.uid = (uid_t)-1};
	if (address->ss_family == AF_INET6)
		bytes = &((const struct sockaddr_in6 *)address)->sin6_addr;
	if (inet_ntop(address->ss_family, bytes, ret_peer->address,
		sizeof(ret_peer->address)) == NULL)
		ret_peer->address[0] = '\0';
}

bool
peer_is_loopback(const struct exchange_peer *peer)
{
	return strncmp(peer->address, "127.", 4) == 0 ||
	       strcmp(peer->address, "::1") == 0 ||
	       strncmp(peer->address, "::ffff:127.", 11) == 0;
}
