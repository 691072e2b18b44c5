/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/programme_build.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "formats/number.h"
#include "formats/programme_file.h"
#include "model/role.h"

#define MAX_TITLE_CHARS 200
#define MAX_PHASE 5
#define MAX_MINUTES 600
#define MAX_WINDOW 250

/*
 * Stands for a rule that cannot be read.  Nobody writes it, so a message
 * that quotes it is about nothing in the file.
 */
static const struct date_rule unknown_rule = {
    .anchor = ANCHOR_FIRST_DAY,
    .term_count = 3,
    .terms = {{0, UNIT_MONTHS}, {0, UNIT_WEEKS}, {0, UNIT_DAYS}},
};

void
programme_build_init(struct programme_build *build,
    const struct programme_values *values, struct mistakes *mistakes)
{
	memset(build, 0, sizeof(*build));
	build->values = values;
	build->mistakes = mistakes;
	build->programme = programme_new();
}

void
programme_build_release(struct programme_build *build)
{
	programme_free(build->programme);
	build->programme = NULL;
	free(build->places);
	build->places = NULL;
}

bool
programme_build_is_id(const char *text)
{
	return *text != '\0' &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] ==
		   '\0';
}

bool
programme_build_is_about_unknown(const char *text)
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

static void
place_path(const struct step_place *place, const char *key,
    char ret_path[PROGRAMME_BUILD_PATH])
{
	bool of_group =
	    strcmp(key, "requires") == 0 || strcmp(key, "phase") == 0;

	key = file_key(place, key);
	if (place->is_row && !of_group)
		(void)snprintf(ret_path, PROGRAMME_BUILD_PATH,
		    "steps[%zu].contacts[%zu].%s", place->step, place->row,
		    key);
	else
		(void)snprintf(ret_path, PROGRAMME_BUILD_PATH, "steps[%zu].%s",
		    place->step, key);
}

void
programme_build_path(const struct programme_build *build, int step,
    const char *key, char ret_path[PROGRAMME_BUILD_PATH])
{
	if (step < 0)
		(void)snprintf(ret_path, PROGRAMME_BUILD_PATH, "%s", key);
	else
		place_path(&build->places[step], key, ret_path);
}

/* The part of a message that names the step. */
static const char *
step_name(const char *id)
{
	return id != NULL ? id : "?";
}

static void
take_pair(struct programme_build *build, const char *path,
    const struct pair_values *values, struct text_pair *ret_pair)
{
	const char *const texts[LANGUAGE_COUNT] = {
	    [LANGUAGE_DA] = values->da, [LANGUAGE_EN] = values->en};
	struct error err = ERROR_INIT;
	char full[PROGRAMME_BUILD_PATH + 8];

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

static int
take_number(struct programme_build *build, const struct step_place *place,
    const char *key, const char *text, int most)
{
	char path[PROGRAMME_BUILD_PATH];
	struct error err = ERROR_INIT;
	int number = 1;

	if (text == NULL)
		return 0;
	place_path(place, key, path);
	if (number_parse(key, text, 0, most, &number, &err) < 0)
		mistakes_add(build->mistakes, path, "%s", err.text);
	return number;
}

/* For a number that cannot be read: the first of the phases. */
static int
take_phase(struct programme_build *build, const struct step_place *place,
    const char *text)
{
	size_t before = build->mistakes->total;
	int number = take_number(build, place, "phase", text, MAX_PHASE);

	return build->mistakes->total == before
		   ? number
		   : build->programme->phases[0].id;
}

static struct date_rule
take_rule(struct programme_build *build, const struct step_place *place,
    const char *key, const char *text)
{
	char path[PROGRAMME_BUILD_PATH];
	struct date_rule rule = unknown_rule;
	struct error err = ERROR_INIT;

	if (text == NULL)
		return unknown_rule;
	place_path(place, key, path);
	if (date_rule_parse(text, &rule, &err) < 0) {
		mistakes_add(build->mistakes, path, "'%s': %s", key, err.text);
		return unknown_rule;
	}
	return rule;
}

static char **
copy_list(char *const *items, size_t count)
{
	char **copy;

	if (count == 0)
		return NULL;
	copy = memory_alloc(count * sizeof(*copy));
	for (size_t i = 0; i < count; i++)
		copy[i] = memory_strdup(items[i]);
	return copy;
}

static void
take_condition(struct programme_build *build, const struct step_place *place,
    const char *text, struct step *step)
{
	char path[PROGRAMME_BUILD_PATH];
	struct error err = ERROR_INIT;

	if (step_condition_parse(text, &step->only_if, &err) == 0)
		return;
	place_path(place, "only_if", path);
	mistakes_add(build->mistakes, path, "%s", err.text);
}

static void
take_mail(struct programme_build *build, const struct step_place *place,
    const struct step_values *values, struct step *step)
{
	char path[PROGRAMME_BUILD_PATH];

	if (step->kind == STEP_MAIL) {
		step->mail_to = memory_strdup(
		    values->to != NULL ? values->to : ROLE_LEADER);
		step->pack = values->pack;
		return;
	}
	place_path(place, "to", path);
	if (values->to != NULL)
		mistakes_add(build->mistakes, path,
		    "'to' is only for steps of kind 'mail'");
	place_path(place, "pack", path);
	if (values->pack)
		mistakes_add(build->mistakes, path,
		    "'pack' is only for steps of kind 'mail'");
}

static void
check_keys(struct programme_build *build, const struct step_place *place,
    const char *const *needed, const char *const *foreign, const char *what)
{
	char path[PROGRAMME_BUILD_PATH];
	const struct step_values *values = &build->values->steps[place->step];
	const char *id = values->id != NULL ? values->id : values->group;

	for (; *needed != NULL; needed++) {
		place_path(place, *needed, path);
		if (!position_map_has(build->mistakes->map, path))
			mistakes_add(build->mistakes, path,
			    "step '%s' has no '%s'", step_name(id), *needed);
	}
	for (; *foreign != NULL; foreign++) {
		place_path(place, *foreign, path);
		if (position_map_has(build->mistakes->map, path))
			mistakes_add(build->mistakes, path,
			    "'%s' does not belong in %s", *foreign, what);
	}
}

/* NULL when the programme would grow over its bound. */
static struct step *
add_step(struct programme_build *build, const struct step_place *place)
{
	struct programme *programme = build->programme;
	size_t count = programme->step_count;
	char path[PROGRAMME_BUILD_PATH];

	if (count == PROGRAMME_MAX_STEPS) {
		place_path(place, "id", path);
		mistakes_add(build->mistakes, path,
		    "a programme has at most %d steps", PROGRAMME_MAX_STEPS);
		return NULL;
	}
	programme->steps = memory_resize(
	    programme->steps, count + 1, sizeof(*programme->steps));
	build->places =
	    memory_resize(build->places, count + 1, sizeof(*build->places));
	memset(&programme->steps[count], 0, sizeof(*programme->steps));
	build->places[count] = *place;
	programme->step_count++;
	return &programme->steps[count];
}

static void
build_step(struct programme_build *build, const struct step_place *place)
{
	static const char *const needed[] = {
	    "id", "title", "kind", "role", "due", "latest", NULL};
	static const char *const foreign[] = {"window", "contacts", NULL};
	const struct step_values *values = &build->values->steps[place->step];
	struct step *step;
	char path[PROGRAMME_BUILD_PATH];

	check_keys(build, place, needed, foreign, "a step without 'group'");
	step = add_step(build, place);
	if (step == NULL)
		return;
	step->id = values->id != NULL
		       ? memory_strdup(values->id)
		       : memory_printf("unnamed-%zu", place->step);
	step->phase = take_phase(build, place, values->phase);
	place_path(place, "title", path);
	take_pair(build, path, &values->title, &step->title);
	place_path(place, "kind", path);
	step->kind = position_map_has(build->mistakes->map, path) ? values->kind
								  : STEP_TASK;
	step->role = memory_strdup(
	    values->role != NULL ? values->role : ROLE_COORDINATOR);
	step->due = take_rule(build, place, "due", values->due);
	step->latest = take_rule(build, place, "latest", values->latest);
	step->minutes =
	    take_number(build, place, "minutes", values->minutes, MAX_MINUTES);
	step->participants =
	    copy_list(values->participants, values->participant_count);
	step->participant_count = values->participant_count;
	step->undisturbed = values->undisturbed;
	step->requires = copy_list(values->requires, values->require_count);
	step->require_count = values->require_count;
	take_condition(build, place, values->only_if, step);
	step->optional = values->optional;
	take_mail(build, place, values, step);
}

/* latest = due and then so many workdays. */
static struct date_rule
add_window(struct programme_build *build, const struct step_place *place,
    const struct date_rule *due, int window)
{
	struct date_rule latest = *due;
	char path[PROGRAMME_BUILD_PATH];
	int last = latest.term_count - 1;

	if (last >= 0 && latest.terms[last].unit == UNIT_WORKDAYS &&
	    latest.terms[last].count >= 0 &&
	    latest.terms[last].count + window <= DATE_RULE_MAX_COUNT) {
		latest.terms[last].count += window;
		return latest;
	}
	if (latest.term_count == DATE_RULE_TERMS) {
		place_path(place, "due", path);
		mistakes_add(build->mistakes, path,
		    "a contact's 'due' has at most %d offsets, since the "
		    "window comes after them",
		    DATE_RULE_TERMS - 1);
		return latest;
	}
	latest.terms[latest.term_count].count = window;
	latest.terms[latest.term_count].unit = UNIT_WORKDAYS;
	latest.term_count++;
	return latest;
}

static void
build_row(
    struct programme_build *build, const struct step_place *place, int window)
{
	const struct step_values *group = &build->values->steps[place->step];
	const struct contact_values *row = &group->contacts[place->row];
	struct step *step = add_step(build, place);
	char path[PROGRAMME_BUILD_PATH];

	if (step == NULL)
		return;
	step->id = memory_strdup(row->id);
	step->phase = take_phase(build, place, group->phase);
	place_path(place, "title", path);
	take_pair(build, path, &row->title, &step->title);
	step->kind = row->kind;
	step->role = memory_printf("%s%s", ROLE_FUNCTION_PREFIX, row->function);
	step->due = take_rule(build, place, "due", row->due);
	step->latest = add_window(build, place, &step->due, window);
	step->minutes =
	    take_number(build, place, "minutes", row->minutes, MAX_MINUTES);
	step->participants = memory_alloc(2 * sizeof(*step->participants));
	step->participants[0] = memory_strdup(step->role);
	step->participants[1] = memory_strdup(ROLE_LEADER);
	step->participant_count = 2;
	step->requires = copy_list(group->requires, group->require_count);
	step->require_count = group->require_count;
	step->contact = true;
}

static void
build_group(struct programme_build *build, size_t index)
{
	static const char *const needed[] = {"window", "contacts", NULL};
	static const char *const foreign[] = {"id", "title", "kind", "role",
	    "due", "latest", "minutes", "participants", "undisturbed",
	    "only_if", "optional", "to", "pack", NULL};
	const struct step_values *values = &build->values->steps[index];
	struct step_place place = {.step = index};
	int window =
	    take_number(build, &place, "window", values->window, MAX_WINDOW);

	check_keys(build, &place, needed, foreign, "a step with 'group'");
	place.is_row = true;
	for (size_t i = 0; i < values->contact_count; i++) {
		place.row = i;
		build_row(build, &place, window);
	}
}

static void
build_phases(struct programme_build *build)
{
	const struct programme_values *values = build->values;
	struct programme *programme = build->programme;
	struct error err = ERROR_INIT;
	char path[PROGRAMME_BUILD_PATH];

	programme->phases =
	    memory_alloc(values->phase_count * sizeof(*programme->phases));
	programme->phase_count = values->phase_count;
	for (size_t i = 0; i < values->phase_count; i++) {
		(void)snprintf(path, sizeof(path), "phases[%zu].id", i);
		if (number_parse("id", values->phases[i].id, 0, MAX_PHASE,
			&programme->phases[i].id, &err) < 0)
			mistakes_add(build->mistakes, path, "%s", err.text);
		(void)snprintf(path, sizeof(path), "phases[%zu].title", i);
		take_pair(build, path, &values->phases[i].title,
		    &programme->phases[i].title);
	}
}

void
programme_build_run(struct programme_build *build)
{
	const struct programme_values *values = build->values;

	build->programme->id = memory_strdup(values->id);
	if (!programme_build_is_id(values->id))
		mistakes_add(build->mistakes, "id",
		    "'%s' is not an id; use the letters a to z, digits and "
		    "hyphens",
		    values->id);
	take_pair(build, "title", &values->title, &build->programme->title);
	build_phases(build);
	for (size_t i = 0; i < values->step_count; i++) {
		const struct step_place place = {.step = i};

		if (values->steps[i].group != NULL)
			build_group(build, i);
		else
			build_step(build, &place);
	}
}
