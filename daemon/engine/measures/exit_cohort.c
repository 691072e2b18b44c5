/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/exit_cohort.h"

#include "base/memory.h"
#include "engine/exits/exit_figures.h"
#include "engine/measures/exit_surveys.h"
#include "engine/measures/measures.h"

/* Of the whole municipality the whole year. */
static const json_t *
year_cell(const json_t *measure)
{
	const json_t *rows = json_object_get(measure, "rows");
	const json_t *cells = json_object_get(json_array_get(rows, 0), "cells");
	size_t count = json_array_size(cells);

	return count == 0 ? NULL : json_array_get(cells, count - 1);
}

static void
add_measure(json_t *list, const json_t *measure)
{
	static const char *const names[] = {
	    "text", "kind", "least", "most", "of"};
	const json_t *cell = year_cell(measure);
	json_t *row;

	if (json_integer_value(json_object_get(cell, "least")) < 0)
		return;
	row = json_pack("{s:O, s:O}", "id", json_object_get(measure, "id"),
	    "name", json_object_get(measure, "name"));
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		(void)json_object_set(
		    row, names[i], json_object_get(cell, names[i]));
	(void)json_array_append_new(list, row);
}

static int
add_year(struct engine *engine, int began, enum language language, json_t *list,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *year = memory_printf("%d", began);
	const struct measures_request request = {
	    .year = year, .language = language};
	json_auto_t *measures = json_array();
	json_auto_t *view = NULL;
	const json_t *measure;
	size_t i;
	int status = measures_view(engine, &request, &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "measures"), i, measure)
	{
		add_measure(measures, measure);
	}
	if (json_array_size(measures) > 0)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:O}", "year", year, "measures",
			      measures));
	return OB_OK;
}

static int
add_years(struct engine *engine, const json_t *years, enum language language,
    json_t *list, struct error *err)
{
	const json_t *year;
	size_t i;
	int status = OB_OK;

	json_array_foreach(years, i, year)
	{
		if (status == OB_OK)
			status = add_year(engine, (int)json_integer_value(year),
			    language, list, err);
	}
	return status;
}

int
exit_cohort_view(struct engine *engine, const char *period,
    enum language language, json_t **ret_view, struct error *err)
{
	json_auto_t *view = NULL;
	json_auto_t *list = json_array();
	json_t *surveys = NULL;
	int status = exit_figures_view(engine, period, &view, err);

	if (status == OB_OK)
		status = add_years(engine, json_object_get(view, "began"),
		    language, list, err);
	if (status == OB_OK)
		status = exit_surveys_view(engine,
		    json_string_value(json_object_get(view, "period")),
		    language, &surveys, err);
	if (status != OB_OK)
		return status;
	(void)json_object_del(view, "began");
	(void)json_object_set_new(view, "surveys", surveys);
	(void)json_object_set(view, "cohorts", list);
	*ret_view = json_incref(view);
	return OB_OK;
}
