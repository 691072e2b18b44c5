/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measures.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/measure_cells.h"
#include "engine/measures/measure_figures.h"
#include "engine/measures/measure_marks.h"
#include "engine/measures/measure_sheet.h"
#include "engine/measures/measure_words.h"
#include "store/figure_store.h"

#define WHOLE_YEAR DISCLOSURE_QUARTERS /* a column as the quarters are */

/* A measure on its way into the view. */
struct measure_page {
	struct engine *engine;
	const struct measures_request *request;
	const struct measure *measure;
	int year;
	int quarter; /* 1..4; 0: all and the year */
	struct measure_figures figures;
	struct measure_sheet sheet;
};

static void
release_page(struct measure_page *page)
{
	measure_figures_release(&page->figures);
	measure_sheet_release(&page->sheet);
}

static bool
is_column_shown(const struct measure_page *page, int column)
{
	return page->quarter == 0 || page->quarter == column + 1;
}

static const char *const column_ids[] = {"q1", "q2", "q3", "q4", "year"};

static char *
column_label(const struct measure_page *page, int column)
{
	const char *text = measure_words_text(page->engine,
	    page->request->language, "measure_column.%s", column_ids[column]);

	return column == WHOLE_YEAR ? memory_printf("%s %d", text, page->year)
				    : memory_strdup(text);
}

static int
add_figure(struct measure_page *page, json_t *cells, int column,
    const struct disclosure *shown, struct error *err)
{
	cleanup_(memory_free_ptr) char *label = NULL;
	struct measure_column told = {column_ids[column], page->year, NULL};

	if (!is_column_shown(page, column))
		return OB_OK;
	label = column_label(page, column);
	told.label = label;
	/* Quarters of what is told of the year alone are not hidden for few. */
	if (column == WHOLE_YEAR || !measure_table_is_of_year(page->measure)) {
		page->sheet.has_hidden = page->sheet.has_hidden ||
					 shown->kind == DISCLOSURE_HIDDEN ||
					 shown->kind == DISCLOSURE_BOUNDS;
		page->sheet.has_figures = page->sheet.has_figures ||
					  shown->kind != DISCLOSURE_PENDING;
	}
	return measure_cells_add(
	    page->engine, page->request->language, cells, &told, shown, err);
}

/* area is NULL for no area; quarters: DISCLOSURE_QUARTERS of them. */
static int
add_row(struct measure_page *page, const char *area, const char *label,
    const struct disclosure *quarters, const struct disclosure *year,
    struct error *err)
{
	json_t *cells = measure_sheet_add_row(&page->sheet, area, label);
	int status = OB_OK;

	for (int q = 0; status == OB_OK && q < DISCLOSURE_QUARTERS; q++)
		status = add_figure(page, cells, q, &quarters[q], err);
	if (status == OB_OK)
		status = add_figure(page, cells, WHOLE_YEAR, year, err);
	return status;
}

static bool
is_area_shown(const struct measure_page *page, const char *area)
{
	return page->request->area == NULL ||
	       strcmp(page->request->area, area) == 0;
}

static int
add_rows(struct measure_page *page, struct error *err)
{
	enum language language = page->request->language;
	const struct disclosure_view *view = &page->figures.view;
	int status = add_row(page, "",
	    measure_words_text(
		page->engine, language, "measure_column.%s", "everybody"),
	    view->quarters, &view->year, err);

	if (measure_table_is_of_year(page->measure))
		return status;
	for (size_t i = 0; status == OB_OK && i < page->figures.area_count;
	     i++) {
		const char *area = page->figures.areas[i];
		bool is_named = area[0] != '\0';
		const char *label =
		    is_named ? area
			     : measure_words_text(page->engine, language,
				   "measure_column.%s", "no_area");

		if (is_area_shown(page, area))
			status = add_row(page, is_named ? area : NULL, label,
			    &view->cells[i * DISCLOSURE_QUARTERS],
			    &view->areas[i], err);
	}
	return status;
}

static json_t *
columns_of(const struct measure_page *page)
{
	json_t *columns = measure_sheet_columns(&page->sheet);

	for (int column = 0; column <= WHOLE_YEAR; column++) {
		cleanup_(memory_free_ptr) char *label =
		    column_label(page, column);

		if (is_column_shown(page, column))
			(void)json_array_append_new(
			    columns, json_pack("{s:s}", "label", label));
	}
	return columns;
}

/* The year among those who answered, where it is told; else "". */
static int
say_of_answered(
    const struct measure_page *page, char **ret_text, struct error *err)
{
	const struct disclosure *shown = &page->figures.of_answered;

	if ((shown->kind != DISCLOSURE_EXACT &&
		shown->kind != DISCLOSURE_BOUNDS) ||
	    !is_column_shown(page, WHOLE_YEAR)) {
		*ret_text = memory_strdup("");
		return OB_OK;
	}
	return measure_words_cell(page->engine, page->request->language,
	    "measure_cell.%s", shown, ret_text, err);
}

static int
measure_view(struct measure_page *page, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *of_answered = NULL;
	int status = measure_figures_load(
	    page->engine, page->measure, page->year, &page->figures, err);

	if (status == OB_OK)
		status = measure_sheet_open(&page->sheet, err);
	if (status == OB_OK)
		status = add_rows(page, err);
	if (status == OB_OK)
		status = say_of_answered(page, &of_answered, err);
	if (status != OB_OK)
		return status;
	*ret_view = measure_sheet_view(&page->sheet, columns_of(page));
	(void)json_object_set_new(
	    *ret_view, "of_answered", json_string(of_answered));
	return OB_OK;
}

static int
add_measure(const struct measure_page *common, const struct measure *measure,
    json_t *list, struct error *err)
{
	cleanup_(release_page) struct measure_page page = *common;
	json_t *view = NULL;
	int status;

	page.measure = measure;
	page.sheet = (struct measure_sheet){.engine = common->engine,
	    .language = common->request->language,
	    .id = measure->id,
	    .ceiling = PERMILLE_WHOLE};
	status = measure_view(&page, &view, err);
	if (status == OB_OK)
		(void)json_array_append_new(list, view);
	return status;
}

int
measures_read_year(const char *text, int *ret_year, struct error *err)
{
	char *end = NULL;
	long year = 0;

	if (text != NULL && text[0] != '\0') {
		year = strtol(text, &end, 10);
		if (strlen(text) != 4 || *end != '\0' ||
		    year < QUARTER_FIRST_YEAR || year > QUARTER_LAST_YEAR)
			return error_set_field(err, OB_EINVALID, "year",
			    "'%.20s' is no year: write four digits, as 2026",
			    text);
	}
	*ret_year = (int)year;
	return OB_OK;
}

/*
 * Years from the first leader's to the last in which a quarter has ended, and
 * those of the payroll system's figures.
 */
static int
find_years(
    struct engine *engine, int *ret_first, int *ret_last, struct error *err)
{
	struct date day = core_today(engine);
	int over = quarter_add(quarter_of(day), -1).year;
	int first = over;
	int last = over;
	int status = measure_store_first_day(engine->store, &day, err);

	if (status == OB_OK || status == OB_ENOTFOUND)
		status = figure_store_years(engine->store, &first, &last, err);
	*ret_last = last > over ? last : over;
	*ret_first = date_to_civil(day).year;
	if (*ret_first > first)
		*ret_first = first;
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static json_t *
years_view(const struct measure_page *page, int first, int last)
{
	json_t *years = json_array();

	for (int year = first; year <= last; year++) {
		cleanup_(memory_free_ptr) char *url =
		    memory_printf("/hr/measures?year=%d", year);

		(void)json_array_append_new(
		    years, json_pack("{s:i, s:s, s:b}", "year", year, "url",
			       url, "is_chosen", (int)(year == page->year)));
	}
	return years;
}

static int
read_request(struct measure_page *page, int last, struct error *err)
{
	const struct measures_request *request = page->request;
	struct quarter quarter = {last, 0};
	int status = OB_OK;

	if (request->quarter != NULL && request->quarter[0] != '\0') {
		status = quarter_parse(request->quarter, &quarter, err);
		if (status != OB_OK)
			return error_name_field(err, "quarter");
	} else if (request->year != NULL && request->year[0] != '\0')
		status = measures_read_year(request->year, &quarter.year, err);
	page->year = quarter.year;
	page->quarter = quarter.number;
	return status;
}

int
measures_view(struct engine *engine, const struct measures_request *request,
    json_t **ret_view, struct error *err)
{
	struct measure_page page = {.engine = engine, .request = request};
	json_auto_t *list = json_array();
	int first = 0;
	int last = 0;
	int status = find_years(engine, &first, &last, err);

	if (status == OB_OK)
		status = read_request(&page, last, err);
	if (status == OB_OK && request->measure != NULL &&
	    measure_table_find(request->measure) == NULL)
		status = measure_marks_unknown(request->measure, err);
	for (size_t i = 0; status == OB_OK && i < measure_table_count; i++) {
		if (request->measure == NULL ||
		    strcmp(request->measure, measure_table[i].id) == 0)
			status =
			    add_measure(&page, &measure_table[i], list, err);
	}
	if (status == OB_OK)
		*ret_view = json_pack("{s:i, s:b, s:o, s:O}", "year", page.year,
		    "has_years", (int)(last > first), "years",
		    years_view(&page, first, last), "measures", list);
	return status;
}
