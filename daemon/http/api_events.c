/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/activities/events.h"
#include "http/api.h"
#include "http/site_private.h"

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = events_list(site->options.engine, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/events", RIGHT_ADMIN, list, 0},
};

void
api_events_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
