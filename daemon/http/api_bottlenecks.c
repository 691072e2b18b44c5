/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/measures/bottlenecks.h"
#include "engine/measures/measures.h"
#include "http/api.h"
#include "http/site_private.h"

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct engine *engine = site->options.engine;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int year = 0;
	int status =
	    measures_read_year(exchange_query(exchange, "year"), &year, &err);

	if (status == OB_OK)
		status = bottlenecks_view(engine, year,
		    engine_settings(engine)->language, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/bottlenecks", RIGHT_ADMIN, list, 0},
};

void
api_bottlenecks_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
