/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/instant.h"
#include "base/memory.h"
#include "engine/journeys/leaders.h"
#include "engine/outbox/outbox.h"
#include "http/api.h"
#include "http/site_private.h"

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct engine *engine = site->options.engine;
	char now[INSTANT_TEXT_SIZE];
	int64_t leaders = 0;
	json_t *mail = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = leaders_count(engine, &leaders, &err);

	if (status == OB_OK)
		status = outbox_counts(engine, &mail, &err);
	if (status == OB_OK)
		view = json_pack("{s:s, s:s, s:b, s:s, s:I, s:o}", "version",
		    site->options.version, "now",
		    instant_format(
			engine_zone(engine), engine_now(engine), now),
		    "test_clock", (int)site->options.clock.is_test, "zone",
		    engine_settings(engine)->time_zone, "leaders",
		    (json_int_t)leaders, "mail", mail);
	api_answer(exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/status", RIGHT_ADMIN, show, 0},
};

void
api_status_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
