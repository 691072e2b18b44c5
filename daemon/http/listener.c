/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/listener.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "http/connection.h"
#include "http/peer.h"

/* Clients taken in one go, so that a flood does not starve the open ones. */
#define ACCEPT_BATCH 64

struct listener {
	TAILQ_ENTRY(listener) entry;
	struct http_server *server;
	struct event *event;
	int fd;
	bool is_socket;
	char *path;
};

/*
 * Out of descriptors, poll would report the listener for ever.  The reserve
 * one takes a client in order to drop it, which tells it more than silence.
 */
static void
drop_one(struct listener *listener)
{
	struct http_server *server = listener->server;
	int fd;

	if (server->reserve_fd < 0)
		return;
	close(server->reserve_fd);
	fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC);
	if (fd >= 0)
		close(fd);
	server->reserve_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void
pause_for_descriptors(struct listener *listener, int error)
{
	struct http_server *server = listener->server;
	int ms = server->limits.accept_pause_ms;
	struct timeval delay = {ms / 1000, ms % 1000 * 1000L};

	if (connection_close_idle(server))
		return;
	if (server_may_log(server))
		log_warn("http.accept", "error=%s pause_ms=%d",
		    LOG_QUOTE(strerror(error)), ms);
	drop_one(listener);
	listener_pause_all(server);
	evtimer_add(server->resume_timer, &delay);
}

/* At the cap an idle connection makes room; else new clients wait. */
static bool
make_room(struct http_server *server)
{
	if (server->counters.connections < server->limits.max_connections)
		return true;
	if (connection_close_idle(server))
		return true;
	listener_pause_all(server);
	return false;
}

static bool
is_transient(int error)
{
	return error == EAGAIN || error == EINTR || error == ECONNABORTED;
}

/* False when there is nobody left to take, or no room. */
static bool
accept_one(struct listener *listener)
{
	struct http_server *server = listener->server;
	struct sockaddr_storage address;
	socklen_t len = sizeof(address);
	struct exchange_peer peer;
	int fd;
	int error;

	if (!make_room(server))
		return false;
	fd = accept4(listener->fd, (struct sockaddr *)&address, &len,
	    SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd < 0) {
		error = errno;
		if (!is_transient(error))
			pause_for_descriptors(listener, error);
		return error == EINTR || error == ECONNABORTED;
	}
	server->counters.accepted++;
	if (listener->is_socket)
		peer_from_socket(fd, &server->rights, &peer);
	else
		peer_from_address(&address, &peer);
	if (connection_is_over_limit(server, &peer))
		close(fd);
	else
		connection_start(server, fd, &peer);
	return true;
}

static void
on_accept(evutil_socket_t fd, short what, void *arg)
{
	struct listener *listener = arg;

	(void)fd;
	(void)what;
	for (int i = 0; i < ACCEPT_BATCH; i++) {
		if (!accept_one(listener))
			return;
	}
}

void
listener_start(
    struct http_server *server, int fd, bool is_socket, const char *path)
{
	struct listener *listener = memory_alloc(sizeof(*listener));

	listener->server = server;
	listener->fd = fd;
	listener->is_socket = is_socket;
	listener->path = memory_strdup(path);
	listener->event = event_new(
	    server->base, fd, EV_READ | EV_PERSIST, on_accept, listener);
	assert(listener->event != NULL);
	TAILQ_INSERT_TAIL(&server->listeners, listener, entry);
	if (!server->is_paused)
		event_add(listener->event, NULL);
}

void
listener_stop_all(struct http_server *server)
{
	struct listener *listener;

	while ((listener = TAILQ_FIRST(&server->listeners)) != NULL) {
		TAILQ_REMOVE(&server->listeners, listener, entry);
		event_free(listener->event);
		close(listener->fd);
		if (listener->path != NULL)
			(void)unlink(listener->path); /* may be gone */
		free(listener->path);
		free(listener);
	}
}

void
listener_pause_all(struct http_server *server)
{
	struct listener *listener;

	if (server->is_paused)
		return;
	server->is_paused = true;
	server->counters.accept_paused++;
	TAILQ_FOREACH(listener, &server->listeners, entry)
		event_del(listener->event);
}

void
listener_resume_all(struct http_server *server)
{
	struct listener *listener;

	server->is_paused = false;
	evtimer_del(server->resume_timer);
	TAILQ_FOREACH(listener, &server->listeners, entry)
		event_add(listener->event, NULL);
}
