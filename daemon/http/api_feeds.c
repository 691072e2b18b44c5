/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/feeds.h"
#include "http/api.h"
#include "http/site_private.h"

static void
rotate(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = feeds_rotate(site->options.engine,
		    exchange_actor(exchange), id, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_POST, "/api/v1/feeds/{id}/rotate", RIGHT_ADMIN, rotate, 0},
};

void
api_feeds_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
