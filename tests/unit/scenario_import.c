/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/imports/imports.h"
#include "engine/journeys/leaders.h"
#include "engine/measures/figures.h"
#include "formats/import_file.h"
#include "scenario_play.h"

/* Tables that stand in the scenario, and what becomes of their rows. */

#define ACTOR "scenario"
#define FIRST_QUARTER 2 /* after the baseline and the target */

static json_t *
make_rows(const struct import_file *file)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < file->count; i++) {
		if (file->rows[i].fault == NULL)
			(void)json_array_append_new(rows,
			    json_pack("{s:i, s:O}", "line", file->rows[i].line,
				"fields", file->rows[i].fields));
	}
	return rows;
}

static int
import_table(
    struct play *play, const struct line *line, bool dry_run, struct error *err)
{
	cleanup_(import_file_release) struct import_file file =
	    IMPORT_FILE_INIT;
	struct import_request request = {.dry_run = dry_run};
	json_t *view = NULL;
	int status = import_file_parse(
	    "table", &play->table, line->values[0], &file, err);

	if (status != OB_OK)
		return status;
	request.kind = file.kind;
	request.rows = make_rows(&file);
	status = imports_run(play->world.engine, ACTOR, &request, &view, err);
	json_decref(request.rows);
	if (status != OB_OK)
		return status;
	json_decref(play->import);
	play->import = view;
	return dry_run ? OB_OK : world_wake(&play->world, err);
}

static int
run_import(struct play *play, const struct line *line, struct error *err)
{
	return import_table(play, line, false, err);
}

static int
run_try_import(struct play *play, const struct line *line, struct error *err)
{
	return import_table(play, line, true, err);
}

static int
run_counts(struct play *play, const struct line *line, struct error *err)
{
	static const char *const outcomes[] = {
	    "added", "changed", "unchanged", "failed"};

	for (size_t i = 0; i < ARRAY_LEN(outcomes); i++) {
		json_int_t count = json_integer_value(
		    json_object_get(play->import, outcomes[i]));

		if (count != strtoll(line->values[i], NULL, 10))
			return error_set(err, OB_EINVALID,
			    "%" JSON_INTEGER_FORMAT " rows are %s", count,
			    outcomes[i]);
	}
	return OB_OK;
}

static int
run_to_review(struct play *play, const struct line *line, struct error *err)
{
	json_int_t count =
	    json_integer_value(json_object_get(play->import, "to_review"));

	if (count == strtoll(line->values[0], NULL, 10))
		return OB_OK;
	return error_set(
	    err, OB_EINVALID, "it is %" JSON_INTEGER_FORMAT, count);
}

/* Owned by the import. */
static int
find_row(const struct play *play, const char *number, json_t **ret_row,
    struct error *err)
{
	size_t i;
	json_t *row;

	json_array_foreach(json_object_get(play->import, "rows"), i, row)
	{
		if (json_integer_value(json_object_get(row, "line")) !=
		    strtoll(number, NULL, 10))
			continue;
		*ret_row = row;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID, "there is no such line");
}

static const char *
text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "" : text;
}

static int
run_outcome(struct play *play, const struct line *line, struct error *err)
{
	json_t *row = NULL;
	int status = find_row(play, line->values[0], &row, err);

	if (status == OB_OK &&
	    strcmp(text_of(row, "outcome"), line->values[1]) != 0)
		status = error_set(err, OB_EINVALID, "it is %s: %s",
		    text_of(row, "outcome"),
		    text_of(json_object_get(row, "error"), "message"));
	return status;
}

static int
run_failed(struct play *play, const struct line *line, struct error *err)
{
	json_t *row = NULL;
	const char *why;
	int status = find_row(play, line->values[0], &row, err);

	if (status != OB_OK)
		return status;
	why = text_of(json_object_get(row, "error"), "message");
	if (strcmp(text_of(row, "outcome"), "failed") == 0 &&
	    strstr(why, line->values[1]) != NULL)
		return OB_OK;
	return error_set(
	    err, OB_EINVALID, "it is %s: %s", text_of(row, "outcome"), why);
}

static int
run_changed(struct play *play, const struct line *line, struct error *err)
{
	json_t *row = NULL;
	size_t i;
	json_t *change;
	int status = find_row(play, line->values[0], &row, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(row, "changes"), i, change)
	{
		if (strcmp(text_of(change, "field"), line->values[1]) == 0 &&
		    strcmp(text_of(change, "before"), line->values[2]) == 0 &&
		    strcmp(text_of(change, "after"), line->values[3]) == 0)
			return OB_OK;
	}
	return error_set(err, OB_EINVALID, "it has no such change");
}

static int
run_leader(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	const char *text;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	text = text_of(json_object_get(view, "leader"), line->values[0]);
	if (strcmp(text, line->values[1]) != 0)
		status = error_set(err, OB_EINVALID, "it is '%s'", text);
	json_decref(view);
	return status;
}

/* The quarters of a row as the page tells them, with " | " between. */
static char *
quarters_of(const json_t *figure, const char *label)
{
	struct strbuf told = STRBUF_INIT;
	size_t i;
	json_t *row;

	json_array_foreach(json_object_get(figure, "rows"), i, row)
	{
		const json_t *cells = json_object_get(row, "cells");

		if (strcmp(text_of(row, "label"), label) != 0)
			continue;
		for (size_t k = FIRST_QUARTER; k < json_array_size(cells); k++)
			strbuf_add_format(&told, "%s%s",
			    k == FIRST_QUARTER ? "" : " | ",
			    text_of(json_array_get(cells, k), "text"));
	}
	return strbuf_detach(&told);
}

static int
run_figure(struct play *play, const struct line *line, struct error *err)
{
	const struct figures_request request = {.figure = line->values[0],
	    .year = line->values[1],
	    .language = LANGUAGE_DA};
	cleanup_(memory_free_ptr) char *told = NULL;
	json_auto_t *view = NULL;
	int status = figures_list(play->world.engine, &request, &view, err);

	if (status != OB_OK)
		return status;
	told = quarters_of(json_array_get(json_object_get(view, "figures"), 0),
	    line->values[2]);
	return strcmp(told, line->values[3]) == 0
		   ? OB_OK
		   : error_set(err, OB_EINVALID, "they are '%s'", told);
}

const struct play_rule play_import[] = {
    {"expect figure FIGURE of YEAR in AREA TEXT", run_figure},
    {"import KIND", run_import},
    {"try import KIND", run_try_import},
    {"expect import NUMBER added NUMBER changed NUMBER unchanged NUMBER failed",
	run_counts},
    {"expect line NUMBER failed because TEXT", run_failed},
    {"expect line NUMBER changed FIELD from BEFORE to AFTER", run_changed},
    {"expect line NUMBER OUTCOME", run_outcome},
    {"expect NUMBER activities to review by the import", run_to_review},
    {"expect leader NAME TEXT", run_leader},
    {NULL, NULL},
};
