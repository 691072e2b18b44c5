/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/dispatch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "http/octet.h"
#include "http/response.h"
#include "http/session_guard.h"

#define TOKEN_MAX 512

static void
count(struct http_server *server, int status)
{
	if (status >= 100 && status < 600)
		server->counters.requests[status / 100]++;
}

static void
add_allow(struct http_server *server, const struct guard_verdict *verdict,
    struct strbuf *headers)
{
	struct guard_slice target = verdict->target;
	const char *mark = memchr(target.bytes, '?', target.len);
	size_t len = mark == NULL ? target.len : (size_t)(mark - target.bytes);
	struct route_match match;

	route_find(
	    &server->router, HTTP_METHOD_OTHER, target.bytes, len, &match);
	strbuf_add_format(headers, "Allow: %s\r\n",
	    match.allow[0] == '\0' ? "GET, HEAD" : match.allow);
	route_match_release(&match);
}

void
dispatch_refuse(struct http_server *server, const struct guard_verdict *verdict,
    const struct exchange_peer *peer, struct strbuf *ret_bytes)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf headers = STRBUF_INIT;
	struct response response = {
	    .status = verdict->status,
	    .content_type = "text/plain; charset=utf-8",
	    .is_head = verdict->method == HTTP_HEAD,
	    .is_https = server->is_https && !peer->is_socket,
	    .now = clock_now(server->clock),
	};

	response_status_text(&text, verdict->status);
	if (verdict->status == 405)
		add_allow(server, verdict, &headers);
	response.body = text.buf;
	response.body_len = text.len;
	response.more_headers = headers.buf;
	response_render(ret_bytes, &response);
	server->counters.refused++;
	count(server, verdict->status);
	if (server_may_log(server))
		log_info("http.refused", "status=%d reason=%s", verdict->status,
		    LOG_QUOTE(verdict->reason));
}

static bool
equals_host(const char *host, size_t len, const char *wanted)
{
	return octet_equals_nocase(host, len, wanted);
}

/* The proxy's host name is the public one; loopback is the machine itself. */
static bool
is_our_host(const struct exchange *exchange)
{
	static const char *const loopback[] = {
	    "localhost", "127.0.0.1", "[::1]"};
	const char *host = exchange->request.host;
	size_t len =
	    host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");

	if (exchange->server->public_host == NULL || exchange->peer.is_socket)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(loopback); i++) {
		if (equals_host(host, len, loopback[i]))
			return true;
	}
	return equals_host(host, len, exchange->server->public_host);
}

/* The token of the one "Authorization: Bearer" header. */
static bool
read_token(const struct exchange *exchange, char token[TOKEN_MAX])
{
	size_t at = 0;
	const char *value =
	    request_header_next(&exchange->request, "Authorization", &at);
	size_t len;

	if (value == NULL ||
	    request_header_next(&exchange->request, "Authorization", &at) !=
		NULL ||
	    !octet_equals_nocase(value, strcspn(value, " "), "Bearer"))
		return false;
	value += strcspn(value, " ");
	value += strspn(value, " ");
	len = strlen(value);
	if (len == 0 || len >= TOKEN_MAX)
		return false;
	memcpy(token, value, len + 1);
	return true;
}

static bool
has_token(struct exchange *exchange)
{
	struct http_server *server = exchange->server;
	char token[TOKEN_MAX];
	bool is_valid;

	if (server->token_check == NULL || !read_token(exchange, token))
		return false;
	is_valid =
	    server->token_check(exchange, token, server->token_check_arg);
	explicit_bzero(token, sizeof(token));
	return is_valid;
}

/* 0, or the status that says no. */
static int
check_right(struct exchange *exchange)
{
	enum route_right right = exchange->match.route->right;
	bool is_receiving =
	    exchange->peer.is_receiver && right == RIGHT_RECEIVER;

	if (exchange->peer.is_socket)
		return exchange->peer.is_admin || is_receiving ? 0 : 403;
	switch (right) {
	case RIGHT_PUBLIC:
		return 0;
	case RIGHT_ADMIN:
	case RIGHT_RECEIVER:
		return has_token(exchange) ? 0 : 401;
	case RIGHT_SIGNED_IN:
	case RIGHT_COORDINATOR:
	case RIGHT_FIGURES:
		return 403;
	}
	return 403;
}

static bool
refuse(struct exchange *exchange, int status)
{
	if (status == 401)
		exchange_add_header(
		    exchange, "WWW-Authenticate", "Bearer realm=\"onboardd\"");
	if (status == 405)
		exchange_add_header(exchange, "Allow", exchange->match.allow);
	exchange_reply_status(exchange, status);
	return false;
}

static void
name_actor(struct exchange *exchange)
{
	char actor[EXCHANGE_ACTOR_SIZE];

	if (!exchange->peer.is_socket)
		return;
	(void)snprintf(
	    actor, sizeof(actor), "uid:%lu", (unsigned long)exchange->peer.uid);
	exchange_set_actor(exchange, actor);
}

bool
dispatch_admit(struct exchange *exchange, size_t body_len)
{
	struct http_server *server = exchange->server;
	const struct request *request = &exchange->request;
	struct route_match *match = &exchange->match;
	struct error ignored = ERROR_INIT;
	size_t max;
	int status;

	exchange->number = ++server->request_number;
	name_actor(exchange);
	if (!is_our_host(exchange))
		return refuse(exchange, 421);
	route_find(&server->router, request->method, request->path,
	    strlen(request->path), match);
	if (match->route == NULL)
		return refuse(exchange, match->allow[0] == '\0' ? 404 : 405);
	if (session_guard_is_for(match->route->right)) {
		if (!session_guard_admit(exchange))
			return false;
	} else {
		status = check_right(exchange);
		if (status != 0)
			return refuse(exchange, status);
	}
	max = match->route->max_body == 0 ? ROUTE_BODY_DEFAULT
					  : match->route->max_body;
	if (body_len > max)
		return refuse(exchange, 413);
	if (form_parse(request->query, strlen(request->query), &exchange->query,
		&ignored) < 0)
		return refuse(exchange, 400);
	return true;
}

void
dispatch_handle(struct exchange *exchange)
{
	const struct route *route = exchange->match.route;

	if (session_guard_is_for(route->right) && route->method != HTTP_GET &&
	    !session_guard_check_form(exchange))
		return;
	route->handler(exchange, exchange->match.arg);
	if (exchange->is_answered || exchange->is_deferred)
		return;
	log_error("http.unanswered", "path=%s", route->pattern);
	exchange_reply_status(exchange, 500);
}

/*
 * Somebody came without the right, the form or the name for it.  Of who signed
 * in the session's own events tell.
 */
static bool
is_denial(const struct exchange *exchange)
{
	int status = exchange->status;

	if (exchange->session != NULL)
		return false;
	return status == 401 || status == 403 || status == 421 || status == 429;
}

void
dispatch_finish(const struct exchange *exchange, int64_t now_ms)
{
	const struct route *route = exchange->match.route;
	const char *path = exchange->log_path;

	if (path == NULL)
		path = route == NULL ? "-" : route->pattern;
	count(exchange->server, exchange->status);
	if (is_denial(exchange) && server_may_log(exchange->server))
		log_info("http.denied",
		    "method=%s path=%s status=%d actor=%s request=%" PRIu64,
		    method_name(exchange->request.method), LOG_QUOTE(path),
		    exchange->status, exchange->actor, exchange->number);
	log_debug("http.request",
	    "method=%s path=%s status=%d ms=%" PRId64
	    " actor=%s request=%" PRIu64,
	    method_name(exchange->request.method), LOG_QUOTE(path),
	    exchange->status, now_ms - exchange->started_ms, exchange->actor,
	    exchange->number);
}
