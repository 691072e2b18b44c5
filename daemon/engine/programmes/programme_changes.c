/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programme_changes.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/programmes/programme_words.h"
#include "model/programme_difference.h"
#include "text/markdown.h"

#define GUIDE "guide."
#define HEADING_SHIFT 3 /* guides begin at level 2, below a step's heading */

struct comparison {
	struct programme_words from;
	struct programme_words to;
	json_t *own;
	json_t *added;
	json_t *removed;
	json_t *changed;
	size_t room; /* for guides */
};

static char *
say_phase(const struct programme_words *words, const struct step *step)
{
	return programme_words_phase(words, step->phase);
}

static char *
say_kind(const struct programme_words *words, const struct step *step)
{
	return memory_strdup(
	    programme_words_of(words, "kind.%s", step_kind_name(step->kind)));
}

static char *
say_responsible(const struct programme_words *words, const struct step *step)
{
	return programme_words_role(words, step->role);
}

static char *
say_receiver(const struct programme_words *words, const struct step *step)
{
	return step->mail_to == NULL
		   ? memory_strdup("")
		   : programme_words_role(words, step->mail_to);
}

/* What a field says, for those that the file writes for the program. */
static const struct {
	const char *field; /* programme_difference.h */
	char *(*say)(
	    const struct programme_words *words, const struct step *step);
} fields[] = {
    {"phase", say_phase},
    {"kind", say_kind},
    {"role", say_responsible},
    {"due", programme_words_due},
    {"latest", programme_words_latest},
    {"window", programme_words_latest},
    {"repeat", programme_words_repeat},
    {"minutes", programme_words_duration},
    {"participants", programme_words_participants},
    {"requires", programme_words_requires},
    {"only_if", programme_words_condition},
    {"reminders", programme_words_reminders},
    {"to", say_receiver},
};

/* Fields whose two values are sentences of their own. */
static const char *const flags[] = {
    "undisturbed", "optional", "pack", "contacts"};

static const struct step *
step_of(const struct programme_words *words, const char *id)
{
	int at = programme_find_step(words->programme, id);

	assert(at >= 0);
	return &words->programme->steps[at];
}

/* Both values in words; as they stand in the file where no words differ. */
static void
say_both(const struct comparison *comparison,
    const struct programme_difference *difference, char **ret_before,
    char **ret_after)
{
	cleanup_(memory_free_ptr) char *before = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		if (difference->step[0] == '\0' ||
		    strcmp(fields[i].field, difference->field) != 0)
			continue;
		before = fields[i].say(&comparison->from,
		    step_of(&comparison->from, difference->step));
		after = fields[i].say(&comparison->to,
		    step_of(&comparison->to, difference->step));
	}
	if (difference->step[0] == '\0' &&
	    strcmp(difference->field, "kind") == 0) {
		before = memory_strdup(programme_words_of(&comparison->from,
		    "programme_kind.%s", difference->before));
		after = memory_strdup(programme_words_of(
		    &comparison->to, "programme_kind.%s", difference->after));
	}
	if (before == NULL || strcmp(before, after) == 0) {
		*ret_before = memory_strdup(difference->before);
		*ret_after = memory_strdup(difference->after);
	} else {
		*ret_before = TAKE_PTR(before);
		*ret_after = TAKE_PTR(after);
	}
}

static const char *
or_nothing(const struct comparison *comparison, const char *text)
{
	return text[0] != '\0' ? text
			       : catalogue_get(comparison->to.catalogue,
				     "programme_change.nothing");
}

static bool
is_among(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

/* Of "title.da" what comes after the dot, or "". */
static const char *
language_part(const struct programme_difference *difference)
{
	const char *dot = strchr(difference->field, '.');

	return dot == NULL ? "" : dot + 1;
}

/*
 * The sentence's key: by the field, without its language; of a flag by what it
 * is now.
 */
static char *
key_of(const struct programme_difference *difference)
{
	const char *field = difference->field;
	cleanup_(memory_free_ptr) char *name =
	    memory_strndup(field, strcspn(field, "."));

	if (is_among(flags, ARRAY_LEN(flags), field))
		return memory_printf(strcmp(difference->after, "true") == 0
					 ? "programme_change_on.%s"
					 : "programme_change_off.%s",
		    field);
	if (strcmp(field, "moved") == 0)
		return memory_strdup(difference->after[0] == '\0'
					 ? "programme_change.moved_first"
					 : "programme_change.moved");
	return memory_printf("programme_change.%s", name);
}

static char *
sentence(const struct comparison *comparison,
    const struct programme_difference *difference)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *before = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;
	cleanup_(memory_free_ptr) char *key = key_of(difference);
	json_auto_t *view = NULL;
	int status;

	say_both(comparison, difference, &before, &after);
	view = json_pack("{s:s, s:s, s:s, s:s}", "before",
	    or_nothing(comparison, before), "after",
	    or_nothing(comparison, after), "step",
	    programme_words_title(&comparison->to, difference->after),
	    "language",
	    programme_words_of(&comparison->to, "programme_language.%s",
		language_part(difference)));
	status =
	    catalogue_format(comparison->to.catalogue, key, view, &text, NULL);
	assert(status == OB_OK);
	if (status != OB_OK)
		return memory_strdup(key);
	if (text.len > 2 && strcmp(text.buf + text.len - 2, "..") == 0)
		strbuf_truncate(&text, text.len - 1); /* after "30 min." */
	return strbuf_detach(&text);
}

/* A guide as HTML; false where there is no room, or it is none. */
static bool
take_guide(struct comparison *comparison, const char *guide, json_t *change,
    const char *name)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;

	if (guide != NULL && markdown_to_html(guide, strlen(guide),
				 HEADING_SHIFT, &html, NULL) != OB_OK)
		return false;
	if (html.len > comparison->room)
		return false;
	comparison->room -= html.len;
	(void)json_object_set_new(change, name, json_string(html.buf));
	return true;
}

static void
add_guides(struct comparison *comparison, const char *step,
    enum language language, json_t *change)
{
	const struct step *before = step_of(&comparison->from, step);
	const struct step *after = step_of(&comparison->to, step);
	bool has_room = take_guide(comparison, before->guide.in[language],
			    change, "before_html") &&
			take_guide(comparison, after->guide.in[language],
			    change, "after_html");

	(void)json_object_set_new(change, "has_guides", json_boolean(has_room));
}

/* The list of what changed in the step, which may have begun. */
static json_t *
changes_of(struct comparison *comparison, const char *step)
{
	json_t *list = comparison->changed;
	json_t *last = json_array_get(list, json_array_size(list) - 1);

	if (last == NULL ||
	    strcmp(json_string_value(json_object_get(last, "id")), step) != 0) {
		last = json_pack("{s:s, s:s, s:[]}", "id", step, "title",
		    programme_words_title(&comparison->to, step), "changes");
		(void)json_array_append_new(list, last);
	}
	return json_object_get(last, "changes");
}

static void
tell_change(struct comparison *comparison,
    const struct programme_difference *difference)
{
	cleanup_(memory_free_ptr) char *text = sentence(comparison, difference);
	enum language language = LANGUAGE_DA;
	json_t *change;

	if (difference->step[0] == '\0') {
		(void)json_array_append_new(comparison->own, json_string(text));
		return;
	}
	change = json_pack("{s:s, s:b, s:s, s:s}", "text", text, "has_guides",
	    0, "before_html", "", "after_html", "");
	if (strncmp(difference->field, GUIDE, strlen(GUIDE)) == 0 &&
	    language_parse(language_part(difference), &language, NULL) == OB_OK)
		add_guides(comparison, difference->step, language, change);
	(void)json_array_append_new(
	    changes_of(comparison, difference->step), change);
}

static void
tell_step(const struct programme_words *words, const char *id, json_t *list)
{
	const struct step *step = step_of(words, id);
	cleanup_(memory_free_ptr) char *about =
	    programme_changes_about(words->programme, step, words->catalogue);

	(void)json_array_append_new(
	    list, json_pack("{s:s, s:s, s:s}", "id", id, "title",
		      programme_words_title(words, id), "about", about));
}

static void
tell(void *arg, const struct programme_difference *difference)
{
	struct comparison *comparison = arg;

	if (strcmp(difference->field, "added") == 0)
		tell_step(&comparison->to, difference->step, comparison->added);
	else if (strcmp(difference->field, "removed") == 0)
		tell_step(
		    &comparison->from, difference->step, comparison->removed);
	else
		tell_change(comparison, difference);
}

char *
programme_changes_about(const struct programme *programme,
    const struct step *step, const struct catalogue *catalogue)
{
	const struct programme_words words = {catalogue, programme};
	cleanup_(memory_free_ptr) char *kind = say_kind(&words, step);
	cleanup_(memory_free_ptr) char *role = say_responsible(&words, step);
	cleanup_(memory_free_ptr) char *due = programme_words_due(&words, step);

	return memory_printf("%s, %s, %s", kind, role, due);
}

json_t *
programme_changes_view(const struct programme *from, const struct programme *to,
    const struct catalogue *catalogue)
{
	struct comparison comparison = {
	    .from = {catalogue, from},
	    .to = {catalogue, to},
	    .own = json_array(),
	    .added = json_array(),
	    .removed = json_array(),
	    .changed = json_array(),
	    .room = PROGRAMME_CHANGES_ROOM,
	};
	size_t count = programme_difference_find(
	    from, to, catalogue_language(catalogue), tell, &comparison);

	return json_pack("{s:b, s:b, s:b, s:b, s:b, s:o, s:o, s:o, s:o}",
	    "has_changes", (int)(count > 0), "has_own",
	    (int)(json_array_size(comparison.own) > 0), "has_added",
	    (int)(json_array_size(comparison.added) > 0), "has_removed",
	    (int)(json_array_size(comparison.removed) > 0), "has_changed",
	    (int)(json_array_size(comparison.changed) > 0), "own",
	    comparison.own, "added", comparison.added, "removed",
	    comparison.removed, "changed", comparison.changed);
}
