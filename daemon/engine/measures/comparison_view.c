/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/comparison.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/comparison_words.h"
#include "engine/measures/measure_cells.h"
#include "engine/measures/measure_chart.h"
#include "engine/measures/measure_marks.h"
#include "engine/measures/measure_words.h"

/* As many bars as have room to be named. */
#define BARS_MAX 6

/* A measure on its way into the view. */
struct comparison_page {
	struct comparison_words words;
	struct comparison_figures figures;
	json_t *rows;
	json_t *bars; /* the first two are the baseline and the target */
	json_t *notes;
};

static void
release_page(struct comparison_page *page)
{
	comparison_figures_release(&page->figures);
	json_decref(page->rows);
	json_decref(page->bars);
	json_decref(page->notes);
}

static const char *
column_label(const struct comparison_page *page, const char *name)
{
	return measure_words_text(page->words.engine, page->words.language,
	    "comparison_column.%s", name);
}

static int
add_cells(struct comparison_page *page, const struct comparison_row *row,
    json_t *cells, struct error *err)
{
	const struct disclosure told = disclosure_parts_told(&row->sum);
	const struct measure_column value = {
	    "value", 0, column_label(page, "value")};
	bool is_told = told.kind != DISCLOSURE_HIDDEN;
	cleanup_(memory_free_ptr) char *span = NULL;
	cleanup_(memory_free_ptr) char *missing = NULL;
	cleanup_(memory_free_ptr) char *leaders =
	    is_told ? memory_printf("%lld", (long long)told.most.whole)
		    : memory_strdup("");
	int status = measure_cells_add(page->words.engine, page->words.language,
	    cells, &value, &told, err);

	if (status == OB_OK)
		status = comparison_words_span(&page->words, row, &span, err);
	if (status == OB_OK)
		status =
		    comparison_words_missing(&page->words, row, &missing, err);
	if (status != OB_OK)
		return status;
	measure_cells_add_text(
	    cells, "leaders", column_label(page, "leaders"), leaders);
	measure_cells_add_text(cells, "span", column_label(page, "span"), span);
	measure_cells_add_text(
	    cells, "missing", column_label(page, "missing"), missing);
	return OB_OK;
}

/* The value once more, by a name that has room below a bar. */
static void
add_bar(struct comparison_page *page, const json_t *cells, const char *name)
{
	json_t *bar = json_copy(json_array_get(cells, 0));

	(void)json_object_set_new(bar, "label", json_string(name));
	(void)json_array_append_new(page->bars, bar);
}

/* label and bar are what a row and its bar are called; no bar is drawn for
 * NULL. */
struct row_names {
	const char *kind;
	const char *label;
	const char *bar;
};

static int
add_row(struct comparison_page *page, const struct comparison_row *row,
    const struct row_names *names, struct error *err)
{
	json_t *cells = json_array();
	int status;

	(void)json_array_append_new(page->rows,
	    json_pack("{s:s, s:s, s:i, s:s, s:o}", "kind", names->kind,
		"programme", row->programme == NULL ? "" : row->programme,
		"version", row->version, "label", names->label, "cells",
		cells));
	status = add_cells(page, row, cells, err);
	if (status == OB_OK && names->bar != NULL)
		add_bar(page, cells, names->bar);
	return status;
}

static bool
has_one_programme(const struct comparison_figures *figures)
{
	return strcmp(figures->versions[0].programme,
		   figures->versions[figures->version_count - 1].programme) ==
	       0;
}

/* A bar of several programmes is called by the programme's id. */
static int
name_bar(const struct comparison_page *page, const struct comparison_row *row,
    char **ret_name, struct error *err)
{
	if (has_one_programme(&page->figures))
		return comparison_words_say(&page->words,
		    "comparison_bar.version",
		    json_pack("{s:i}", "version", row->version), ret_name, err);
	*ret_name = memory_printf("%s %d", row->programme, row->version);
	return OB_OK;
}

static int
add_version(struct comparison_page *page, size_t i, struct error *err)
{
	const struct comparison_row *row = &page->figures.versions[i];
	bool has_bar = i + BARS_MAX >= page->figures.version_count;
	cleanup_(memory_free_ptr) char *label = NULL;
	cleanup_(memory_free_ptr) char *bar = NULL;
	int status = comparison_words_version(&page->words, row, &label, err);

	if (status == OB_OK && has_bar)
		status = name_bar(page, row, &bar, err);
	if (status != OB_OK)
		return status;
	return add_row(
	    page, row, &(struct row_names){"version", label, bar}, err);
}

/* Neither without the other. */
static int
add_sides(struct comparison_page *page, struct error *err)
{
	const struct comparison_row *sides = page->figures.sides;
	cleanup_(memory_free_ptr) char *label = NULL;
	int status;

	if (sides[COMPARISON_PILOTS].sum.lines == 0)
		return OB_OK;
	label = comparison_words_pilots(&page->words, &page->figures);
	status = add_row(page, &sides[COMPARISON_PILOTS],
	    &(struct row_names){"pilots", label,
		measure_words_text(page->words.engine, page->words.language,
		    "comparison_bar.%s", "pilots")},
	    err);
	if (status != OB_OK)
		return status;
	return add_row(page, &sides[COMPARISON_OTHERS],
	    &(struct row_names){"others",
		measure_words_text(page->words.engine, page->words.language,
		    "comparison.%s", "others"),
		measure_words_text(page->words.engine, page->words.language,
		    "comparison_bar.%s", "others")},
	    err);
}

/* Of nothing nothing is said. */
static int
add_note(struct comparison_page *page, const char *key, size_t count,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *text = NULL;
	int status;

	if (count == 0)
		return OB_OK;
	status = comparison_words_say(&page->words, key,
	    json_pack("{s:I, s:b}", "count", (json_int_t)count, "is_one",
		(int)(count == 1)),
	    &text, err);
	if (status == OB_OK)
		(void)json_array_append_new(
		    page->notes, json_pack("{s:s}", "text", text));
	return status;
}

static int
add_notes(struct comparison_page *page, struct error *err)
{
	const struct comparison_figures *figures = &page->figures;
	int status = add_note(
	    page, "comparison_note.mixed", (size_t)figures->mixed, err);

	if (status == OB_OK)
		status = add_note(page, "comparison_note.mixed_areas",
		    (size_t)figures->mixed_areas, err);
	if (status == OB_OK && figures->version_count > BARS_MAX)
		status =
		    add_note(page, "comparison_note.newest", BARS_MAX, err);
	return status;
}

static int
add_marks(struct comparison_page *page, const struct measure *measure,
    struct error *err)
{
	static const char *const purposes[] = {
	    MEASURE_BASELINE, MEASURE_TARGET};
	struct measure_mark *marks = NULL;
	size_t count = 0;
	int status = measure_store_list_marks(
	    page->words.engine->store, measure->id, &marks, &count, err);

	for (size_t p = 0; status == OB_OK && p < ARRAY_LEN(purposes); p++) {
		const struct measure_mark *found = NULL;

		for (size_t i = 0; i < count; i++) {
			if (marks[i].area[0] == '\0' &&
			    strcmp(marks[i].purpose, purposes[p]) == 0)
				found = &marks[i];
		}
		measure_cells_add_mark(page->words.engine, page->words.language,
		    page->bars, purposes[p], found);
	}
	measure_store_free_marks(marks, count);
	return status;
}

static int
fill(struct comparison_page *page, const struct measure *measure,
    struct error *err)
{
	int status = comparison_figures_load(
	    page->words.engine, measure, &page->figures, err);

	if (status == OB_OK)
		status = add_marks(page, measure, err);
	for (size_t i = 0; status == OB_OK && i < page->figures.version_count;
	     i++)
		status = add_version(page, i, err);
	if (status == OB_OK)
		status = add_sides(page, err);
	return status == OB_OK ? add_notes(page, err) : status;
}

static json_t *
columns_of(const struct comparison_page *page)
{
	static const char *const names[] = {
	    "what", "value", "leaders", "span", "missing"};
	json_t *columns = json_array();

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		(void)json_array_append_new(columns,
		    json_pack("{s:s}", "label", column_label(page, names[i])));
	return columns;
}

static int
add_measure(struct engine *engine, enum language language,
    const struct measure *measure, json_t *list, struct error *err)
{
	cleanup_(release_page) struct comparison_page page = {
	    .words = {engine, language},
	    .rows = json_array(),
	    .bars = json_array(),
	    .notes = json_array()};
	int status = fill(&page, measure, err);
	json_auto_t *chart_row = NULL;

	if (status != OB_OK)
		return status;
	chart_row = json_pack("{s:O}", "cells", page.bars);
	(void)json_array_append_new(list,
	    json_pack("{s:s, s:s, s:s, s:b, s:o, s:O, s:O, s:o}", "id",
		measure->id, "name",
		measure_words_text(engine, language, "measure.%s", measure->id),
		"formula",
		measure_words_text(
		    engine, language, "measure_formula.%s", measure->id),
		"has_rows", (int)(json_array_size(page.rows) > 0), "columns",
		columns_of(&page), "rows", page.rows, "notes", page.notes,
		"chart", measure_chart_view(chart_row, PERMILLE_WHOLE)));
	return OB_OK;
}

static bool
is_asked_for(
    const struct comparison_request *request, const struct measure *measure)
{
	return request->measure == NULL || request->measure[0] == '\0' ||
	       strcmp(request->measure, measure->id) == 0;
}

int
comparison_view(struct engine *engine, const struct comparison_request *request,
    json_t **ret_view, struct error *err)
{
	json_auto_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < measure_table_count; i++) {
		if (is_asked_for(request, &measure_table[i]))
			status = add_measure(engine, request->language,
			    &measure_table[i], list, err);
	}
	if (status == OB_OK && json_array_size(list) == 0)
		return measure_marks_unknown(request->measure, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:O}", "measures", list);
	return status;
}
