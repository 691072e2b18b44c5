/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/connection.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "http/connection_private.h"
#include "http/dispatch.h"
#include "http/exchange_private.h"
#include "http/guard.h"
#include "http/peer.h"
#include "http/response.h"

#define READ_SIZE 16384
#define LINGER_BYTES_MAX ((size_t)1024 * 1024)

/* What an idle connection may keep for its next request. */
#define IDLE_INPUT_MAX 2048

/* Requests of one client answered in one go, before others get their turn. */
#define REQUEST_BATCH 32

static void run(struct connection *connection);

/*
 * Most deadlines move on before they are reached.  So the timer is only set
 * when it must ring earlier, and looks again when it rings too early.
 */
static void
set_timer(struct connection *connection, int64_t now)
{
	int64_t ms = connection->deadline - now;
	struct timeval delay;

	if (ms < 1)
		ms = 1;
	delay.tv_sec = ms / 1000;
	delay.tv_usec = ms % 1000 * 1000;
	connection->timer_at = now + ms;
	evtimer_add(connection->timer, &delay);
}

static void
set_deadline(struct connection *connection, int64_t now, int64_t at)
{
	connection->deadline = at;
	if (connection->timer_at == 0 || at < connection->timer_at)
		set_timer(connection, now);
}

static struct connection_list *
list_of(struct connection *connection)
{
	return connection->state == CONNECTION_IDLE ? &connection->server->idle
						    : &connection->server->busy;
}

static void
set_state(struct connection *connection, enum connection_state state)
{
	bool was_idle = connection->state == CONNECTION_IDLE;

	if (was_idle == (state == CONNECTION_IDLE)) {
		connection->state = state;
		return;
	}
	TAILQ_REMOVE(list_of(connection), connection, entry);
	connection->state = state;
	TAILQ_INSERT_TAIL(list_of(connection), connection, entry);
}

static void
end_exchange(struct connection *connection)
{
	struct exchange *exchange = TAKE_PTR(connection->exchange);

	if (exchange == NULL)
		return;
	if (exchange->is_deferred && !exchange->is_answered &&
	    exchange->on_closed != NULL)
		exchange->on_closed(exchange, exchange->on_closed_arg);
	exchange_release(exchange);
	free(exchange);
}

void
connection_free(struct connection *connection)
{
	struct http_server *server = connection->server;

	TAILQ_REMOVE(list_of(connection), connection, entry);
	end_exchange(connection);
	event_free(connection->read_event);
	event_free(connection->write_event);
	event_free(connection->closed_event);
	event_free(connection->timer);
	close(connection->fd);
	strbuf_release(&connection->input);
	strbuf_release(&connection->output);
	free(connection);
	server_connection_closed(server);
}

/* The last thing that a callback does with a connection. */
static void
settle(struct connection *connection)
{
	if (connection->state == CONNECTION_DEAD)
		connection_free(connection);
}

/* ---- the answer's way out ---- */

static void
begin_linger(struct connection *connection)
{
	int64_t now = clock_monotonic_ms();

	/*
	 * Closing with unread bytes would reset the connection and take the
	 * answer away from the client; so we say "no more" and wait for its
	 * end.
	 */
	set_state(connection, CONNECTION_LINGERING);
	if (shutdown(connection->fd, SHUT_WR) < 0) {
		set_state(connection, CONNECTION_DEAD);
		return;
	}
	strbuf_release(&connection->input);
	event_add(connection->read_event, NULL);
	set_deadline(
	    connection, now, now + connection->server->limits.linger_ms);
}

static void
await_next(struct connection *connection)
{
	size_t used =
	    connection->verdict.head_len + connection->verdict.body_len;
	struct strbuf *input = &connection->input;
	int64_t now = clock_monotonic_ms();

	memmove(input->buf, input->buf + used, input->len - used);
	strbuf_truncate(input, input->len - used);
	if (input->len == 0 && input->size > IDLE_INPUT_MAX)
		strbuf_release(input);
	connection->was_told_to_continue = false;
	if (input->len > 0) {
		connection->request_from = now;
		set_state(connection, CONNECTION_HEAD);
		set_deadline(
		    connection, now, now + connection->server->limits.head_ms);
	} else {
		set_state(connection, CONNECTION_IDLE);
		set_deadline(
		    connection, now, now + connection->server->limits.idle_ms);
		server_connection_idle(connection->server);
	}
	event_add(connection->read_event, NULL);
}

/* Writes what the socket takes; the rest waits for on_writable. */
static void
write_output(struct connection *connection)
{
	struct strbuf *output = &connection->output;

	while (connection->output_sent < output->len) {
		ssize_t sent =
		    send(connection->fd, output->buf + connection->output_sent,
			output->len - connection->output_sent, MSG_NOSIGNAL);

		if (sent >= 0) {
			connection->output_sent += (size_t)sent;
		} else if (errno == EAGAIN) {
			event_add(connection->write_event, NULL);
			event_del(connection->read_event);
			return;
		} else if (errno != EINTR) {
			set_state(connection, CONNECTION_DEAD);
			return;
		}
	}
	strbuf_release(output);
	if (connection->keep_alive)
		await_next(connection);
	else
		begin_linger(connection);
}

static void
begin_writing(struct connection *connection, struct strbuf *bytes)
{
	connection->output = *bytes;
	connection->output_sent = 0;
	strbuf_init(bytes);
	set_state(connection, CONNECTION_WRITING);
	write_output(connection);
}

static void
refuse(struct connection *connection)
{
	const struct guard_verdict *verdict = &connection->verdict;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	dispatch_refuse(connection->server, verdict, &connection->peer, &bytes);
	connection->keep_alive = false;
	begin_writing(connection, &bytes);
}

/* After the handler, or whenever a deferred answer comes. */
static void
send_answer(struct connection *connection)
{
	struct exchange *exchange = connection->exchange;
	struct strbuf bytes = exchange->output;
	int64_t now = clock_monotonic_ms();

	strbuf_init(&exchange->output);
	dispatch_finish(exchange, now);
	connection->keep_alive =
	    exchange->keep_alive && !connection->server->is_stopping;
	if (exchange->is_deferred) {
		event_del(connection->closed_event);
		set_deadline(connection, now,
		    now + connection->server->limits.request_ms);
	}
	end_exchange(connection);
	begin_writing(connection, &bytes);
}

static void
on_answered(void *arg)
{
	struct connection *connection = arg;

	send_answer(connection);
	run(connection);
	settle(connection);
}

/* ---- the request's way in ---- */

static void
await_answer(struct connection *connection)
{
	struct exchange *exchange = connection->exchange;

	exchange->on_answered = on_answered;
	exchange->on_answered_arg = connection;
	connection->deadline = 0;
	/* Not read, so that what comes early stays in the kernel. */
	event_del(connection->read_event);
	event_add(connection->closed_event, NULL);
}

static void
answer(struct connection *connection)
{
	struct exchange *exchange = connection->exchange;

	set_state(connection, CONNECTION_ANSWERING);
	exchange->body = connection->input.buf + connection->verdict.head_len;
	exchange->body_len = connection->verdict.body_len;
	dispatch_handle(exchange);
	if (exchange->is_answered)
		send_answer(connection);
	else
		await_answer(connection);
}

static void
begin_request(struct connection *connection)
{
	struct http_server *server = connection->server;
	struct exchange *exchange = memory_alloc(sizeof(*exchange));

	exchange_init(exchange, server);
	connection->exchange = exchange;
	exchange->peer = connection->peer;
	exchange->started_ms = connection->request_from;
	request_init(
	    &exchange->request, connection->input.buf, &connection->verdict);
	exchange->keep_alive =
	    exchange->request.keep_alive && !server->is_stopping;
	if (!dispatch_admit(exchange, connection->verdict.body_len)) {
		/* What it would have sent is not read as a request. */
		exchange->keep_alive = false;
		send_answer(connection);
		return;
	}
	set_state(connection, CONNECTION_BODY);
	set_deadline(connection, connection->request_from,
	    connection->request_from + server->limits.request_ms);
}

static void
read_head(struct connection *connection)
{
	guard_check(
	    connection->input.buf, connection->input.len, &connection->verdict);
	switch (connection->verdict.state) {
	case GUARD_INCOMPLETE:
		break;
	case GUARD_REFUSED:
		refuse(connection);
		break;
	case GUARD_OK:
		begin_request(connection);
		break;
	}
}

static void
read_body(struct connection *connection)
{
	static const char text[] = "HTTP/1.1 100 Continue\r\n\r\n";
	const struct guard_verdict *verdict = &connection->verdict;

	if (connection->input.len - verdict->head_len >= verdict->body_len) {
		answer(connection);
		return;
	}
	if (!verdict->expects_continue || connection->was_told_to_continue)
		return;
	connection->was_told_to_continue = true;
	/* Nothing else is on its way out, so 25 bytes fit or it is broken. */
	if (send(connection->fd, text, sizeof(text) - 1, MSG_NOSIGNAL) !=
	    (ssize_t)sizeof(text) - 1)
		set_state(connection, CONNECTION_DEAD);
}

/* One step; false when it needs the outside world to go on. */
static bool
step(struct connection *connection)
{
	enum connection_state before = connection->state;

	if (before == CONNECTION_HEAD)
		read_head(connection);
	else if (before == CONNECTION_BODY)
		read_body(connection);
	else
		return false;
	return connection->state != before;
}

static void
run(struct connection *connection)
{
	for (int i = 0; i < 2 * REQUEST_BATCH; i++) {
		if (!step(connection))
			return;
	}
	/* Goes on after the others, as if bytes had come. */
	if (connection->state == CONNECTION_HEAD)
		event_active(connection->read_event, EV_TIMEOUT, 0);
}

/* How much may be read now; 0 when there is enough for a while. */
static size_t
room_for_input(const struct connection *connection)
{
	size_t wanted = READ_SIZE;
	size_t have = connection->input.len;

	if (connection->state == CONNECTION_BODY)
		wanted =
		    connection->verdict.head_len + connection->verdict.body_len;
	if (have >= wanted)
		return 0;
	return wanted - have < READ_SIZE ? wanted - have : READ_SIZE;
}

static void
discard_input(struct connection *connection, ssize_t got)
{
	connection->lingered += (size_t)got;
	if (connection->lingered > LINGER_BYTES_MAX)
		set_state(connection, CONNECTION_DEAD);
}

static void
take_input(struct connection *connection, const char *bytes, size_t len)
{
	int64_t now;

	strbuf_add(&connection->input, bytes, len);
	if (connection->state == CONNECTION_IDLE) {
		now = clock_monotonic_ms();
		connection->request_from = now;
		set_state(connection, CONNECTION_HEAD);
		set_deadline(
		    connection, now, now + connection->server->limits.head_ms);
	}
	run(connection);
}

static void
read_input(struct connection *connection)
{
	char bytes[READ_SIZE];
	bool lingers = connection->state == CONNECTION_LINGERING;
	size_t room = lingers ? sizeof(bytes) : room_for_input(connection);
	ssize_t got;

	if (room == 0)
		return;
	got = recv(connection->fd, bytes, room, 0);
	if (got > 0 && lingers)
		discard_input(connection, got);
	else if (got > 0)
		take_input(connection, bytes, (size_t)got);
	else if (got == 0 || (errno != EAGAIN && errno != EINTR))
		set_state(connection, CONNECTION_DEAD);
}

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct connection *connection = arg;

	(void)fd;
	if ((what & EV_READ) != 0)
		read_input(connection);
	else
		run(connection);
	settle(connection);
}

static void
on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct connection *connection = arg;

	(void)fd;
	(void)what;
	write_output(connection);
	run(connection);
	settle(connection);
}

static void
on_closed(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	connection_free(arg);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct connection *connection = arg;
	int64_t now = clock_monotonic_ms();

	(void)fd;
	(void)what;
	connection->timer_at = 0;
	if (connection->deadline == 0)
		return;
	if (now < connection->deadline) {
		set_timer(connection, now);
		return;
	}
	if (connection->state != CONNECTION_IDLE &&
	    connection->state != CONNECTION_LINGERING)
		connection->server->counters.timed_out++;
	connection_free(connection);
}

static struct event *
make_event(
    struct connection *connection, short what, event_callback_fn callback)
{
	struct event *event = event_new(connection->server->base,
	    connection->fd, what, callback, connection);

	assert(event != NULL);
	return event;
}

void
connection_start(
    struct http_server *server, int fd, const struct exchange_peer *peer)
{
	struct connection *connection = memory_alloc(sizeof(*connection));
	int64_t now = clock_monotonic_ms();

	connection->server = server;
	connection->fd = fd;
	connection->peer = *peer;
	connection->state = CONNECTION_HEAD;
	connection->request_from = now;
	strbuf_init(&connection->input);
	strbuf_init(&connection->output);
	connection->read_event =
	    make_event(connection, EV_READ | EV_PERSIST, on_readable);
	connection->write_event = make_event(connection, EV_WRITE, on_writable);
	connection->closed_event = make_event(connection, EV_CLOSED, on_closed);
	connection->timer = evtimer_new(server->base, on_timer, connection);
	assert(connection->timer != NULL);
	TAILQ_INSERT_TAIL(&server->busy, connection, entry);
	server->counters.connections++;
	set_deadline(connection, now, now + server->limits.head_ms);
	event_add(connection->read_event, NULL);
}
