/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_cells.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/measures/measure_words.h"

void
measure_cells_append(json_t *cells, const struct measure_cell *cell)
{
	(void)json_array_append_new(cells,
	    json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:i, s:i, s:I}", "id",
		cell->column.id, "year", cell->column.year, "label",
		cell->column.label, "text", cell->words->text, "short",
		cell->words->brief, "kind", cell->kind, "least", cell->least,
		"most", cell->most, "of", (json_int_t)cell->of));
}

int
measure_cells_add(const struct engine *engine, enum language language,
    json_t *cells, const struct measure_column *column,
    const struct disclosure *shown, struct error *err)
{
	cleanup_(measure_words_release) struct measure_words words = {
	    NULL, NULL};
	bool is_told =
	    shown->kind == DISCLOSURE_EXACT || shown->kind == DISCLOSURE_BOUNDS;
	const struct measure_cell cell = {.column = *column,
	    .words = &words,
	    .kind = measure_words_kind(shown),
	    .least = is_told ? fraction_permille(shown->least) : -1,
	    .most = is_told ? fraction_permille(shown->most) : -1,
	    .of = is_told ? shown->least.whole : 0};
	int status = measure_words_cell(
	    engine, language, "measure_cell.%s", shown, &words.text, err);

	if (status == OB_OK)
		status = measure_words_cell(engine, language,
		    "measure_short.%s", shown, &words.brief, err);
	if (status == OB_OK)
		measure_cells_append(cells, &cell);
	return status;
}

void
measure_cells_add_mark(const struct engine *engine, enum language language,
    json_t *cells, const char *purpose, const struct measure_mark *mark)
{
	cleanup_(measure_words_release) struct measure_words words = {
	    NULL, NULL};
	struct measure_cell cell = {
	    .column = {purpose, mark == NULL ? 0 : mark->year,
		measure_words_text(
		    engine, language, "measure_column.%s", purpose)},
	    .words = &words,
	    .kind = "mark",
	    .least = -1,
	    .most = -1};

	if (mark == NULL) {
		words.text = memory_strdup("");
		words.brief = memory_strdup("");
	} else {
		words.brief = measure_words_share(language, mark->permille);
		words.text = memory_printf("%s (%d)", words.brief, mark->year);
		cell.least = mark->permille;
		cell.most = mark->permille;
	}
	measure_cells_append(cells, &cell);
}

void
measure_cells_add_text(
    json_t *cells, const char *id, const char *label, const char *text)
{
	(void)json_array_append_new(cells,
	    json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:i, s:i, s:i}", "id", id,
		"year", 0, "label", label, "text", text, "short", text, "kind",
		"text", "least", -1, "most", -1, "of", 0));
}
