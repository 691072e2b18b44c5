/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "engine/measures/measures.h"
#include "engine/measures/survey_results.h"
#include "engine/reports/report_sheets.h"
#include "engine/reports/reports.h"
#include "scenario_play.h"

/* Lines about figures: what is told of the municipality and the whole year. */

static const char *
text_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static int
expect(const char *text, const char *wanted, struct error *err)
{
	if (strcmp(text, wanted) == 0)
		return OB_OK;
	return error_set(err, OB_EINVALID, "it says '%s'", text);
}

static int
load(struct play *play, const struct line *line, json_t **ret_view,
    struct error *err)
{
	const struct measures_request request = {
	    .year = line->values[1], .measure = line->values[0]};

	return measures_view(play->world.engine, &request, ret_view, err);
}

static int
run_year(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *cells;
	int status = load(play, line, &view, err);

	if (status != OB_OK)
		return status;
	cells = json_object_get(
	    json_array_get(
		json_object_get(
		    json_array_get(json_object_get(view, "measures"), 0),
		    "rows"),
		0),
	    "cells");
	return expect(
	    text_of(json_array_get(cells, json_array_size(cells) - 1), "text"),
	    line->values[2], err);
}

static int
run_of_answered(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load(play, line, &view, err);

	if (status != OB_OK)
		return status;
	return expect(
	    text_of(json_array_get(json_object_get(view, "measures"), 0),
		"of_answered"),
	    line->values[2], err);
}

static const char *
share_of_mean(const json_t *view, const char *question)
{
	size_t i;
	json_t *mean;

	json_array_foreach(json_object_get(view, "means"), i, mean)
	{
		const json_t *first =
		    json_array_get(json_object_get(mean, "questions"), 0);

		if (strcmp(text_of(first, "text"), question) == 0)
			return text_of(mean, "share");
	}
	return "";
}

static const char *
share_of_choice(const json_t *view, const char *choice)
{
	const json_t *rows = json_object_get(
	    json_array_get(json_object_get(view, "choices"), 0), "rows");
	size_t i;
	json_t *row;

	json_array_foreach((json_t *)(uintptr_t)rows, i, row)
	{
		if (strcmp(text_of(row, "text"), choice) == 0)
			return text_of(row, "share");
	}
	return "";
}

static int
load_results(struct play *play, const struct line *line, json_t **ret_view,
    struct error *err)
{
	const struct survey_results_request request = {
	    .survey = line->values[0], .year = line->values[1]};

	return survey_results_view(play->world.engine, &request, ret_view, err);
}

static int
run_mean(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_results(play, line, &view, err);

	return status == OB_OK ? expect(share_of_mean(view, line->values[2]),
				     line->values[3], err)
			       : status;
}

/* Of the first question with choices. */
static int
run_choice(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_results(play, line, &view, err);

	return status == OB_OK ? expect(share_of_choice(view, line->values[2]),
				     line->values[3], err)
			       : status;
}

/* Of the cohort spoken of. */
static int
load_cohort(struct play *play, const struct line *line, json_t **ret_view,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *cohort =
	    memory_printf("%" PRId64, play->leader);
	const struct survey_results_request request = {
	    .survey = line->values[0], .cohort = cohort};

	return survey_results_view(play->world.engine, &request, ret_view, err);
}

static int
run_cohort_mean(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_cohort(play, line, &view, err);

	return status == OB_OK ? expect(share_of_mean(view, line->values[1]),
				     line->values[2], err)
			       : status;
}

static int
run_cohort_choice(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_cohort(play, line, &view, err);

	return status == OB_OK ? expect(share_of_choice(view, line->values[1]),
				     line->values[2], err)
			       : status;
}

static int
run_response(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_cohort(play, line, &view, err);

	return status == OB_OK
		   ? expect(text_of(view, "response"), line->values[1], err)
		   : status;
}

static int
run_uncounted(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_cohort(play, line, &view, err);

	if (status == OB_OK && json_is_true(json_object_get(view, "is_final")))
		status = error_set(err, OB_EINVALID, "it is counted");
	return status;
}

/* Counted, and nothing is told but that. */
static int
run_few(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_cohort(play, line, &view, err);

	if (status == OB_OK &&
	    (!json_is_true(json_object_get(view, "is_final")) ||
		json_is_true(json_object_get(view, "is_told")) ||
		json_array_size(json_object_get(view, "means")) > 0 ||
		json_array_size(json_object_get(view, "choices")) > 0))
		status = error_set(
		    err, OB_EINVALID, "it is not counted, or more is told");
	return status == OB_OK
		   ? expect(text_of(view, "response"), "skjult", err)
		   : status;
}

/* Of who left in half a year. */
static int
load_half(struct play *play, const struct line *line, json_t **ret_view,
    struct error *err)
{
	const struct survey_results_request request = {
	    .survey = line->values[0], .half = line->values[1]};

	return survey_results_view(play->world.engine, &request, ret_view, err);
}

static int
run_exit_mean(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_half(play, line, &view, err);

	return status == OB_OK ? expect(share_of_mean(view, line->values[2]),
				     line->values[3], err)
			       : status;
}

static int
run_exit_choice(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_half(play, line, &view, err);

	return status == OB_OK ? expect(share_of_choice(view, line->values[2]),
				     line->values[3], err)
			       : status;
}

/* "FRACTION", and with whom alone it is counted. */
static int
expect_response(struct play *play, const struct line *line, bool is_of_talks,
    struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_half(play, line, &view, err);

	if (status == OB_OK &&
	    json_is_true(json_object_get(view, "is_of_talks")) != is_of_talks)
		return error_set(err, OB_EINVALID, "others are counted");
	return status == OB_OK
		   ? expect(text_of(view, "response"), line->values[2], err)
		   : status;
}

static int
run_exit_response(struct play *play, const struct line *line, struct error *err)
{
	return expect_response(play, line, false, err);
}

static int
run_exit_talks(struct play *play, const struct line *line, struct error *err)
{
	return expect_response(play, line, true, err);
}

static int
run_exit_uncounted(
    struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = load_half(play, line, &view, err);

	if (status == OB_OK && json_is_true(json_object_get(view, "is_final")))
		status = error_set(err, OB_EINVALID, "it is counted");
	return status;
}

/* A row's cell below a column's heading, which are those of a line's values. */
static bool
find_cell(const json_t *lines, const struct line *line, const char **ret_text)
{
	const json_t *cells;
	size_t i;

	json_array_foreach(json_object_get(lines, "rows"), i, cells)
	{
		if (strcmp(text_of(json_array_get(cells, 2), "text"),
			line->values[1]) != 0 ||
		    strcmp(text_of(json_array_get(cells, 3), "text"),
			line->values[2]) != 0)
			continue;
		*ret_text = text_of(json_array_get(cells, 4), "text");
		return true;
	}
	return false;
}

static int
run_report(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	json_auto_t *lines = NULL;
	const char *text = NULL;
	int status = reports_view(
	    play->world.engine, line->values[0], LANGUAGE_DA, &view, err);

	if (status != OB_OK)
		return status;
	lines = report_sheets_lines(play->world.engine, LANGUAGE_DA, view);
	if (!find_cell(lines, line, &text))
		return error_set(err, OB_EINVALID, "it is not there");
	return expect(text, line->values[3], err);
}

const struct play_rule play_measures[] = {
    {"expect exit answers KEY of PERIOD to TEXT to be TEXT", run_exit_mean},
    {"expect exit answers KEY of PERIOD of choice TEXT to be TEXT",
	run_exit_choice},
    {"expect exit answers KEY of PERIOD by TEXT", run_exit_response},
    {"expect exit answers KEY of PERIOD by TEXT of those with a talk",
	run_exit_talks},
    {"expect exit answers KEY of PERIOD uncounted", run_exit_uncounted},
    {"expect cohort answers KEY to TEXT to be TEXT", run_cohort_mean},
    {"expect cohort answers KEY of choice TEXT to be TEXT", run_cohort_choice},
    {"expect cohort answers KEY by TEXT", run_response},
    {"expect cohort answers KEY uncounted", run_uncounted},
    {"expect cohort answers KEY by too few", run_few},
    {"expect answers KEY of YEAR to TEXT to be TEXT", run_mean},
    {"expect answers KEY of YEAR of choice TEXT to be TEXT", run_choice},
    {"expect report on PERIOD of TEXT in HALF to be TEXT", run_report},
    {"expect measure WORD of YEAR to be TEXT", run_year},
    {"expect measure WORD of YEAR among answers to be TEXT", run_of_answered},
    {NULL, NULL},
};
