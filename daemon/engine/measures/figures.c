/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/measure_cells.h"
#include "engine/measures/measure_chart.h"
#include "engine/measures/measure_sheet.h"
#include "engine/measures/measures.h"
#include "model/disclosure.h"
#include "model/figure.h"
#include "model/quarter.h"
#include "store/figure_store.h"

/* A year of all figures, and what of it may be told. */
struct figures {
	struct engine *engine;
	enum language language;
	int year;
	struct figure *items;
	size_t count;
	bool *is_hidden;
};

static void
release_figures(struct figures *figures)
{
	figure_store_free(figures->items, figures->count);
	free(figures->is_hidden);
}

static struct figure_list
list_of(const struct figures *figures)
{
	return (struct figure_list){figures->items, figures->count};
}

static int
load(struct figures *figures, struct error *err)
{
	struct figure_list list;
	int status = figure_store_list(figures->engine->store, figures->year,
	    &figures->items, &figures->count, err);

	if (status != OB_OK)
		return status;
	list = list_of(figures);
	figures->is_hidden =
	    memory_alloc((figures->count + 1) * sizeof(*figures->is_hidden));
	figure_decide(&list, figures->is_hidden);
	return OB_OK;
}

static const char *
text_of(const struct figures *figures, const char *pattern, const char *name)
{
	return measure_words_text(
	    figures->engine, figures->language, pattern, name);
}

static const char *
quarter_id(int quarter)
{
	static const char *const ids[] = {"q1", "q2", "q3", "q4"};

	return ids[quarter - 1];
}

static const char *
quarter_label(const struct figures *figures, int quarter)
{
	return text_of(figures, "measure_column.%s", quarter_id(quarter));
}

/* kind: of a cell that tells nothing. */
static void
say_nothing(const struct figures *figures, struct measure_cell *cell,
    struct measure_words *words, const char *kind)
{
	cell->kind = kind;
	cell->least = -1;
	words->text = memory_strdup(text_of(figures, "measure_cell.%s", kind));
	words->brief =
	    memory_strdup(text_of(figures, "measure_short.%s", kind));
}

static void
add_cell(const struct figures *figures, struct measure_sheet *sheet,
    json_t *cells, int quarter, const struct figure *figure)
{
	cleanup_(measure_words_release) struct measure_words words = {
	    NULL, NULL};
	struct measure_cell cell = {
	    .column = {quarter_id(quarter), figures->year,
		quarter_label(figures, quarter)},
	    .words = &words};

	if (figure == NULL) {
		say_nothing(figures, &cell, &words, "absent");
	} else if (figures->is_hidden[figure - figures->items]) {
		say_nothing(figures, &cell, &words, "hidden");
		sheet->has_hidden = true;
	} else {
		cell.kind = "exact";
		cell.least = figure->permille;
		words.text =
		    measure_words_share(figures->language, figure->permille);
		words.brief = memory_strdup(words.text);
		sheet->has_figures = true;
	}
	cell.most = cell.least;
	measure_cells_append(cells, &cell);
}

static void
add_row(const struct figures *figures, struct measure_sheet *sheet,
    const char *area, const char *label)
{
	const struct figure_list list = list_of(figures);
	json_t *cells = measure_sheet_add_row(sheet, area, label);

	for (int quarter = 1; quarter <= DISCLOSURE_QUARTERS; quarter++)
		add_cell(figures, sheet, cells, quarter,
		    figure_find(&list, quarter, sheet->id, area));
}

static int
compare_areas(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_rows(const struct figures *figures, struct measure_sheet *sheet)
{
	const char **areas =
	    memory_alloc((figures->count + 1) * sizeof(*areas));
	size_t count = 0;

	add_row(figures, sheet, "",
	    text_of(figures, "measure_column.%s", "everybody"));
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->items[i];

		if (strcmp(figure->figure, sheet->id) == 0 &&
		    figure->area[0] != '\0')
			areas[count++] = figure->area;
	}
	qsort(areas, count, sizeof(*areas), compare_areas);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(areas[i - 1], areas[i]) != 0)
			add_row(figures, sheet, areas[i], areas[i]);
	}
	free(areas);
}

static json_t *
columns_of(const struct figures *figures, const struct measure_sheet *sheet)
{
	json_t *columns = measure_sheet_columns(sheet);

	for (int quarter = 1; quarter <= DISCLOSURE_QUARTERS; quarter++)
		(void)json_array_append_new(
		    columns, json_pack("{s:s}", "label",
				 quarter_label(figures, quarter)));
	return columns;
}

static int
add_figure(const struct figures *figures, const char *id, json_t *list,
    struct error *err)
{
	cleanup_(measure_sheet_release) struct measure_sheet sheet = {
	    .engine = figures->engine, .language = figures->language, .id = id};
	int status = measure_sheet_open(&sheet, err);

	if (status != OB_OK)
		return status;
	add_rows(figures, &sheet);
	sheet.ceiling = measure_chart_ceiling(json_array_get(sheet.rows, 0));
	(void)json_array_append_new(
	    list, measure_sheet_view(&sheet, columns_of(figures, &sheet)));
	return OB_OK;
}

/* only: NULL for all. */
static int
make_view(struct figures *figures, const char *only, json_t **ret_view,
    struct error *err)
{
	json_auto_t *list = json_array();
	int status = load(figures, err);

	for (size_t i = 0; status == OB_OK && i < FIGURE_IDS_COUNT; i++) {
		if (only == NULL || strcmp(only, figure_ids[i]) == 0)
			status = add_figure(figures, figure_ids[i], list, err);
	}
	if (status == OB_OK)
		*ret_view = json_pack("{s:i, s:b, s:O}", "year", figures->year,
		    "has_figures", (int)(figures->count > 0), "figures", list);
	return status;
}

int
figures_view(struct engine *engine, int year, enum language language,
    json_t **ret_view, struct error *err)
{
	cleanup_(release_figures) struct figures figures = {
	    .engine = engine, .language = language, .year = year};

	return make_view(&figures, NULL, ret_view, err);
}

static bool
is_said(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static int
check_figure(const char *id, struct error *err)
{
	for (size_t i = 0; i < FIGURE_IDS_COUNT; i++) {
		if (strcmp(figure_ids[i], id) == 0)
			return OB_OK;
	}
	return error_set_field(err, OB_EINVALID, "figure",
	    "there is no figure '%.100s': there are %s and %s", id,
	    figure_ids[0], figure_ids[1]);
}

/* The last with figures, or in which a quarter has ended. */
static int
last_year(struct engine *engine, int *ret_year, struct error *err)
{
	int first = 0;
	int status = figure_store_years(engine->store, &first, ret_year, err);

	if (status == OB_ENOTFOUND)
		*ret_year =
		    quarter_add(quarter_of(core_today(engine)), -1).year;
	return status == OB_ENOTFOUND ? OB_OK : status;
}

int
figures_list(struct engine *engine, const struct figures_request *request,
    json_t **ret_view, struct error *err)
{
	cleanup_(release_figures) struct figures figures = {
	    .engine = engine, .language = request->language};
	bool is_one = is_said(request->figure);
	int status = is_one ? check_figure(request->figure, err) : OB_OK;

	if (status == OB_OK)
		status =
		    is_said(request->year)
			? measures_read_year(request->year, &figures.year, err)
			: last_year(engine, &figures.year, err);
	return status == OB_OK
		   ? make_view(&figures, is_one ? request->figure : NULL,
			 ret_view, err)
		   : status;
}
