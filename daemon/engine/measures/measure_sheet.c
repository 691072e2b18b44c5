/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_sheet.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/measure_cells.h"
#include "engine/measures/measure_chart.h"
#include "engine/measures/measure_marks.h"
#include "engine/measures/measure_words.h"
#include "store/measure_store.h"

int
measure_sheet_open(struct measure_sheet *sheet, struct error *err)
{
	sheet->rows = json_array();
	return measure_store_list_marks(sheet->engine->store, sheet->id,
	    &sheet->marks, &sheet->mark_count, err);
}

void
measure_sheet_release(struct measure_sheet *sheet)
{
	measure_store_free_marks(sheet->marks, sheet->mark_count);
	json_decref(sheet->rows);
	*sheet = (struct measure_sheet){.rows = NULL};
}

static const char *
column_text(const struct measure_sheet *sheet, const char *name)
{
	return measure_words_text(
	    sheet->engine, sheet->language, "measure_column.%s", name);
}

static const struct measure_mark *
find_mark(
    const struct measure_sheet *sheet, const char *area, const char *purpose)
{
	for (size_t i = 0; area != NULL && i < sheet->mark_count; i++) {
		if (strcmp(sheet->marks[i].area, area) == 0 &&
		    strcmp(sheet->marks[i].purpose, purpose) == 0)
			return &sheet->marks[i];
	}
	return NULL;
}

static void
add_mark(const struct measure_sheet *sheet, json_t *cells, const char *area,
    const char *purpose)
{
	measure_cells_add_mark(sheet->engine, sheet->language, cells, purpose,
	    find_mark(sheet, area, purpose));
}

json_t *
measure_sheet_add_row(
    struct measure_sheet *sheet, const char *area, const char *label)
{
	json_t *cells = json_array();

	(void)json_array_append_new(sheet->rows,
	    json_pack("{s:s, s:s, s:o}", "area", area == NULL ? "" : area,
		"label", label, "cells", cells));
	add_mark(sheet, cells, area, MEASURE_BASELINE);
	add_mark(sheet, cells, area, MEASURE_TARGET);
	return cells;
}

json_t *
measure_sheet_columns(const struct measure_sheet *sheet)
{
	static const char *const first[] = {
	    "area", MEASURE_BASELINE, MEASURE_TARGET};
	json_t *columns = json_array();

	for (size_t i = 0; i < ARRAY_LEN(first); i++)
		(void)json_array_append_new(columns,
		    json_pack("{s:s}", "label", column_text(sheet, first[i])));
	return columns;
}

/* Also those of areas that have no row. */
static json_t *
marks_view(const struct measure_sheet *sheet)
{
	json_t *list = json_array();

	for (size_t i = 0; i < sheet->mark_count; i++) {
		const struct measure_mark *mark = &sheet->marks[i];

		json_t *view = measure_marks_view(sheet->language, mark);

		(void)json_object_set_new(
		    view, "purpose", json_string(mark->purpose));
		(void)json_object_set_new(
		    view, "area", json_string(mark->area));
		(void)json_object_set_new(view, "label",
		    json_string(mark->area[0] == '\0'
				    ? column_text(sheet, "everybody")
				    : mark->area));
		(void)json_array_append_new(list, view);
	}
	return list;
}

json_t *
measure_sheet_view(const struct measure_sheet *sheet, json_t *columns)
{
	enum language language = sheet->language;

	return json_pack(
	    "{s:s, s:s, s:s, s:s, s:o, s:O, s:o, s:b, s:b, s:o, s:o, s:o}",
	    "id", sheet->id, "of_answered", "", "name",
	    measure_words_text(
		sheet->engine, language, "measure.%s", sheet->id),
	    "formula",
	    measure_words_text(
		sheet->engine, language, "measure_formula.%s", sheet->id),
	    "columns", columns, "rows", sheet->rows, "chart",
	    measure_chart_view(json_array_get(sheet->rows, 0), sheet->ceiling),
	    "has_hidden", (int)sheet->has_hidden, "has_figures",
	    (int)sheet->has_figures, MEASURE_BASELINE,
	    measure_marks_view(
		language, find_mark(sheet, "", MEASURE_BASELINE)),
	    MEASURE_TARGET,
	    measure_marks_view(language, find_mark(sheet, "", MEASURE_TARGET)),
	    "marks", marks_view(sheet));
}
