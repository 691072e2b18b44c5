/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_refusal.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/dossier.h"
#include "text/catalogue.h"

#define DATE_LENGTH 10 /* of "2026-12-07" */
#define CLOCK_LENGTH 5 /* of "08:30" */

/* What the arguments are told with. */
struct telling {
	const struct hr_scope *scope;
	const struct catalogue *words;
	const struct dossier *dossier; /* empty where there is no journey */
};

/* An argument was cut to its size, perhaps within a character.  Owned. */
static char *
whole_characters(const char *text)
{
	size_t len = 0;
	size_t end = strlen(text);
	size_t next;

	while (len < end && (next = utf8_char_len(text + len, end - len)) > 0)
		len += next;
	return memory_strndup(text, len);
}

/* "mandag den 7. december 2026", "... kl. 8.00"; else the text itself. */
static char *
day_text(const struct telling *telling, const char *text)
{
	struct date day;
	char clock[CLOCK_LENGTH + 1] = "";
	char date[DATE_LENGTH + 1] = "";
	int minute = -1;

	(void)snprintf(date, sizeof(date), "%.*s", DATE_LENGTH, text);
	if (date_parse(date, &day, NULL) != OB_OK)
		return memory_strdup(text);
	if (strlen(text) > DATE_LENGTH) {
		(void)snprintf(clock, sizeof(clock), "%.*s", CLOCK_LENGTH,
		    text + DATE_LENGTH + 1);
		if (instant_parse_clock(clock, &minute, NULL) != OB_OK)
			return memory_strdup(text);
	}
	return phrases_moment(telling->scope->language, day, minute);
}

static char *
step_text(const struct telling *telling, const char *text)
{
	const struct dossier *dossier = telling->dossier;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (strcmp(activity->step, text) == 0)
			return memory_strdup(
			    dossier_step(dossier, activity)
				->title.in[telling->scope->language]);
	}
	return memory_strdup(text);
}

/* The catalogue's word for it; itself where there is none. */
static char *
word_text(const struct telling *telling, const char *group, const char *text)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("%s.%.80s", group, text);
	char *colon = strchr(key, ':'); /* of "function:it" */

	if (colon != NULL)
		*colon = '.';
	return memory_strdup(catalogue_has(telling->words, key)
				 ? catalogue_get(telling->words, key)
				 : text);
}

static void
set(json_t *view, const char *name, size_t number, char *text)
{
	cleanup_(memory_free_ptr) char *member =
	    memory_printf("%s_%zu", name, number);
	cleanup_(memory_free_ptr) char *owned = text;

	(void)json_object_set_new(view, member, json_string(owned));
}

static json_t *
arguments_view(const struct telling *telling, const struct error *err)
{
	json_t *view = json_object();

	for (size_t i = 0; i < ERROR_ARGUMENTS; i++) {
		cleanup_(memory_free_ptr) char *text =
		    whole_characters(err->arguments[i]);

		set(view, "text", i + 1, memory_strdup(text));
		set(view, "day", i + 1, day_text(telling, text));
		set(view, "step", i + 1, step_text(telling, text));
		set(view, "state", i + 1, word_text(telling, "state", text));
		set(view, "mail", i + 1, word_text(telling, "hr_mail", text));
		set(view, "role", i + 1, word_text(telling, "role", text));
	}
	return view;
}

/* "Mandag den 7. december": a sentence may begin with a day. */
static void
raise_first(const char *pattern, struct strbuf *text)
{
	if (strncmp(pattern, "{{day_", strlen("{{day_")) == 0 &&
	    text->buf[0] >= 'a' && text->buf[0] <= 'z')
		text->buf[0] = (char)(text->buf[0] - 'a' + 'A');
}

char *
hr_refusal_text(struct engine *engine, const struct hr_scope *scope,
    int64_t journey_id, const struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("refusal.%s", err->key);
	const struct telling telling = {.scope = scope,
	    .words = engine->catalogues[scope->language],
	    .dossier = &dossier};
	json_auto_t *view = NULL;

	if (!catalogue_has(telling.words, key))
		return NULL;
	if (journey_id != 0) /* else steps go by their names */
		(void)!dossier_load(engine, journey_id, &dossier, NULL);
	view = arguments_view(&telling, err);
	if (catalogue_format(telling.words, key, view, &text, NULL) != OB_OK)
		return NULL;
	raise_first(catalogue_get(telling.words, key), &text);
	return strbuf_detach(&text);
}
