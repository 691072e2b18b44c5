/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_words.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "text/catalogue.h"

void
measure_words_release(struct measure_words *words)
{
	free(words->text);
	free(words->brief);
}

static char
decimal_mark(enum language language)
{
	return language == LANGUAGE_DA ? ',' : '.';
}

const char *
measure_words_kind(const struct disclosure *shown)
{
	static const char *const names[] = {[DISCLOSURE_PENDING] = "pending",
	    [DISCLOSURE_EMPTY] = "empty",
	    [DISCLOSURE_HIDDEN] = "hidden",
	    [DISCLOSURE_EXACT] = "exact",
	    [DISCLOSURE_BOUNDS] = "between"};

	if (shown->kind == DISCLOSURE_BOUNDS &&
	    shown->most.part == shown->most.whole)
		return "least";
	if (shown->kind == DISCLOSURE_BOUNDS && shown->least.part == 0)
		return "most";
	return names[shown->kind];
}

const char *
measure_words_text(const struct engine *engine, enum language language,
    const char *pattern, const char *name)
{
	cleanup_(strbuf_release) struct strbuf key = STRBUF_INIT;

	strbuf_add(&key, pattern, strcspn(pattern, "%"));
	strbuf_add_str(&key, name);
	return catalogue_get(engine->catalogues[language], key.buf);
}

int
measure_words_cell(const struct engine *engine, enum language language,
    const char *pattern, const struct disclosure *shown, char **ret_text,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *key = memory_printf("%.*s%s",
	    (int)strcspn(pattern, "%"), pattern, measure_words_kind(shown));
	bool is_told =
	    shown->kind == DISCLOSURE_EXACT || shown->kind == DISCLOSURE_BOUNDS;
	char percent[FRACTION_TEXT_SIZE] = "";
	json_auto_t *view = NULL;
	int status;

	if (is_told)
		(void)fraction_format(fraction_permille(shown->least),
		    decimal_mark(language), percent);
	view = json_pack("{s:s, s:i, s:i, s:I, s:I}", "percent", percent,
	    "least", is_told ? fraction_percent_floor(shown->least) : 0, "most",
	    is_told ? fraction_percent_ceiling(shown->most) : 0, "part",
	    (json_int_t)shown->least.part, "whole",
	    (json_int_t)shown->least.whole);
	status = catalogue_format(
	    engine->catalogues[language], key, view, &text, err);
	if (status == OB_OK)
		*ret_text = memory_strdup(text.buf);
	return status;
}

char *
measure_words_share(enum language language, int permille)
{
	char percent[FRACTION_TEXT_SIZE];

	return memory_printf("%s %%",
	    fraction_format(permille, decimal_mark(language), percent));
}
