/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/comparison_words.h"

#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/measures/measure_words.h"
#include "store/programme_store.h"
#include "text/catalogue.h"

int
comparison_words_say(const struct comparison_words *words, const char *key,
    json_t *view, char **ret_text, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	int status = catalogue_format(
	    words->engine->catalogues[words->language], key, view, &text, err);

	json_decref(view);
	if (status == OB_OK)
		*ret_text = memory_strdup(text.buf);
	return status;
}

static int
say_quarter(const struct comparison_words *words, struct quarter quarter,
    char **ret_text, struct error *err)
{
	return comparison_words_say(words, "comparison.quarter",
	    json_pack(
		"{s:i, s:i}", "quarter", quarter.number, "year", quarter.year),
	    ret_text, err);
}

int
comparison_words_span(const struct comparison_words *words,
    const struct comparison_row *row, char **ret_text, struct error *err)
{
	cleanup_(memory_free_ptr) char *from = NULL;
	cleanup_(memory_free_ptr) char *to = NULL;
	int status = OB_OK;

	if (row->programme == NULL) {
		from = memory_printf("%d", row->from.year);
		to = memory_printf("%d", row->to.year);
	} else {
		status = say_quarter(words, row->from, &from, err);
		if (status == OB_OK)
			status = say_quarter(words, row->to, &to, err);
	}
	if (status != OB_OK)
		return status;
	*ret_text = strcmp(from, to) == 0 ? TAKE_PTR(from)
					  : memory_printf("%s – %s", from, to);
	return OB_OK;
}

int
comparison_words_missing(const struct comparison_words *words,
    const struct comparison_row *row, char **ret_text, struct error *err)
{
	if (row->sum.missing == 0) {
		*ret_text = memory_strdup("");
		return OB_OK;
	}
	return comparison_words_say(words,
	    row->programme == NULL ? "comparison.missing_years"
				   : "comparison.missing_quarters",
	    json_pack("{s:i, s:i, s:b}", "count", row->sum.missing, "of",
		row->sum.lines, "is_one", (int)(row->sum.lines == 1)),
	    ret_text, err);
}

int
comparison_words_version(const struct comparison_words *words,
    const struct comparison_row *row, char **ret_text, struct error *err)
{
	cleanup_(programme_store_release) struct programme_version version = {
	    .key = NULL};
	int status = programme_store_find_version(
	    words->engine->store, row->programme, row->version, &version, err);

	if (status != OB_OK)
		return status;
	return comparison_words_say(words, "comparison.version",
	    json_pack("{s:s, s:i}", "title",
		words->language == LANGUAGE_DA ? version.title_da
					       : version.title_en,
		"version", row->version),
	    ret_text, err);
}

char *
comparison_words_pilots(const struct comparison_words *words,
    const struct comparison_figures *figures)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	strbuf_add_str(&text, measure_words_text(words->engine, words->language,
				  "comparison.%s", "pilots"));
	for (size_t i = 0; i < figures->pilot_count; i++) {
		const char *area = figures->pilots[i];

		strbuf_add_str(&text, i == 0 ? ": " : ", ");
		strbuf_add_str(&text,
		    area[0] != '\0'
			? area
			: measure_words_text(words->engine, words->language,
			      "measure_column.%s", "no_area"));
	}
	return memory_strdup(text.buf);
}
