/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/answers/survey_requests.h"
#include "http/api.h"
#include "http/site_private.h"

/* Who is asked to answer a survey: that they answered, never what. */

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = survey_requests_list(site->options.engine,
	    exchange_query(exchange, "leader"),
	    exchange_query(exchange, "state"), &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
send_now(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    survey_requests_send(site->options.engine, exchange_actor(exchange),
		exchange_parameter(exchange, "ref"), &view, &err);

	api_answer_change(site, exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/survey-requests", RIGHT_ADMIN, list, 0},
    {HTTP_POST, "/api/v1/activities/{ref}/send-survey", RIGHT_ADMIN, send_now,
	0},
};

void
api_survey_requests_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
