/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/peer.h"

#include <arpa/inet.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

#define GROUPS_MAX 1024
#define SPACE_SIZE 4096

static void
find_group(struct peer_rights *rights)
{
	char space[SPACE_SIZE];
	struct group group;
	struct group *found = NULL;

	if (getgrnam_r(PEER_GROUP, &group, space, sizeof(space), &found) != 0 ||
	    found == NULL)
		return;
	rights->has_group = true;
	rights->group = found->gr_gid;
}

static void
find_receiver(struct peer_rights *rights)
{
	char space[SPACE_SIZE];
	struct passwd user;
	struct passwd *found = NULL;

	if (getpwnam_r(PEER_RECEIVER, &user, space, sizeof(space), &found) !=
		0 ||
	    found == NULL)
		return;
	rights->has_receiver = true;
	rights->receiver = found->pw_uid;
}

void
peer_rights_find(struct peer_rights *ret_rights)
{
	*ret_rights = (struct peer_rights){.has_group = false};
	find_group(ret_rights);
	find_receiver(ret_rights);
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

static bool
is_admin(
    int fd, const struct ucred *credentials, const struct peer_rights *rights)
{
	if (credentials->uid == 0 || credentials->uid == geteuid())
		return true;
	return rights->has_group &&
	       is_in_group(fd, credentials->gid, rights->group);
}

void
peer_from_socket(
    int fd, const struct peer_rights *rights, struct exchange_peer *ret_peer)
{
	struct ucred credentials;
	socklen_t len = sizeof(credentials);

	*ret_peer = (struct exchange_peer){.is_socket = true, .uid = (uid_t)-1};
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &len) < 0)
		return;
	ret_peer->uid = credentials.uid;
	ret_peer->is_receiver =
	    rights->has_receiver && credentials.uid == rights->receiver;
	ret_peer->is_admin =
	    !ret_peer->is_receiver && is_admin(fd, &credentials, rights);
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
