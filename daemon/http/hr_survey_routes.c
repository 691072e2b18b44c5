/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "base/memory.h"
#include "engine/hr/hr_surveys.h"
#include "engine/measures/survey_results.h"
#include "engine/measures/survey_words.h"
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

/* They are written by people of all areas, and tell of none. */
static bool
may_read_words(const struct hr_reader *reader)
{
	return reader->scope.area[0] == '\0';
}

static int
make_results(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const struct survey_results_request request = {
	    .survey = exchange_parameter(reader->exchange, "survey"),
	    .year = exchange_query(reader->exchange, "year"),
	    .cohort = exchange_query(reader->exchange, "cohort"),
	    .half = exchange_query(reader->exchange, "half"),
	    .area = reader->scope.area,
	    .language = reader->scope.language};

	int status = survey_results_view(
	    hr_site_engine(reader), &request, ret_view, err);

	if (status == OB_OK)
		(void)json_object_set_new(*ret_view, "may_read_words",
		    json_boolean(may_read_words(reader)));
	return status;
}

static int
make_words(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *actor =
	    memory_printf("person:%" PRId64, reader->scope.person_id);
	const struct survey_words_request request = {
	    .survey = exchange_parameter(reader->exchange, "survey"),
	    .half = exchange_query(reader->exchange, "half"),
	    .language = reader->scope.language};

	if (!may_read_words(reader))
		return error_set(err, OB_EDENIED,
		    "own words are of all areas, and not of '%.100s' alone",
		    reader->scope.area);
	return survey_words_read(
	    hr_site_engine(reader), actor, &request, ret_view, err);
}

static void
show_results(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_results,
	    PAGE_TEMPLATE_HR_SURVEY_RESULTS, "hr_title.survey_results");
}

static void
show_words(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_words, PAGE_TEMPLATE_HR_SURVEY_WORDS,
	    "hr_title.survey_words");
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
    {HTTP_GET, "/hr/surveys/{survey}/words", RIGHT_COORDINATOR, show_words, 0},
    {HTTP_GET, "/hr/surveys/{survey}/{version}", RIGHT_COORDINATOR,
	show_version, 0},
};

void
hr_survey_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
