/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/survey_results.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/survey_results_private.h"
#include "store/answer_count_store.h"
#include "store/survey_store.h"

static void
release(struct survey_results *results)
{
	survey_free(results->survey);
	free(results->cohort);
	free(results->half);
	answer_count_store_free(results->counts, results->count);
	json_decref(results->years);
	json_decref(results->cohorts);
	json_decref(results->halves);
	json_decref(results->means);
	json_decref(results->choices);
}

bool
survey_results_is_given(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static int
load_survey(struct survey_results *results, struct error *err)
{
	cleanup_(survey_store_release) struct survey_version row = {0};
	struct store *store = results->engine->store;
	const char *id = results->request->survey;
	int status = survey_store_find_newest(store, id, &row, err);

	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_ENOTFOUND, "id",
		    "there is no survey '%.64s'; list-surveys shows those "
		    "there are",
		    id);
	return status == OB_OK
		   ? survey_store_load(store, row.id, &results->survey, err)
		   : status;
}

/* Where too few have answered of whom each is known, nothing is told but that.
 */
static bool
is_told(const struct survey_results *results)
{
	const struct disclosure_answers *answers = &results->answers.answers;

	return results->is_final &&
	       (!answers->is_known ||
		   disclosure_answers_response(answers).kind !=
		       DISCLOSURE_HIDDEN);
}

static int
refuse_half(const struct survey_results *results, struct error *err)
{
	if (!survey_results_is_given(results->request->half))
		return OB_OK;
	return error_set_field(err, OB_EINVALID, "half",
	    "survey '%s' is not asked of those who leave; it is told of by "
	    "year or by cohort",
	    results->survey->id);
}

static int
load(struct survey_results *results, struct error *err)
{
	const struct survey *survey = results->survey;
	bool are_of_halves = false;
	int status = survey_results_are_of_halves(
	    results->engine, survey, &are_of_halves, err);

	if (status == OB_OK && are_of_halves)
		return survey_results_load_half(results, err);
	if (status == OB_OK)
		status = refuse_half(results, err);
	if (status != OB_OK)
		return status;
	return survey_answerer_is_of_cohort(survey->answered_by)
		   ? survey_results_load_cohort(results, err)
		   : survey_results_load_year(results, err);
}

static int
fill(struct survey_results *results, struct error *err)
{
	int status = load_survey(results, err);

	if (status != OB_OK)
		return status;
	assert(results->survey != NULL);
	status = load(results, err);
	return status == OB_OK && is_told(results)
		   ? survey_results_add_figures(results, err)
		   : status;
}

static void
set_ways(const struct survey_results *results, json_t *view)
{
	bool is_of_cohorts =
	    survey_answerer_is_of_cohort(results->survey->answered_by);
	json_t *ways = json_pack(
	    "{s:b, s:O, s:b, s:O, s:b, s:s, s:b, s:O, s:b, s:s, s:b, s:b}",
	    "has_years", (int)(json_array_size(results->years) > 1), "years",
	    results->years, "has_cohorts",
	    (int)(json_array_size(results->cohorts) > 1), "cohorts",
	    results->cohorts, "is_of_cohorts", (int)is_of_cohorts, "cohort",
	    results->cohort == NULL ? "" : results->cohort, "has_halves",
	    (int)(json_array_size(results->halves) > 1), "halves",
	    results->halves, "is_of_halves", (int)results->is_of_halves, "half",
	    results->half == NULL ? "" : results->half, "is_of_talks",
	    (int)results->is_of_talks, "is_withheld",
	    (int)results->is_withheld);

	(void)json_object_update_new(view, ways);
}

static int
make_view(
    const struct survey_results *results, json_t **ret_view, struct error *err)
{
	const struct disclosure response =
	    disclosure_answers_response(&results->answers.answers);
	enum language language = results->request->language;
	json_auto_t *cell = NULL;
	int status = survey_results_cell(results, &response, &cell, err);

	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:s, s:s, s:i, s:b, s:b, s:b, s:O, s:O, s:O}",
	    "id", results->survey->id, "name",
	    results->survey->title.in[language], "year", results->year,
	    "is_counted", (int)results->is_counted, "is_final",
	    (int)results->is_final, "is_told", (int)is_told(results),
	    "response", json_object_get(cell, "text"), "means", results->means,
	    "choices", results->choices);
	(void)json_object_set_new(*ret_view, "answered",
	    response.kind == DISCLOSURE_EXACT
		? json_integer((json_int_t)response.least.part)
		: json_null());
	(void)json_object_set(*ret_view, "cell", cell);
	set_ways(results, *ret_view);
	return OB_OK;
}

int
survey_results_view(struct engine *engine,
    const struct survey_results_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(release) struct survey_results results = {.engine = engine,
	    .request = request,
	    .years = json_array(),
	    .cohorts = json_array(),
	    .halves = json_array(),
	    .means = json_array(),
	    .choices = json_array()};
	int status = fill(&results, err);

	return status == OB_OK ? make_view(&results, ret_view, err) : status;
}
