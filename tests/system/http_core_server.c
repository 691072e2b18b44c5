/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/log.h"
#include "base/memory.h"
#include "http/cookie.h"
#include "http/robots.h"
#include "http/server.h"
#include "http/server_private.h"
#include "model/account.h"

/*
 * A server with handlers of its own for tests/system/http_core.py.  Arguments
 * are name=value: the limits, socket=PATH, log=debug, and by number
 * receiver=UID and group=GID of administrators.  Prints "port=N" when it
 * listens.
 */

#define LARGE_SIZE 34000
#define ETAG "\"v1\""
#define MODIFIED 1700000000

struct test_server {
	struct event_base *base;
	struct http_server *server;
	char large[LARGE_SIZE];
	long handled;  /* calls of the handlers below but for show_counts */
	long smuggled; /* calls of /smug */
	struct exchange *waiting;
	struct event *wake_up;
	long gone; /* deferred exchanges whose client went away */
};

static void
show_small(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;

	test->handled++;
	exchange_reply(exchange, 200, "text/plain", "small", 5);
}

static void
show_large(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;

	test->handled++;
	exchange_reply(
	    exchange, 200, "text/plain", test->large, sizeof(test->large));
}

static void
show_cached(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;

	test->handled++;
	exchange_reply_cached(exchange, "text/calendar; charset=utf-8",
	    test->large, sizeof(test->large), ETAG, MODIFIED);
}

static void
echo(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;
	size_t len;
	const char *body = exchange_body(exchange, &len);

	test->handled++;
	exchange_reply(exchange, 200, "application/octet-stream", body, len);
}

static void
smuggle(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;

	test->smuggled++;
	exchange_reply(exchange, 200, "text/plain", "smuggled", 8);
}

static void
show_item(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;
	const char *query = exchange_query(exchange, "q");

	test->handled++;
	exchange_reply_json(exchange, 200,
	    json_pack("{s:s, s:s*, s:s}", "id",
		exchange_parameter(exchange, "id"), "q", query, "actor",
		exchange_actor(exchange)));
}

static void
take_json(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;
	struct error err = ERROR_INIT;
	json_t *value = NULL;

	test->handled++;
	if (exchange_read_json(exchange, &value, &err) < 0)
		exchange_reply_error(exchange, &err);
	else
		exchange_reply_json(exchange, 201, value);
}

static void
take_form(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;
	struct error err = ERROR_INIT;

	test->handled++;
	if (exchange_read_form(exchange, &err) < 0)
		exchange_reply_error(exchange, &err);
	else
		exchange_redirect(exchange, "/small");
}

static void
fail_in_database(struct exchange *exchange, void *arg)
{
	struct error err = ERROR_INIT;

	(void)arg;
	(void)error_set(&err, OB_EDB, "cannot read '/secret/onboard.db'");
	exchange_reply_error(exchange, &err);
}

static void
split_header(struct exchange *exchange, void *arg)
{
	(void)arg;
	exchange_add_header(exchange, "X-A", "b\r\nX-Injected: 1");
	exchange_reply(exchange, 200, "text/plain", "x", 1);
}

static void
show_nothing(struct exchange *exchange, void *arg)
{
	(void)arg;
	exchange_reply(exchange, 204, NULL, "", 0);
}

static void
forget_to_answer(struct exchange *exchange, void *arg)
{
	(void)exchange;
	(void)arg;
}

static void
lose_client(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;

	assert(test->waiting == exchange);
	test->waiting = NULL;
	test->gone++;
	event_del(test->wake_up);
}

static void
on_wake_up(evutil_socket_t fd, short what, void *arg)
{
	struct test_server *test = arg;
	struct exchange *exchange = TAKE_PTR(test->waiting);

	(void)fd;
	(void)what;
	if (exchange != NULL)
		exchange_reply(exchange, 200, "text/plain", "late", 4);
}

static void
defer(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;
	const char *ms = exchange_query(exchange, "ms");
	long wait = ms == NULL ? 0 : strtol(ms, NULL, 10);
	struct timeval delay = {wait / 1000, wait % 1000 * 1000};

	test->handled++;
	exchange_defer(exchange, lose_client, test);
	test->waiting = exchange;
	evtimer_add(test->wake_up, &delay);
}

static void
show_counts(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;
	const struct server_counters *counters = server_counters(test->server);

	exchange_reply_json(exchange, 200,
	    json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "handled",
		(json_int_t)test->handled, "smuggled",
		(json_int_t)test->smuggled, "gone", (json_int_t)test->gone,
		"refused", (json_int_t)counters->refused, "timed_out",
		(json_int_t)counters->timed_out, "connections",
		(json_int_t)counters->connections, "accept_paused",
		(json_int_t)counters->accept_paused));
}

static void
show_session(struct exchange *exchange, void *arg)
{
	struct test_server *test = arg;
	const struct session *session = exchange_session(exchange);

	test->handled++;
	exchange_reply_json(exchange, 200,
	    json_pack("{s:I, s:s, s:s}", "person",
		(json_int_t)session->person_id, "role",
		account_role_name(session->role), "actor",
		exchange_actor(exchange)));
}

static void
let_in(struct exchange *exchange, void *arg)
{
	(void)arg;
	cookie_set(exchange, COOKIE_SESSION, "director", COOKIE_KEEP);
	exchange_reply(exchange, 200, "text/plain", "x", 1);
}

static const struct route routes[] = {
    {HTTP_GET, "/a", RIGHT_PUBLIC, show_small, 0},
    {HTTP_POST, "/a", RIGHT_PUBLIC, echo, 0},
    {HTTP_GET, "/small", RIGHT_PUBLIC, show_small, 0},
    {HTTP_GET, "/large", RIGHT_PUBLIC, show_large, 0},
    {HTTP_GET, "/cached", RIGHT_PUBLIC, show_cached, 0},
    {HTTP_POST, "/echo", RIGHT_PUBLIC, echo, 4194304},
    {HTTP_GET, "/smug", RIGHT_PUBLIC, smuggle, 0},
    {HTTP_GET, "/defer", RIGHT_PUBLIC, defer, 0},
    {HTTP_GET, "/item/{id}", RIGHT_PUBLIC, show_item, 0},
    {HTTP_POST, "/form", RIGHT_PUBLIC, take_form, 0},
    {HTTP_GET, "/nothing", RIGHT_PUBLIC, show_nothing, 0},
    {HTTP_GET, "/split", RIGHT_PUBLIC, split_header, 0},
    {HTTP_GET, "/forget", RIGHT_PUBLIC, forget_to_answer, 0},
    {HTTP_GET, "/counts", RIGHT_PUBLIC, show_counts, 0},
    {HTTP_GET, "/own", RIGHT_SIGNED_IN, show_session, 0},
    {HTTP_POST, "/own", RIGHT_SIGNED_IN, show_session, 0},
    {HTTP_GET, "/run", RIGHT_COORDINATOR, show_session, 0},
    {HTTP_POST, "/run", RIGHT_COORDINATOR, show_session, 0},
    {HTTP_GET, "/figures", RIGHT_FIGURES, show_session, 0},
    {HTTP_GET, "/let-in", RIGHT_PUBLIC, let_in, 0},
    {HTTP_GET, "/api/v1/item/{id}", RIGHT_ADMIN, show_item, 0},
    {HTTP_POST, "/api/v1/inbox/{id}", RIGHT_RECEIVER, show_item, 0},
    {HTTP_POST, "/api/v1/json", RIGHT_PUBLIC, take_json, 0},
    {HTTP_PUT, "/api/v1/json", RIGHT_PUBLIC, take_json, 0},
    {HTTP_GET, "/api/v1/broken", RIGHT_PUBLIC, fail_in_database, 0},
};

static bool
check_token(struct exchange *exchange, const char *token, void *arg)
{
	(void)arg;
	if (strcmp(token, "sesame") != 0)
		return false;
	exchange_set_actor(exchange, "token:1");
	return true;
}

/* A cookie is the name of its role. */
static int
find_session(void *arg, const struct exchange *exchange, const char *token,
    struct session **ret_session, struct error *err)
{
	enum account_role role = ACCOUNT_COORDINATOR;
	bool is_half = strcmp(token, "half") == 0;
	struct session *session;

	(void)arg;
	(void)exchange;
	if (strcmp(token, "broken") == 0)
		return error_set(err, OB_EDB, "cannot read the sessions");
	if (!is_half && account_role_parse("x", token, &role, err) != OB_OK)
		return error_set(err, OB_ENOTFOUND, "no session");
	session = memory_alloc(sizeof(*session));
	*session = (struct session){.id = 1,
	    .account_id = 7,
	    .person_id = 9,
	    .role = role,
	    .stage = is_half ? SESSION_CODE : SESSION_FULL,
	    .area = memory_strdup(""),
	    .csrf = "sesame"};
	*ret_session = session;
	return OB_OK;
}

static void
refuse_session(
    void *arg, struct exchange *exchange, enum session_refusal refusal)
{
	(void)arg;
	if (refusal == SESSION_MISSING)
		exchange_redirect(exchange, "/small");
}

static void
on_stopped(void *arg)
{
	struct test_server *test = arg;

	event_base_loopbreak(test->base);
}

static void
on_signal(evutil_socket_t number, short what, void *arg)
{
	struct test_server *test = arg;

	(void)number;
	(void)what;
	server_stop(test->server, on_stopped, test);
}

static void
set_limit(struct server_limits *limits, const char *argument)
{
	const struct {
		const char *name;
		int *value;
	} names[] = {
	    {"head_ms=", &limits->head_ms},
	    {"request_ms=", &limits->request_ms},
	    {"idle_ms=", &limits->idle_ms},
	    {"linger_ms=", &limits->linger_ms},
	    {"accept_pause_ms=", &limits->accept_pause_ms},
	};

	if (strncmp(argument, "max_connections=", 16) == 0)
		limits->max_connections =
		    (size_t)strtol(argument + 16, NULL, 10);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		size_t len = strlen(names[i].name);

		if (strncmp(argument, names[i].name, len) == 0)
			*names[i].value = (int)strtol(argument + len, NULL, 10);
	}
}

static void
set_right(struct peer_rights *rights, const char *argument)
{
	if (strncmp(argument, "receiver=", 9) == 0) {
		rights->has_receiver = true;
		rights->receiver = (uid_t)strtol(argument + 9, NULL, 10);
	} else if (strncmp(argument, "group=", 6) == 0) {
		rights->has_group = true;
		rights->group = (gid_t)strtol(argument + 6, NULL, 10);
	}
}

static int
listen_all(struct test_server *test, const char *path, struct error *err)
{
	int port;
	int r = server_listen_tcp(test->server, "127.0.0.1:0", &port, err);

	if (r == 0 && path != NULL)
		r = server_listen_unix(test->server, path, err);
	if (r == 0) {
		printf("port=%d\n", port);
		(void)fflush(stdout);
	}
	return r;
}

static void
serve(struct test_server *test, const struct server_limits *limits,
    const char *path, const struct peer_rights *rights)
{
	struct clock clock;
	struct error err = ERROR_INIT;
	struct event *term;

	clock_init_system(&clock);
	test->server = server_new(test->base, &clock, limits);
	if (rights->has_receiver || rights->has_group)
		test->server->rights = *rights;
	test->wake_up = evtimer_new(test->base, on_wake_up, test);
	term = evsignal_new(test->base, SIGTERM, on_signal, test);
	event_add(term, NULL);
	server_add_routes(test->server, routes, ARRAY_LEN(routes), test);
	robots_add_route(test->server);
	server_set_token_check(test->server, check_token, NULL);
	server_set_sessions(test->server,
	    &(struct server_sessions){find_session, refuse_session, NULL});
	server_set_public_host(test->server, "a", true);
	if (listen_all(test, path, &err) < 0)
		fprintf(stderr, "http_core_server: %s\n", err.text);
	else
		event_base_dispatch(test->base);
	server_free(test->server);
	event_free(test->wake_up);
	event_free(term);
}

int
main(int argc, char **argv)
{
	struct server_limits limits = SERVER_LIMITS_DEFAULT;
	cleanup_(memory_free_ptr) struct test_server *test =
	    memory_alloc(sizeof(*test));
	struct peer_rights rights = {.has_group = false};
	const char *path = NULL;

	log_init(LOG_LEVEL_INFO);
	memset(test->large, 'x', sizeof(test->large));
	for (int i = 1; i < argc; i++) {
		set_limit(&limits, argv[i]);
		set_right(&rights, argv[i]);
		if (strncmp(argv[i], "socket=", 7) == 0)
			path = argv[i] + 7;
		if (strcmp(argv[i], "log=debug") == 0)
			log_init(LOG_LEVEL_DEBUG);
	}
	test->base = event_base_new();
	assert(test->base != NULL);
	serve(test, &limits, path, &rights);
	event_base_free(test->base);
	libevent_global_shutdown();
	return 0;
}
