/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stddef.h>

#include "base/instant.h"
#include "base/memory.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

struct clock_request {
	const char *to;
	bool jump;
};

static const struct api_json_key clock_keys[] = {
    {"to", API_JSON_TEXT, true, 0, offsetof(struct clock_request, to)},
    {"jump", API_JSON_FLAG, false, 0, offsetof(struct clock_request, jump)},
};

static void
forget_client(struct exchange *exchange, void *arg)
{
	struct site *site = arg;

	(void)exchange;
	site->wait.exchange = NULL;
}

static void
answer_advanced(void *arg, const struct error *failed, int64_t now, int ran)
{
	struct site *site = arg;
	struct exchange *exchange = site->wait.exchange;
	char text[INSTANT_TEXT_SIZE];

	assert(site->wait.is_running);
	site->wait = (struct site_wait){.exchange = NULL};
	if (exchange == NULL)
		return;
	if (failed != NULL) {
		exchange_reply_error(exchange, failed);
		return;
	}
	(void)instant_format(engine_zone(site->options.engine), now, text);
	exchange_reply_json(
	    exchange, 200, json_pack("{s:s, s:i}", "now", text, "ran", ran));
}

static int
check_movable(const struct site *site, struct error *err)
{
	if (!site->options.clock.is_test)
		return error_set(err, OB_ECONFLICT,
		    "the clock follows the machine's; only that of a daemon "
		    "started with --test-clock can be moved");
	if (site->wait.is_running)
		return error_set(err, OB_ECONFLICT,
		    "the clock is being moved already; wait until it stands");
	return OB_OK;
}

static void
advance(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const struct site_clock *clock = &site->options.clock;
	struct clock_request request = {.to = NULL};
	json_auto_t *body = NULL;
	struct error err = ERROR_INIT;
	int status = check_movable(site, &err);

	if (status == OB_OK)
		status = api_json_read(exchange, clock_keys,
		    ARRAY_LEN(clock_keys), &body, &request, &err);
	if (status != OB_OK) {
		exchange_reply_error(exchange, &err);
		return;
	}
	site->wait =
	    (struct site_wait){.exchange = exchange, .is_running = true};
	status = clock->advance(
	    clock->arg, request.to, request.jump, answer_advanced, site, &err);
	if (status != OB_OK) {
		site->wait = (struct site_wait){.exchange = NULL};
		exchange_reply_error(exchange, &err);
	} else if (site->wait.is_running) {
		exchange_defer(exchange, forget_client, site);
	}
}

static const struct route routes[] = {
    {HTTP_POST, "/api/v1/clock", RIGHT_ADMIN, advance, 0},
};

void
api_clock_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
