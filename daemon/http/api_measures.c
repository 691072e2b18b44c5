/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/measures/comparison.h"
#include "engine/measures/figures.h"
#include "engine/measures/measure_marks.h"
#include "engine/measures/measures.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

static const struct api_json_key mark_keys[] = {
    {"area", API_JSON_TEXT, false, 200,
	offsetof(struct measure_marks_request, area)},
    {"value", API_JSON_TEXT, true, 20,
	offsetof(struct measure_marks_request, value)},
    {"year", API_JSON_NUMBER, false, 0,
	offsetof(struct measure_marks_request, year)},
    {"source", API_JSON_TEXT, false, MEASURE_SOURCE_MAX,
	offsetof(struct measure_marks_request, source)},
};

static void
give(struct site *site, struct exchange *exchange, const char *measure)
{
	const struct measures_request request = {
	    .year = exchange_query(exchange, "year"),
	    .quarter = exchange_query(exchange, "quarter"),
	    .area = exchange_query(exchange, "area"),
	    .measure = measure,
	    .language = engine_settings(site->options.engine)->language};
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = measures_view(site->options.engine, &request, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
list(struct exchange *exchange, void *arg)
{
	give(arg, exchange, NULL);
}

static void
show(struct exchange *exchange, void *arg)
{
	give(arg, exchange, exchange_parameter(exchange, "measure"));
}

static void
compare(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const struct comparison_request request = {
	    .measure = exchange_query(exchange, "measure"),
	    .language = engine_settings(site->options.engine)->language};
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    comparison_view(site->options.engine, &request, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
list_figures(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const struct figures_request request = {
	    .year = exchange_query(exchange, "year"),
	    .figure = exchange_query(exchange, "figure"),
	    .language = engine_settings(site->options.engine)->language};
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = figures_list(site->options.engine, &request, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
set_mark(struct site *site, struct exchange *exchange, const char *purpose)
{
	struct measure_marks_request request = {.purpose = purpose,
	    .measure = exchange_parameter(exchange, "measure")};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(
	    exchange, mark_keys, ARRAY_LEN(mark_keys), &body, &request, &err);

	if (status == OB_OK)
		status = measure_marks_set(site->options.engine,
		    exchange_actor(exchange), &request, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
set_baseline(struct exchange *exchange, void *arg)
{
	set_mark(arg, exchange, MEASURE_BASELINE);
}

static void
set_target(struct exchange *exchange, void *arg)
{
	set_mark(arg, exchange, MEASURE_TARGET);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/comparison", RIGHT_ADMIN, compare, 0},
    {HTTP_GET, "/api/v1/figures", RIGHT_ADMIN, list_figures, 0},
    {HTTP_GET, "/api/v1/measures", RIGHT_ADMIN, list, 0},
    {HTTP_GET, "/api/v1/measures/{measure}", RIGHT_ADMIN, show, 0},
    {HTTP_PUT, "/api/v1/measures/{measure}/baseline", RIGHT_ADMIN, set_baseline,
	0},
    {HTTP_PUT, "/api/v1/measures/{measure}/target", RIGHT_ADMIN, set_target, 0},
};

void
api_measures_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
