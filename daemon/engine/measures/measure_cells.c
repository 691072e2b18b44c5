/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_cells.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/measures/measure_words.h"

int
measure_cells_add(const struct engine *engine, enum language language,
    json_t *cells, const char *label, const struct disclosure *shown,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *text = NULL;
	cleanup_(memory_free_ptr) char *brief = NULL;
	bool is_told =
	    shown->kind == DISCLOSURE_EXACT || shown->kind == DISCLOSURE_BOUNDS;
	int status = measure_words_cell(
	    engine, language, "measure_cell.%s", shown, &text, err);

	if (status == OB_OK)
		status = measure_words_cell(
		    engine, language, "measure_short.%s", shown, &brief, err);
	if (status != OB_OK)
		return status;
	(void)json_array_append_new(cells,
	    json_pack("{s:s, s:s, s:s, s:s, s:i, s:i, s:I}", "label", label,
		"text", text, "short", brief, "kind", measure_words_kind(shown),
		"least", is_told ? fraction_permille(shown->least) : -1, "most",
		is_told ? fraction_permille(shown->most) : -1, "of",
		(json_int_t)(is_told ? shown->least.whole : 0)));
	return OB_OK;
}

void
measure_cells_add_mark(const struct engine *engine, enum language language,
    json_t *cells, const char *purpose, const struct measure_mark *mark)
{
	int permille = mark == NULL ? -1 : mark->permille;
	cleanup_(memory_free_ptr) char *share =
	    mark == NULL ? memory_strdup("")
			 : measure_words_share(language, mark->permille);
	cleanup_(memory_free_ptr) char *text =
	    mark == NULL ? memory_strdup("")
			 : memory_printf("%s (%d)", share, mark->year);

	(void)json_array_append_new(
	    cells, json_pack("{s:s, s:s, s:s, s:s, s:i, s:i, s:i}", "label",
		       measure_words_text(
			   engine, language, "measure_column.%s", purpose),
		       "text", text, "short", share, "kind", "mark", "least",
		       permille, "most", permille, "of", 0));
}

void
measure_cells_add_text(json_t *cells, const char *label, const char *text)
{
	(void)json_array_append_new(
	    cells, json_pack("{s:s, s:s, s:s, s:s, s:i, s:i, s:i}", "label",
		       label, "text", text, "short", text, "kind", "text",
		       "least", -1, "most", -1, "of", 0));
}
