/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programme_words.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "model/condition.h"
#include "text/dates_text.h"

static enum language
language_of(const struct programme_words *words)
{
	return catalogue_language(words->catalogue);
}

/* Fills the text of a key; takes the view. */
static char *
fill(const struct programme_words *words, const char *key, json_t *view)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	int status = catalogue_format(words->catalogue, key, view, &text, NULL);

	assert(status == OB_OK);
	json_decref(view);
	return status == OB_OK ? strbuf_detach(&text) : memory_strdup("");
}

/* The pattern ends in "%s", and begins with where the texts lie. */
static char *
key_of(const char *pattern, const char *name)
{
	char *key = memory_printf(
	    "%.*s%s", (int)(strlen(pattern) - strlen("%s")), pattern, name);
	char *colon = strchr(key, ':'); /* of "function:it" */

	if (colon != NULL)
		*colon = '.';
	return key;
}

const char *
programme_words_of(
    const struct programme_words *words, const char *pattern, const char *name)
{
	cleanup_(memory_free_ptr) char *key = key_of(pattern, name);

	return catalogue_has(words->catalogue, key)
		   ? catalogue_get(words->catalogue, key)
		   : name;
}

const char *
programme_words_title(const struct programme_words *words, const char *step)
{
	int at = programme_find_step(words->programme, step);

	return at < 0
		   ? step
		   : words->programme->steps[at].title.in[language_of(words)];
}

/* "5 arbejdsdage" */
static char *
span(const struct programme_words *words, int count, enum date_unit unit)
{
	cleanup_(memory_free_ptr) char *key =
	    key_of("programme_unit.%s", date_rule_unit_name(unit, count));

	return fill(words, key, json_pack("{s:i}", "count", count));
}

/* Whether all offsets before it lead the same way as this one. */
static int
terms_alike(const struct date_rule *rule, int from)
{
	int count = 1;

	while (from + count < rule->term_count &&
	       (rule->terms[from + count].count < 0) ==
		   (rule->terms[from].count < 0))
		count++;
	return count;
}

/* "3 måneder og 5 arbejdsdage" */
static char *
spans(const struct programme_words *words, const struct date_rule *rule,
    int from, int count)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	char *items[DATE_RULE_ROOM];

	for (int i = 0; i < count; i++)
		items[i] = span(words, abs(rule->terms[from + i].count),
		    rule->terms[from + i].unit);
	dates_text_list(language_of(words), (const char *const *)items,
	    (size_t)count, &text);
	for (int i = 0; i < count; i++)
		free(items[i]);
	return strbuf_detach(&text);
}

/* What is counted from, as "på første arbejdsdag" or "første arbejdsdag". */
static char *
anchor(const struct programme_words *words, const char *pattern,
    const struct date_rule *rule)
{
	const char *name = rule->anchor == ANCHOR_DONE
			       ? "done"
			       : date_rule_anchor_name(rule->anchor);
	cleanup_(memory_free_ptr) char *key = key_of(pattern, name);

	return fill(words, key,
	    json_pack(
		"{s:s}", "step", programme_words_title(words, rule->step)));
}

/* Offsets of no days, which only say that a workday is meant, are left out. */
static struct date_rule
without_nothing(const struct date_rule *rule)
{
	struct date_rule shorter = *rule;

	shorter.term_count = 0;
	for (int i = 0; i < rule->term_count; i++) {
		if (rule->terms[i].count != 0)
			shorter.terms[shorter.term_count++] = rule->terms[i];
	}
	return shorter;
}

static char *
rule_text(const struct programme_words *words, const struct date_rule *given)
{
	const struct date_rule rule = without_nothing(given);
	char *text = NULL;
	int count;

	if (rule.term_count == 0)
		return anchor(words, "programme_on.%s", &rule);
	for (int i = 0; i < rule.term_count; i += count) {
		bool is_back = rule.terms[i].count < 0;
		cleanup_(memory_free_ptr) char *from = TAKE_PTR(text);
		cleanup_(memory_free_ptr) char *way = NULL;

		count = terms_alike(&rule, i);
		way = spans(words, &rule, i, count);
		if (i == 0) {
			from = anchor(words, "programme_anchor.%s", &rule);
			text = fill(words,
			    is_back ? "programme_rule.before"
				    : "programme_rule.after",
			    json_pack(
				"{s:s, s:s}", "span", way, "anchor", from));
		} else {
			text = fill(words,
			    is_back ? "programme_rule.then_before"
				    : "programme_rule.then_after",
			    json_pack("{s:s, s:s}", "rule", from, "span", way));
		}
	}
	return text;
}

char *
programme_words_due(
    const struct programme_words *words, const struct step *step)
{
	return rule_text(words, &step->due);
}

char *
programme_words_latest(
    const struct programme_words *words, const struct step *step)
{
	cleanup_(memory_free_ptr) char *window = NULL;

	if (step->window < 0)
		return rule_text(words, &step->latest);
	if (step->window == 0)
		return memory_strdup(
		    catalogue_get(words->catalogue, "programme_rule.same_day"));
	window = span(words, step->window, UNIT_WORKDAYS);
	return fill(
	    words, "programme_rule.window", json_pack("{s:s}", "span", window));
}

char *
programme_words_repeat(
    const struct programme_words *words, const struct step *step)
{
	const struct step_repeat *repeat = &step->repeat;
	cleanup_(memory_free_ptr) char *key = key_of("programme_every.%s",
	    date_rule_unit_name(repeat->unit, repeat->count));
	cleanup_(memory_free_ptr) char *every = NULL;
	cleanup_(memory_free_ptr) char *until = NULL;

	if (repeat->count == 0)
		return memory_strdup("");
	every = fill(words, key, json_pack("{s:i}", "count", repeat->count));
	until = rule_text(words, &repeat->until);
	return fill(words, "programme_rule.repeat",
	    json_pack("{s:s, s:s}", "every", every, "until", until));
}

char *
programme_words_role(const struct programme_words *words, const char *role)
{
	return memory_strdup(programme_words_of(words, "role.%s", role));
}

char *
programme_words_participants(
    const struct programme_words *words, const struct step *step)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) const char **names =
	    memory_alloc((step->participant_count + 1) * sizeof(*names));

	for (size_t i = 0; i < step->participant_count; i++)
		names[i] =
		    programme_words_of(words, "role.%s", step->participants[i]);
	dates_text_list(
	    language_of(words), names, step->participant_count, &text);
	return strbuf_detach(&text);
}

char *
programme_words_topics(
    const struct programme_words *words, const struct step *step)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < step->topic_count; i++)
		strbuf_add_format(&text, "%s%s", i > 0 ? "; " : "",
		    step->topics[i].text.in[language_of(words)]);
	return strbuf_detach(&text);
}

char *
programme_words_requires(
    const struct programme_words *words, const struct step *step)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < step->require_count; i++) {
		cleanup_(memory_free_ptr) char *title =
		    fill(words, "programme_rule.quoted",
			json_pack("{s:s}", "step",
			    programme_words_title(words, step->requires[i])));

		strbuf_add_format(&text, "%s%s", i == 0 ? "" : ", ", title);
	}
	return strbuf_detach(&text);
}

/* How a test is told, by its sign; the longer ones are not the shorter. */
static const struct {
	const char *sign;
	const char *key;
} tests[] = {
    {"=", "programme_test.is"},
    {"!=", "programme_test.is_not"},
    {"<", "programme_test.below"},
    {"<=", "programme_test.at_most"},
    {">", "programme_test.above"},
    {">=", "programme_test.at_least"},
};

struct telling {
	const struct programme_words *words;
	struct strbuf text;
};

static void
tell_part(void *arg, const struct condition_part *part)
{
	struct telling *telling = arg;
	const struct programme_words *words = telling->words;
	const char *value =
	    strcmp(part->name, "recruitment") == 0
		? programme_words_of(words, "hr_choice.%s", part->value)
		: part->value;

	for (size_t i = 0; i < ARRAY_LEN(tests); i++) {
		cleanup_(memory_free_ptr) char *text = NULL;

		if (strcmp(tests[i].sign, part->sign) != 0)
			continue;
		text = fill(words, tests[i].key,
		    json_pack("{s:s, s:s}", "name",
			programme_words_of(words, "hr_field.%s", part->name),
			"value", value));
		strbuf_add_format(&telling->text, "%s%s",
		    telling->text.len == 0 ? "" : "; ", text);
	}
}

char *
programme_words_condition(
    const struct programme_words *words, const struct step *step)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct telling telling = {.words = words, .text = STRBUF_INIT};

	condition_each(step->only_if, tell_part, &telling);
	text = telling.text;
	return strbuf_detach(&text);
}

static void
add_rung(const struct programme_words *words, struct strbuf *text,
    const char *key, int days)
{
	cleanup_(memory_free_ptr) char *after =
	    span(words, days < 0 ? 0 : days, UNIT_WORKDAYS);
	cleanup_(memory_free_ptr) char *rung =
	    fill(words, key, json_pack("{s:s}", "span", after));

	strbuf_add_format(text, "%s%s", text->len == 0 ? "" : "; ", rung);
}

/* A rung after the deadline: never, at once, or so many workdays later. */
static void
add_late(const struct programme_words *words, struct strbuf *text,
    const char *const keys[2], int days)
{
	if (days >= 0)
		add_rung(words, text, keys[days > 0], days);
}

char *
programme_words_reminders(
    const struct programme_words *words, const struct step *step)
{
	static const char *const overdue[] = {
	    "programme_reminder.overdue_at_once", "programme_reminder.overdue"};
	static const char *const manager[] = {
	    "programme_reminder.manager_at_once", "programme_reminder.manager"};
	static const char *const coordinator[] = {
	    "programme_reminder.coordinator_at_once",
	    "programme_reminder.coordinator"};
	const struct ladder *ladder = &step->ladder;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	if (ladder->notice)
		add_rung(words, &text, "programme_reminder.notice", 0);
	for (int i = 0; i < LADDER_BEFORE && ladder->before[i] > 0; i++)
		add_rung(words, &text, "programme_reminder.before",
		    ladder->before[i]);
	if (ladder->on_day)
		add_rung(words, &text, "programme_reminder.on_day", 0);
	add_late(words, &text, overdue, ladder->overdue);
	if (ladder->overdue >= 0) {
		add_late(words, &text, manager, ladder->managers_manager);
		add_late(words, &text, coordinator, ladder->coordinator);
	}
	if (text.len == 0)
		strbuf_add_str(&text,
		    catalogue_get(words->catalogue, "programme_reminder.none"));
	else
		add_rung(words, &text, "programme_reminder.drop",
		    ladder->drop_after);
	return strbuf_detach(&text);
}

char *
programme_words_duration(
    const struct programme_words *words, const struct step *step)
{
	char text[DATES_TEXT_SIZE];

	return memory_strdup(
	    step->minutes > 0
		? dates_text_duration(language_of(words), step->minutes, text)
		: "");
}

char *
programme_words_phase(const struct programme_words *words, int phase)
{
	const struct programme *programme = words->programme;

	for (size_t i = 0; i < programme->phase_count; i++) {
		if (programme->phases[i].id == phase)
			return memory_strdup(
			    programme->phases[i].title.in[language_of(words)]);
	}
	return memory_strdup("");
}
