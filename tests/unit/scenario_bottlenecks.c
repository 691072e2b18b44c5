/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/measures/bottlenecks.h"
#include "scenario_play.h"

/* Lines about the steps at which a year's leaders were kept waiting. */

static int
view_of(
    struct play *play, const char *year, json_t **ret_view, struct error *err)
{
	return bottlenecks_view(play->world.engine, (int)strtol(year, NULL, 10),
	    LANGUAGE_DA, ret_view, err);
}

static int
find_step(const json_t *view, const char *step, const json_t **ret_row,
    struct error *err)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(view, "steps"), i, row)
	{
		if (strcmp(json_string_value(json_object_get(row, "step")),
			step) == 0) {
			*ret_row = row;
			return OB_OK;
		}
	}
	return error_set(err, OB_EINVALID, "the step is not there");
}

static int
expect_text(const char *have, const char *wanted, struct error *err)
{
	return strcmp(have, wanted) == 0
		   ? OB_OK
		   : error_set(err, OB_EINVALID, "it is '%s'", have);
}

/* As read: "62,5 % (10 af 16)". */
static int
expect_cell(struct play *play, const struct line *line, const char *cell,
    struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *row = NULL;
	int status = view_of(play, line->values[1], &view, err);

	if (status == OB_OK)
		status = find_step(view, line->values[0], &row, err);
	return status == OB_OK
		   ? expect_text(json_string_value(json_object_get(
				     json_object_get(row, cell), "text")),
			 line->values[2], err)
		   : status;
}

static int
run_missed(struct play *play, const struct line *line, struct error *err)
{
	return expect_cell(play, line, "missed", err);
}

static int
run_skipped(struct play *play, const struct line *line, struct error *err)
{
	return expect_cell(play, line, "skipped", err);
}

static int
run_days(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *row = NULL;
	int status = view_of(play, line->values[1], &view, err);

	if (status == OB_OK)
		status = find_step(view, line->values[0], &row, err);
	return status == OB_OK
		   ? expect_text(
			 json_string_value(json_object_get(row, "days_text")),
			 line->values[2], err)
		   : status;
}

static int
run_worst(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = view_of(play, line->values[0], &view, err);

	return status == OB_OK
		   ? expect_text(
			 json_string_value(json_object_get(
			     json_array_get(json_object_get(view, "steps"), 0),
			     "step")),
			 line->values[1], err)
		   : status;
}

static int
run_none(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status = view_of(play, line->values[0], &view, err);

	if (status == OB_OK &&
	    json_array_size(json_object_get(view, "steps")) > 0)
		return error_set(err, OB_EINVALID, "there are steps");
	return status;
}

const struct play_rule play_bottlenecks[] = {
    {"expect no bottlenecks of YEAR", run_none},
    {"expect bottleneck STEP of YEAR missed TEXT", run_missed},
    {"expect bottleneck STEP of YEAR skipped TEXT", run_skipped},
    {"expect bottleneck STEP of YEAR late by DAYS workdays", run_days},
    {"expect the worst bottleneck of YEAR to be STEP", run_worst},
    {NULL, NULL},
};
