/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/socket.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/memory.h"

#define BACKLOG 1024

static void
close_fd(const int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

static int
take_fd(int *fd)
{
	int taken = *fd;

	*fd = -1;
	return taken;
}

/*
 * Accepted sockets inherit it.  Without it a body of more than one segment
 * waits 40 ms for the client's delayed acknowledgement.
 */
static void
set_no_delay(int fd)
{
	int on = 1;

	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

/* Only numbers: names would ask a resolver. */
static int
resolve(const char *address, struct addrinfo **ret_list, struct error *err)
{
	cleanup_(memory_free_ptr) char *host = memory_strdup(address);
	char *name = host;
	char *colon = strrchr(host, ':');
	struct addrinfo hints = {
	    .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
	    .ai_socktype = SOCK_STREAM,
	};

	if (colon == NULL || colon == host || colon[1] == '\0')
		return error_set_field(err, OB_EINVALID, "listen",
		    "cannot listen on '%s': write it as 127.0.0.1:8080 or "
		    "[::1]:8080",
		    address);
	*colon = '\0';
	if (name[0] == '[' && colon[-1] == ']') {
		colon[-1] = '\0';
		name++;
	}
	if (getaddrinfo(name, colon + 1, &hints, ret_list) != 0)
		return error_set_field(err, OB_EINVALID, "listen",
		    "cannot listen on '%s': not a numeric address and port",
		    address);
	return 0;
}

static void
free_list(struct addrinfo **list)
{
	freeaddrinfo(*list);
}

int
socket_open_tcp(const char *address, int *ret_fd, struct error *err)
{
	cleanup_(free_list) struct addrinfo *list = NULL;
	cleanup_(close_fd) int fd = -1;
	int on = 1;
	int r = resolve(address, &list, err);

	if (r < 0)
		return r;
	assert(list != NULL);
	fd = socket(
	    list->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return error_set(err, OB_EIO, "cannot listen on '%s': %s",
		    address, strerror(errno));
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (list->ai_family == AF_INET6)
		(void)setsockopt(
		    fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
	set_no_delay(fd);
	if (bind(fd, list->ai_addr, list->ai_addrlen) < 0 ||
	    listen(fd, BACKLOG) < 0)
		return error_set(err, errno == EADDRINUSE ? OB_EBUSY : OB_EIO,
		    "cannot listen on '%s': %s", address, strerror(errno));
	*ret_fd = take_fd(&fd);
	return 0;
}

static int
fill_address(
    const char *path, struct sockaddr_un *ret_address, struct error *err)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t len = strlen(path);

	if (len == 0 || len >= sizeof(address.sun_path))
		return error_set_field(err, OB_EINVALID, "control_socket",
		    "cannot listen on '%s': the path must have 1 to %zu bytes",
		    path, sizeof(address.sun_path) - 1);
	memcpy(address.sun_path, path, len + 1);
	*ret_address = address;
	return 0;
}

/* A socket that a killed daemon left behind is refused; removes only that. */
static int
remove_stale(const struct sockaddr_un *address, struct error *err)
{
	cleanup_(close_fd) int fd = -1;
	struct stat status;

	if (lstat(address->sun_path, &status) < 0)
		return 0;
	if (!S_ISSOCK(status.st_mode))
		return error_set(err, OB_EEXISTS,
		    "cannot listen on '%s': there is another file of that name",
		    address->sun_path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return error_set(err, OB_EIO, "cannot listen on '%s': %s",
		    address->sun_path, strerror(errno));
	if (connect(fd, (const struct sockaddr *)address, sizeof(*address)) ==
		0 ||
	    errno != ECONNREFUSED)
		return error_set(err, OB_EBUSY,
		    "cannot listen on '%s': another daemon uses it",
		    address->sun_path);
	(void)unlink(address->sun_path); /* if not, bind says why */
	return 0;
}

int
socket_open_unix(
    const char *path, const gid_t *group, int *ret_fd, struct error *err)
{
	cleanup_(close_fd) int fd = -1;
	struct sockaddr_un address;
	int r = fill_address(path, &address, err);

	if (r == 0)
		r = remove_stale(&address, err);
	if (r < 0)
		return r;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return error_set(err, OB_EIO, "cannot listen on '%s': %s", path,
		    strerror(errno));
	/* On the unbound socket, so that the file never has a wider mode. */
	(void)fchmod(fd, S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0)
		return error_set(err, OB_EIO, "cannot listen on '%s': %s", path,
		    strerror(errno));
	/* Only root or a member may give it to the group; others go without. */
	if (group != NULL && chown(path, (uid_t)-1, *group) < 0 &&
	    errno != EPERM)
		return error_set(err, OB_EIO,
		    "cannot give '%s' to the group: %s", path, strerror(errno));
	if (chmod(path, S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP) < 0 ||
	    listen(fd, BACKLOG) < 0)
		return error_set(err, OB_EIO, "cannot listen on '%s': %s", path,
		    strerror(errno));
	*ret_fd = take_fd(&fd);
	return 0;
}

int
socket_adopt(int fd, bool *ret_is_unix, struct error *err)
{
	struct sockaddr_storage address = {0};
	socklen_t len = sizeof(address);
	int listens = 0;
	socklen_t size = sizeof(listens);
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 ||
	    getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) < 0 ||
	    !listens ||
	    getsockname(fd, (struct sockaddr *)&address, &len) < 0 ||
	    (address.ss_family != AF_UNIX && address.ss_family != AF_INET &&
		address.ss_family != AF_INET6))
		return error_set(err, OB_EINVALID,
		    "cannot use the inherited descriptor %d: it is no "
		    "listening stream socket",
		    fd);
	if (fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ||
	    fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
		return error_set(err, OB_EIO,
		    "cannot use the inherited descriptor %d: %s", fd,
		    strerror(errno));
	*ret_is_unix = address.ss_family == AF_UNIX;
	if (!*ret_is_unix)
		set_no_delay(fd);
	return 0;
}

int
socket_port(int fd)
{
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} address;

	socklen_t len = sizeof(address);

	memset(&address, 0, sizeof(address));
	if (getsockname(fd, &address.any, &len) < 0)
		return 0;
	return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port
						       : address.v4.sin_port);
}
