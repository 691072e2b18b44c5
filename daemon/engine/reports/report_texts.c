/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/reports/report_texts.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "store/report_store.h"
#include "text/catalogue.h"

int
report_texts_find(const char *heading, int *ret_index, struct error *err)
{
	*ret_index = report_heading_find(heading);
	if (*ret_index < 0)
		return error_set_field(err, OB_ENOTFOUND, "heading",
		    "there is no heading '%.40s' to write below: there are "
		    "%s",
		    heading, REPORT_HEADING_WORDS);
	return OB_OK;
}

int
report_texts_year(const char *text, int *ret_year, struct error *err)
{
	struct report_period period = {0, 0};
	int status = report_period_parse(text, &period, err);

	if (status == OB_OK && period.quarter != 0)
		return error_set_field(err, OB_EINVALID, "period",
		    "only the report on a year has texts: write it as %d",
		    period.year);
	*ret_year = period.year;
	return status;
}

/* What the program comes with; borrowed. */
static const char *
shipped(const struct engine *engine, enum language language, int heading)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("report_default.%s", report_headings[heading]);

	return catalogue_get(engine->catalogues[language], key);
}

static bool
is_shipped(const struct engine *engine, int heading, const char *text)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		if (strcmp(text, shipped(engine, (enum language)i, heading)) ==
		    0)
			return true;
	}
	return false;
}

/* Owned: with newlines alone, and nothing but words at its ends. */
static char *
trimmed(const char *text)
{
	cleanup_(memory_free_ptr) char *plain = strbuf_plain_lines(text);
	size_t start = strspn(plain, " \n\t");
	size_t end = strlen(plain);

	while (end > start && strchr(" \n\t", plain[end - 1]) != NULL)
		end--;
	return memory_strndup(plain + start, end - start);
}

static int
check(const char *heading, const char *text, struct error *err)
{
	if (utf8_is_valid(text, strlen(text)) &&
	    utf8_length(text) > REPORT_TEXT_MAX)
		return error_refuse(err, OB_EINVALID, heading,
		    "report_text_long", "the text is longer than %d characters",
		    REPORT_TEXT_MAX);
	return utf8_check_text(heading, text, REPORT_TEXT_MAX, err);
}

static int
write_text(struct engine *engine, int year, int heading, const char *text,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *kept = trimmed(text);
	/* Borrowed: nothing here changes or frees what a record owns. */
	const struct report_text row = {
	    year, (char *)(uintptr_t)report_headings[heading], kept};
	int status;

	if (kept[0] == '\0' || is_shipped(engine, heading, kept))
		return report_store_drop(
		    engine->store, year, report_headings[heading], err);
	status = check(report_headings[heading], kept, err);
	return status == OB_OK ? report_store_set(engine->store, &row, err)
			       : status;
}

/* As the audit keeps them: {"purpose":"..."} of those that are kept. */
static int
own_texts(
    struct engine *engine, int year, json_t **ret_texts, struct error *err)
{
	struct report_text *rows = NULL;
	size_t count = 0;
	json_t *texts;
	int status = report_store_list(engine->store, year, &rows, &count, err);

	if (status != OB_OK)
		return status;
	texts = json_object();
	for (size_t i = 0; i < count; i++)
		(void)json_object_set_new(
		    texts, rows[i].heading, json_string(rows[i].text));
	report_store_free(rows, count);
	*ret_texts = texts;
	return OB_OK;
}

static int
change_texts(struct engine *engine, const char *actor,
    const struct report_texts_request *request, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	json_auto_t *before = NULL;
	json_auto_t *after = NULL;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = own_texts(engine, request->year, &before, err);
	for (int i = 0; status == OB_OK && i < REPORT_HEADINGS; i++) {
		if (request->texts[i] != NULL)
			status = write_text(
			    engine, request->year, i, request->texts[i], err);
	}
	if (status == OB_OK)
		status = own_texts(engine, request->year, &after, err);
	if (status != OB_OK || json_equal(before, after))
		return status;
	status = change_audit(&change, "set-report-text",
	    SUBJECT("report_text", request->year), json_incref(before),
	    json_incref(after), err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

int
report_texts_set(struct engine *engine, const char *actor,
    const struct report_texts_request *request, json_t **ret_view,
    struct error *err)
{
	int status = change_texts(engine, actor, request, err);

	return status == OB_OK ? report_texts_view(engine, request->year,
				     request->language, ret_view, err)
			       : status;
}

int
report_texts_view(struct engine *engine, int year, enum language language,
    json_t **ret_view, struct error *err)
{
	json_auto_t *own = NULL;
	json_t *list = NULL;
	int status = own_texts(engine, year, &own, err);

	if (status != OB_OK)
		return status;
	list = json_array();
	for (int i = 0; i < REPORT_HEADINGS; i++) {
		const char *text =
		    json_string_value(json_object_get(own, report_headings[i]));

		(void)json_array_append_new(list,
		    json_pack("{s:i, s:s, s:s, s:b}", "year", year, "heading",
			report_headings[i], "text",
			text != NULL ? text : shipped(engine, language, i),
			"is_own", (int)(text != NULL)));
	}
	*ret_view = json_pack("{s:o}", "texts", list);
	return OB_OK;
}
