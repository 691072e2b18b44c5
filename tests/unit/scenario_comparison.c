/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/journeys/leaders.h"
#include "engine/measures/comparison.h"
#include "scenario_play.h"

#define ACTOR "scenario"

/* The cells of a comparison's row. */
#define CELL_VALUE 0
#define CELL_SPAN 2
#define CELL_MISSING 3

static int
add_one(const struct play *play, const struct line *line, int64_t number,
    struct error *err)
{
	const char *day = line->values[1];
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("leder%lld-%s-%s@example.org", (long long)number, day,
		line->values[2]);
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("Leder %lld", (long long)number);
	const struct leader_request request = {.name = name,
	    .email = email,
	    .first_day = day,
	    .manager = "Mette Manager <mette@example.org>",
	    .recruitment = number <= strtoll(line->values[3], NULL, 10)
			       ? "internal"
			       : "external",
	    .area = line->values[2]};
	json_t *view = NULL;
	int status =
	    leaders_add(play->world.engine, ACTOR, &request, &view, err);

	json_decref(view);
	return status;
}

/* Their addresses tell them from those of other days and areas. */
static int
run_leaders_begin(struct play *play, const struct line *line, struct error *err)
{
	int64_t count = strtoll(line->values[0], NULL, 10);
	int status = OB_OK;

	for (int64_t i = 1; status == OB_OK && i <= count; i++)
		status = add_one(play, line, i, err);
	return status;
}

static int
find_measure(struct play *play, const char *id, json_t **ret_view,
    json_t **ret_measure, struct error *err)
{
	const struct comparison_request request = {
	    .measure = id, .language = LANGUAGE_DA};
	int status =
	    comparison_view(play->world.engine, &request, ret_view, err);

	if (status == OB_OK)
		*ret_measure =
		    json_array_get(json_object_get(*ret_view, "measures"), 0);
	return status;
}

/* A row by its kind and version, which is 0 for pilots and others. */
struct wanted {
	const char *kind;
	int64_t version;
	size_t cell;
	const char *text;
};

static bool
is_row(const json_t *row, const struct wanted *wanted)
{
	return strcmp(json_string_value(json_object_get(row, "kind")),
		   wanted->kind) == 0 &&
	       json_integer_value(json_object_get(row, "version")) ==
		   wanted->version;
}

static int
expect_cell(struct play *play, const struct line *line,
    const struct wanted *wanted, struct error *err)
{
	json_auto_t *view = NULL;
	json_t *measure = NULL;
	json_t *row;
	size_t i;
	int status = find_measure(play, line->values[0], &view, &measure, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(measure, "rows"), i, row)
	{
		const json_t *cells = json_object_get(row, "cells");
		const char *have = json_string_value(json_object_get(
		    json_array_get(cells, wanted->cell), "text"));

		if (is_row(row, wanted))
			return strcmp(have, wanted->text) == 0
				   ? OB_OK
				   : error_set(
					 err, OB_EINVALID, "it is '%s'", have);
	}
	return error_set(err, OB_ENOTFOUND, "it is not compared");
}

static int
expect_version(
    struct play *play, const struct line *line, size_t cell, struct error *err)
{
	return expect_cell(play, line,
	    &(struct wanted){"version", strtoll(line->values[1], NULL, 10),
		cell, line->values[2]},
	    err);
}

static int
run_version(struct play *play, const struct line *line, struct error *err)
{
	return expect_version(play, line, CELL_VALUE, err);
}

static int
run_missing(struct play *play, const struct line *line, struct error *err)
{
	return expect_version(play, line, CELL_MISSING, err);
}

static int
run_span(struct play *play, const struct line *line, struct error *err)
{
	return expect_version(play, line, CELL_SPAN, err);
}

static int
run_side(struct play *play, const struct line *line, struct error *err)
{
	return expect_cell(play, line,
	    &(struct wanted){line->values[1], 0, CELL_VALUE, line->values[2]},
	    err);
}

static int
run_side_missing(struct play *play, const struct line *line, struct error *err)
{
	return expect_cell(play, line,
	    &(struct wanted){line->values[1], 0, CELL_MISSING, line->values[2]},
	    err);
}

static int
run_note(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	json_t *measure = NULL;
	const json_t *note;
	size_t i;
	int status = find_measure(play, line->values[0], &view, &measure, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(measure, "notes"), i, note)
	{
		if (strstr(json_string_value(json_object_get(note, "text")),
			line->values[1]) != NULL)
			return OB_OK;
	}
	return error_set(err, OB_ENOTFOUND, "that is not noted");
}

const struct play_rule play_comparison[] = {
    {"NUMBER leaders begin on DATE in AREA with NUMBER internal",
	run_leaders_begin},
    {"expect comparison ID of version NUMBER to be TEXT", run_version},
    {"expect comparison ID of version NUMBER without TEXT", run_missing},
    {"expect comparison ID of version NUMBER from TEXT", run_span},
    {"expect comparison ID of SIDE to be TEXT", run_side},
    {"expect comparison ID of SIDE without TEXT", run_side_missing},
    {"expect comparison ID noting TEXT", run_note},
    {NULL, NULL},
};
