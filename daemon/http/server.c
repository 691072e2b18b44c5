/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/server.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "http/connection.h"
#include "http/listener.h"
#include "http/peer.h"
#include "http/server_private.h"
#include "http/socket.h"

#define LOG_LINES_PER_MINUTE 10

/* Descriptors that the rest of the daemon needs: database, mail, log. */
#define RESERVED_DESCRIPTORS 32

static bool
gate_opens(struct log_gate *gate)
{
	int64_t minute = clock_monotonic_ms() / 60000 + 1;

	if (gate->minute != minute) {
		gate->minute = minute;
		gate->used = 0;
	}
	return gate->used++ < LOG_LINES_PER_MINUTE;
}

bool
server_may_log(struct http_server *server)
{
	return gate_opens(&server->gate);
}

/* libevent's log has no argument of ours, so the gate is its own. */
static void
log_libevent(int severity, const char *text)
{
	static struct log_gate gate;

	if (severity < EVENT_LOG_WARN || !gate_opens(&gate))
		return;
	log_warn("http.libevent", "text=%s", LOG_QUOTE(text));
}

static size_t
connections_by_descriptors(void)
{
	struct rlimit limit;
	size_t most;
	size_t reserved;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return RESERVED_DESCRIPTORS;
	most = limit.rlim_cur > 1000000 ? 1000000 : (size_t)limit.rlim_cur;
	reserved =
	    most / 4 > RESERVED_DESCRIPTORS ? most / 4 : RESERVED_DESCRIPTORS;
	return most > reserved + 8 ? most - reserved : 8;
}

static void
on_resume(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	listener_resume_all(arg);
}

struct http_server *
server_new(struct event_base *base, const struct clock *clock,
    const struct server_limits *limits)
{
	static const struct server_limits defaults = SERVER_LIMITS_DEFAULT;
	struct http_server *server = memory_alloc(sizeof(*server));

	event_set_log_callback(log_libevent);
	server->base = base;
	server->clock = clock;
	server->limits = limits == NULL ? defaults : *limits;
	if (server->limits.max_connections == 0)
		server->limits.max_connections = connections_by_descriptors();
	TAILQ_INIT(&server->idle);
	TAILQ_INIT(&server->busy);
	TAILQ_INIT(&server->listeners);
	peer_rights_find(&server->rights);
	server->reserve_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	server->resume_timer = evtimer_new(base, on_resume, server);
	assert(server->resume_timer != NULL);
	return server;
}

void
server_free(struct http_server *server)
{
	struct connection *connection;

	if (server == NULL)
		return;
	server->on_stopped = NULL;
	listener_stop_all(server);
	while (connection_close_idle(server))
		continue;
	while ((connection = TAILQ_FIRST(&server->busy)) != NULL)
		connection_free(connection);
	event_free(server->resume_timer);
	if (server->reserve_fd >= 0)
		close(server->reserve_fd);
	free(server->public_host);
	free(server);
}

void
server_add_routes(struct http_server *server, const struct route *routes,
    size_t count, void *arg)
{
	route_add_table(&server->router, routes, count, arg);
}

int
server_listen_tcp(struct http_server *server, const char *address,
    int *ret_port, struct error *err)
{
	int fd;
	int r = socket_open_tcp(address, &fd, err);

	if (r < 0)
		return r;
	*ret_port = socket_port(fd);
	listener_start(server, fd, false, NULL);
	return 0;
}

int
server_listen_unix(
    struct http_server *server, const char *path, struct error *err)
{
	int fd;
	int r = socket_open_unix(path,
	    server->rights.has_group ? &server->rights.group : NULL, &fd, err);

	if (r < 0)
		return r;
	listener_start(server, fd, true, path);
	return 0;
}

int
server_listen_fd(
    struct http_server *server, int fd, int *ret_port, struct error *err)
{
	bool is_socket;
	int r = socket_adopt(fd, &is_socket, err);

	if (r < 0)
		return r;
	*ret_port = is_socket ? 0 : socket_port(fd);
	listener_start(server, fd, is_socket, NULL);
	return 0;
}

static void
check_stopped(struct http_server *server)
{
	void (*on_stopped)(void *arg) = server->on_stopped;

	if (!server->is_stopping || server->counters.connections > 0 ||
	    on_stopped == NULL)
		return;
	server->on_stopped = NULL;
	on_stopped(server->on_stopped_arg);
}

void
server_connection_closed(struct http_server *server)
{
	server->counters.connections--;
	if (server->is_paused)
		listener_resume_all(server);
	check_stopped(server);
}

void
server_connection_idle(struct http_server *server)
{
	/* Without descriptors the timer decides when to try again. */
	if (server->is_paused && !evtimer_pending(server->resume_timer, NULL))
		listener_resume_all(server);
}

void
server_stop(
    struct http_server *server, void (*on_stopped)(void *arg), void *arg)
{
	server->is_stopping = true;
	server->on_stopped = on_stopped;
	server->on_stopped_arg = arg;
	listener_stop_all(server);
	/* Kept alive over the closing, so that the call-back comes once. */
	server->counters.connections++;
	connection_close_waiting(server);
	server_connection_closed(server);
}

void
server_set_token_check(
    struct http_server *server, server_token_fn *check, void *arg)
{
	server->token_check = check;
	server->token_check_arg = arg;
}

void
server_set_sessions(
    struct http_server *server, const struct server_sessions *sessions)
{
	server->sessions = *sessions;
}

void
server_set_error_page(
    struct http_server *server, server_error_page_fn *page, void *arg)
{
	server->error_page = page;
	server->error_page_arg = arg;
}

void
server_set_public_host(
    struct http_server *server, const char *host, bool is_https)
{
	free(server->public_host);
	server->public_host = memory_strdup(host);
	server->is_https = is_https;
}

const struct server_counters *
server_counters(const struct http_server *server)
{
	return &server->counters;
}
