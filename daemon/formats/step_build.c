/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/step_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "formats/number.h"
#include "formats/reminders.h"
#include "model/condition.h"
#include "model/role.h"
#include "model/step_repeat.h"
#include "model/step_topics.h"

#define MAX_TITLE_CHARS 200
#define MAX_PHASE 5

/*
 * Stands for a rule that cannot be read.  Nobody writes it, so a message
 * that quotes it is about nothing in the file.
 */
static const struct date_rule unknown_rule = {
    .anchor = ANCHOR_FIRST_DAY,
    .term_count = 3,
    .terms = {{0, UNIT_MONTHS}, {0, UNIT_WEEKS}, {0, UNIT_DAYS}},
};

bool
step_build_is_id(const char *text)
{
	return *text != '\0' &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] ==
		   '\0';
}

bool
step_build_is_about_unknown(const char *text)
{
	char unknown[DATE_RULE_TEXT_SIZE];

	return strstr(text, date_rule_format(&unknown_rule, unknown)) != NULL;
}

/* What the check calls a key, and what the file calls it. */
static const char *
file_key(const struct step_place *place, const char *key)
{
	if (strcmp(key, "mail_to") == 0)
		return "to";
	if (place->is_row && strcmp(key, "latest") == 0)
		return "due";
	if (place->is_row &&
	    (strcmp(key, "role") == 0 || strcmp(key, "participants") == 0))
		return "function";
	return key;
}

void
step_build_path(const struct step_place *place, const char *key,
    char ret_path[STEP_BUILD_PATH])
{
	bool of_group =
	    strcmp(key, "requires") == 0 || strcmp(key, "phase") == 0;

	key = file_key(place, key);
	if (place->is_row && !of_group)
		(void)snprintf(ret_path, STEP_BUILD_PATH,
		    "%s[%zu].contacts[%zu].%s", place->list, place->step,
		    place->row, key);
	else
		(void)snprintf(ret_path, STEP_BUILD_PATH, "%s[%zu].%s",
		    place->list, place->step, key);
}

static bool
has_key(const struct step_build *build, const struct step_place *place,
    const char *key)
{
	char path[STEP_BUILD_PATH];

	step_build_path(place, key, path);
	return position_map_has(build->mistakes->map, path);
}

static void OB_PRINTF(4, 5) add_mistake(const struct step_build *build,
    const struct step_place *place, const char *key, const char *format, ...)
{
	char path[STEP_BUILD_PATH];
	char text[1024];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	step_build_path(place, key, path);
	mistakes_add(build->mistakes, path, "%s", text);
}

void
step_build_pair(const struct step_build *build, const char *path,
    const struct pair_values *values, struct text_pair *ret_pair)
{
	const char *const texts[LANGUAGE_COUNT] = {
	    [LANGUAGE_DA] = values->da, [LANGUAGE_EN] = values->en};
	struct error err = ERROR_INIT;
	char full[STEP_BUILD_PATH + 8];

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		const char *text = texts[i] != NULL ? texts[i] : "";

		ret_pair->in[i] = memory_strdup(text);
		(void)snprintf(full, sizeof(full), "%s.%s", path,
		    language_code((enum language)i));
		if (texts[i] != NULL &&
		    utf8_check_line(full, text, MAX_TITLE_CHARS, &err) < 0)
			mistakes_add(build->mistakes, full, "%s", err.text);
	}
}

int
step_build_number(const struct step_build *build,
    const struct step_place *place, const char *key, const char *text, int most)
{
	struct error err = ERROR_INIT;
	int number = 1;

	if (text == NULL)
		return 0;
	if (number_parse(key, text, 0, most, &number, &err) < 0)
		add_mistake(build, place, key, "%s", err.text);
	return number;
}

int
step_build_phase(const struct step_build *build, const struct step_place *place,
    const char *text)
{
	size_t before = build->mistakes->total;
	int number = step_build_number(build, place, "phase", text, MAX_PHASE);

	return build->mistakes->total == before ? number : build->first_phase;
}

struct date_rule
step_build_rule(const struct step_build *build, const struct step_place *place,
    const char *key, const char *text)
{
	struct date_rule rule = unknown_rule;
	struct error err = ERROR_INIT;

	if (text == NULL)
		return unknown_rule;
	if (date_rule_parse(text, &rule, &err) < 0) {
		add_mistake(build, place, key, "'%s': %s", key, err.text);
		return unknown_rule;
	}
	return rule;
}

char **
step_build_list(char *const *items, size_t count)
{
	char **copy;

	if (count == 0)
		return NULL;
	copy = memory_alloc(count * sizeof(*copy));
	for (size_t i = 0; i < count; i++)
		copy[i] = memory_strdup(items[i]);
	return copy;
}

void
step_build_window(const struct step_build *build,
    const struct step_place *place, int window, struct step *step)
{
	step->window = window;
	if (date_rule_extend(&step->due, window, &step->latest))
		return;
	step->latest = step->due;
	add_mistake(build, place, "due",
	    "'due' has at most %d offsets here, since the window comes after "
	    "them",
	    DATE_RULE_TERMS - 1);
}

/* The last day: a rule of its own, or so many workdays after due. */
static void
take_latest(const struct step_build *build, const struct step_place *place,
    const struct step_values *values, struct step *step)
{
	step->window = -1;
	if (values->window == NULL) {
		step->latest =
		    step_build_rule(build, place, "latest", values->latest);
		return;
	}
	step_build_window(build, place,
	    step_build_number(
		build, place, "window", values->window, STEP_BUILD_MAX_WINDOW),
	    step);
	if (values->latest != NULL)
		add_mistake(build, place, "window",
		    "give 'latest' or 'window', not both");
}

static void
take_repeat(const struct step_build *build, const struct step_place *place,
    const struct repeat_values *values, struct step *step)
{
	struct error err = ERROR_INIT;
	size_t before = build->mistakes->total;

	if (values->every == NULL)
		return;
	step->repeat.until =
	    step_build_rule(build, place, "repeat.until", values->until);
	if (step_repeat_parse_every(values->every, &step->repeat, &err) < 0)
		add_mistake(build, place, "repeat.every", "'repeat.every': %s",
		    err.text);
	if (build->mistakes->total != before)
		step->repeat = (struct step_repeat){.count = 0};
}

static void
take_condition(const struct step_build *build, const struct step_place *place,
    const char *text, struct step *step)
{
	char canonical[CONDITION_TEXT_SIZE] = "";
	struct error err = ERROR_INIT;

	if (text != NULL && condition_check(text, canonical, &err) < 0)
		add_mistake(build, place, "only_if", "%s", err.text);
	step->only_if = memory_strdup(canonical);
}

static void
take_topics(const struct step_build *build, const struct step_place *place,
    const struct step_values *values, struct step *step)
{
	for (size_t i = 0; i < values->topic_count; i++) {
		const struct topic_values *from = &values->topics[i];
		struct topic topic = {.id = memory_strdup(from->id)};
		char key[40];
		char path[STEP_BUILD_PATH];

		(void)snprintf(key, sizeof(key), "topics[%zu].text", i);
		step_build_path(place, key, path);
		step_build_pair(build, path, &from->text, &topic.text);
		step_topics_append(step, topic);
	}
}

static void
take_mail(const struct step_build *build, const struct step_place *place,
    const struct step_values *values, struct step *step)
{
	if (step->kind == STEP_MAIL) {
		step->mail_to = memory_strdup(
		    values->to != NULL ? values->to : ROLE_LEADER);
		step->pack = values->pack;
		return;
	}
	if (values->to != NULL)
		add_mistake(build, place, "to",
		    "'to' is only for steps of kind 'mail'");
	if (values->pack)
		add_mistake(build, place, "pack",
		    "'pack' is only for steps of kind 'mail'");
}

void
step_build_check_keys(const struct step_build *build,
    const struct step_place *place, const char *id, const char *const *needed,
    const char *const *foreign)
{
	for (; *needed != NULL; needed++)
		if (!has_key(build, place, *needed))
			add_mistake(build, place, *needed,
			    "step '%s' has no '%s'", id != NULL ? id : "?",
			    *needed);
	for (; *foreign != NULL; foreign++)
		if (has_key(build, place, *foreign))
			add_mistake(build, place, *foreign,
			    "'%s' does not belong in a step %s 'group'",
			    *foreign,
			    has_key(build, place, "group") ? "with"
							   : "without");
}

struct step
step_build_run(const struct step_build *build, const struct step_place *place,
    const struct step_values *values)
{
	struct step step = {.phase = 0};
	char path[STEP_BUILD_PATH];

	step.id = values->id != NULL
		      ? memory_strdup(values->id)
		      : memory_printf("unnamed-%zu", place->step);
	step.phase = step_build_phase(build, place, values->phase);
	step_build_path(place, "title", path);
	step_build_pair(build, path, &values->title, &step.title);
	step.kind = has_key(build, place, "kind") ? values->kind : STEP_TASK;
	step.role = memory_strdup(
	    values->role != NULL ? values->role : ROLE_COORDINATOR);
	step.due = step_build_rule(build, place, "due", values->due);
	take_latest(build, place, values, &step);
	take_repeat(build, place, &values->repeat, &step);
	step.minutes = step_build_number(
	    build, place, "minutes", values->minutes, STEP_BUILD_MAX_MINUTES);
	step.participants =
	    step_build_list(values->participants, values->participant_count);
	step.participant_count = values->participant_count;
	step.undisturbed = values->undisturbed;
	step.requires =
	    step_build_list(values->requires, values->require_count);
	step.require_count = values->require_count;
	take_topics(build, place, values, &step);
	take_condition(build, place, values->only_if, &step);
	step.optional = values->optional;
	step_build_path(place, "reminders", path);
	step.ladder = reminders_read(
	    build->mistakes, path, &values->reminders, &build->reminders);
	take_mail(build, place, values, &step);
	return step;
}
