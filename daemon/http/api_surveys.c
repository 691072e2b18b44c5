/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/measures/survey_results.h"
#include "engine/measures/survey_words.h"
#include "engine/surveys/surveys.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/site_private.h"

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = surveys_list(site->options.engine, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int version = 0;
	struct error err = ERROR_INIT;
	int status = api_read_version(exchange, "version", &version, &err);

	if (status == OB_OK)
		status = surveys_show(site->options.engine,
		    exchange_parameter(exchange, "id"), version, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static void
show_results(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const struct survey_results_request request = {
	    .survey = exchange_parameter(exchange, "id"),
	    .year = exchange_query(exchange, "year"),
	    .cohort = exchange_query(exchange, "cohort"),
	    .half = exchange_query(exchange, "half"),
	    .language = engine_settings(site->options.engine)->language};
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    survey_results_view(site->options.engine, &request, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

/* Notes who has read it, and is otherwise no change. */
static void
show_words(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const struct survey_words_request request = {
	    .survey = exchange_parameter(exchange, "id"),
	    .half = exchange_query(exchange, "half"),
	    .language = engine_settings(site->options.engine)->language};
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = survey_words_read(site->options.engine,
	    exchange_actor(exchange), &request, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/surveys", RIGHT_ADMIN, list, 0},
    {HTTP_GET, "/api/v1/surveys/{id}", RIGHT_ADMIN, show, 0},
    {HTTP_GET, "/api/v1/surveys/{id}/results", RIGHT_ADMIN, show_results, 0},
    {HTTP_GET, "/api/v1/surveys/{id}/words", RIGHT_ADMIN, show_words, 0},
};

void
api_surveys_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
