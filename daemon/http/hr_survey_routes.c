/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/hr/hr_surveys.h"
#include "engine/measures/survey_results.h"
#include "http/exchange.h"
#include "http/hr_site.h"
#include "http/site_private.h"

/* Surveys to read, and what was answered as far as nobody is known by it. */

static int
make_list(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_surveys_view(
	    hr_site_engine(reader), &reader->scope, ret_view, err);
}

static int
make_version(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_surveys_version(hr_site_engine(reader), &reader->scope,
	    exchange_parameter(reader->exchange, "survey"),
	    exchange_parameter(reader->exchange, "version"), ret_view, err);
}

static int
make_results(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const struct survey_results_request request = {
	    .survey = exchange_parameter(reader->exchange, "survey"),
	    .year = exchange_query(reader->exchange, "year"),
	    .language = reader->scope.language};

	return survey_results_view(
	    hr_site_engine(reader), &request, ret_view, err);
}

static void
show_results(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_results,
	    PAGE_TEMPLATE_HR_SURVEY_RESULTS, "hr_title.survey_results");
}

static void
show_list(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_list, PAGE_TEMPLATE_HR_SURVEYS,
	    "hr_title.surveys");
}

static void
show_version(struct exchange *exchange, void *arg)
{
	hr_site_give(
	    arg, exchange, make_version, PAGE_TEMPLATE_HR_SURVEY, NULL);
}

static const struct route routes[] = {
    {HTTP_GET, "/hr/surveys", RIGHT_COORDINATOR, show_list, 0},
    {HTTP_GET, "/hr/surveys/{survey}", RIGHT_COORDINATOR, show_results, 0},
    {HTTP_GET, "/hr/surveys/{survey}/{version}", RIGHT_COORDINATOR,
	show_version, 0},
};

void
hr_survey_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
