/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "engine/measures/measures.h"
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

const struct play_rule play_measures[] = {
    {"expect measure WORD of YEAR to be TEXT", run_year},
    {"expect measure WORD of YEAR among answers to be TEXT", run_of_answered},
    {NULL, NULL},
};
