/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/measure_table.h"
#include "engine/measures/survey_results_private.h"
#include "engine/programmes/programmes.h"
#include "model/exit_reason.h"
#include "store/answer_count_store.h"
#include "store/exit_survey_store.h"
#include "store/programme_store.h"

/* One that is not imported is of no kind. */
static int
is_sent_by_exit(struct engine *engine, const struct survey_step *step,
    bool *ret_is, struct error *err)
{
	const struct programme_scope everybody = {"", ""};
	cleanup_(programme_store_release) struct programme_version row = {0};
	const struct programme *programme = NULL;
	int status =
	    programmes_find(engine, step->programme, &everybody, &row, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status == OB_OK)
		status = programmes_get(engine, row.id, &programme, err);
	if (status == OB_OK && programme->kind == PROGRAMME_EXIT)
		*ret_is = true;
	return status;
}

/*
 * Measures come first: by them it is said what a year's leaders answered.  What
 * was counted is told, whatever its newest version is.
 */
int
survey_results_are_of_halves(struct engine *engine, const struct survey *survey,
    bool *ret_are, struct error *err)
{
	struct exit_survey *rows = NULL;
	bool is_sent = false;
	size_t count = 0;
	int status;

	*ret_are = false;
	if (measure_table_answered(survey->id) != NULL)
		return OB_OK;
	status = exit_survey_store_list(
	    engine->store, survey->id, &rows, &count, err);
	exit_survey_store_free(rows, count);
	if (survey->answered_by == SURVEY_LEADER)
		for (size_t i = 0; status == OB_OK && i < survey->step_count;
		     i++)
			status = is_sent_by_exit(
			    engine, &survey->steps[i], &is_sent, err);
	*ret_are = is_sent || count > 0;
	return status;
}

static void
add_half(struct survey_results *results, const struct exit_survey *row,
    bool is_chosen)
{
	cleanup_(memory_free_ptr) char *url = memory_printf(
	    "/hr/surveys/%s?half=%s", results->request->survey, row->period);

	(void)json_array_append_new(
	    results->halves, json_pack("{s:s, s:s, s:b}", "half", row->period,
				 "url", url, "is_chosen", (int)is_chosen));
}

static int
load(struct survey_results *results, const struct exit_survey *row,
    struct error *err)
{
	results->is_final = true;
	results->is_of_talks = row->is_of_talks;
	results->half = memory_strdup(row->period);
	results->answers.answers.answered =
	    (struct fraction){row->answered, row->asked};
	return exit_survey_store_list_answers(results->engine->store, row,
	    &results->counts, &results->count, err);
}

/* The last unless one was asked for. */
static int
choose(struct survey_results *results, const struct exit_survey *rows,
    size_t count, struct error *err)
{
	const char *wanted = results->request->half;
	int status = OB_OK;

	if (!survey_results_is_given(wanted) && count > 0)
		wanted = rows[count - 1].period;
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		bool is_chosen = strcmp(rows[i].period, wanted) == 0;

		add_half(results, &rows[i], is_chosen);
		if (is_chosen)
			status = load(results, &rows[i], err);
	}
	return status;
}

static int
check(const struct survey_results *results, struct error *err)
{
	const struct survey_results_request *request = results->request;
	struct half_year half;

	if (survey_results_is_given(request->year) ||
	    survey_results_is_given(request->cohort))
		return error_set_field(err, OB_EINVALID,
		    survey_results_is_given(request->year) ? "year" : "cohort",
		    "survey '%s' is asked of those who leave; it is told of by "
		    "half year",
		    results->survey->id);
	if (survey_results_is_given(request->half) &&
	    exit_reason_read_period(request->half, &half, err) != OB_OK)
		return error_name_field(err, "half");
	return OB_OK;
}

int
survey_results_load_half(struct survey_results *results, struct error *err)
{
	struct exit_survey *rows = NULL;
	size_t count = 0;
	int status = check(results, err);

	if (status != OB_OK)
		return status;
	results->is_counted = true;
	results->is_of_halves = true;
	results->answers.answers.is_known = true;
	results->is_withheld = survey_results_is_given(results->request->area);
	if (results->is_withheld)
		return OB_OK;
	status = exit_survey_store_list(
	    results->engine->store, results->survey->id, &rows, &count, err);
	if (status == OB_OK)
		status = choose(results, rows, count, err);
	exit_survey_store_free(rows, count);
	return status;
}
