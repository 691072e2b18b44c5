/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/programme_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "formats/number.h"
#include "formats/programme_file.h"
#include "formats/reminders.h"
#include "model/role.h"

#define MAX_PHASE 5

void
programme_build_init(struct programme_build *build,
    const struct programme_values *values, struct mistakes *mistakes)
{
	memset(build, 0, sizeof(*build));
	build->values = values;
	build->mistakes = mistakes;
	build->steps.mistakes = mistakes;
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

void
programme_build_path(const struct programme_build *build, int step,
    const char *key, char ret_path[STEP_BUILD_PATH])
{
	if (step < 0)
		(void)snprintf(ret_path, STEP_BUILD_PATH, "%s", key);
	else
		step_build_path(&build->places[step], key, ret_path);
}

/* NULL when the programme would grow over its bound. */
static struct step *
add_step(struct programme_build *build, const struct step_place *place)
{
	struct programme *programme = build->programme;
	size_t count = programme->step_count;
	char path[STEP_BUILD_PATH];

	if (count == PROGRAMME_MAX_STEPS) {
		step_build_path(place, "id", path);
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
	static const char *const with_latest[] = {
	    "id", "title", "kind", "role", "due", "latest", NULL};
	static const char *const with_window[] = {
	    "id", "title", "kind", "role", "due", NULL};
	static const char *const foreign[] = {"contacts", NULL};
	const struct step_values *values = &build->values->steps[place->step];
	struct step *step;

	step_build_check_keys(&build->steps, place, values->id,
	    values->window != NULL ? with_window : with_latest, foreign);
	step = add_step(build, place);
	if (step != NULL)
		*step = step_build_run(&build->steps, place, values);
}

static void
build_row(struct programme_build *build, const struct step_place *place,
    int window, const struct ladder *ladder)
{
	const struct step_build *steps = &build->steps;
	const struct step_values *group = &build->values->steps[place->step];
	const struct contact_values *row = &group->contacts[place->row];
	struct step *step = add_step(build, place);
	char path[STEP_BUILD_PATH];

	if (step == NULL)
		return;
	step->id = memory_strdup(row->id);
	step->phase = step_build_phase(steps, place, group->phase);
	step_build_path(place, "title", path);
	step_build_pair(steps, path, &row->title, &step->title);
	step->kind = row->kind;
	step->role = memory_printf("%s%s", ROLE_FUNCTION_PREFIX, row->function);
	step->due = step_build_rule(steps, place, "due", row->due);
	step_build_window(steps, place, window, step);
	step->minutes = step_build_number(
	    steps, place, "minutes", row->minutes, STEP_BUILD_MAX_MINUTES);
	step->participants = memory_alloc(2 * sizeof(*step->participants));
	step->participants[0] = memory_strdup(step->role);
	step->participants[1] = memory_strdup(ROLE_LEADER);
	step->participant_count = 2;
	step->requires = step_build_list(group->requires, group->require_count);
	step->require_count = group->require_count;
	step->only_if = memory_strdup("");
	step->ladder = *ladder;
	step->contact = true;
}

static void
build_group(struct programme_build *build, size_t index)
{
	static const char *const needed[] = {"window", "contacts", NULL};
	static const char *const foreign[] = {"id", "title", "kind", "role",
	    "due", "latest", "repeat", "minutes", "participants", "undisturbed",
	    "topics", "only_if", "optional", "to", "pack", NULL};
	const struct step_values *values = &build->values->steps[index];
	struct step_place place = {.list = "steps", .step = index};
	int window = step_build_number(&build->steps, &place, "window",
	    values->window, STEP_BUILD_MAX_WINDOW);
	struct ladder ladder;
	char path[STEP_BUILD_PATH];

	step_build_check_keys(
	    &build->steps, &place, values->group, needed, foreign);
	step_build_path(&place, "reminders", path);
	ladder = reminders_read(
	    build->mistakes, path, &values->reminders, &build->steps.reminders);
	place.is_row = true;
	for (size_t i = 0; i < values->contact_count; i++) {
		place.row = i;
		build_row(build, &place, window, &ladder);
	}
}

static void
build_phases(struct programme_build *build)
{
	const struct programme_values *values = build->values;
	struct programme *programme = build->programme;
	struct error err = ERROR_INIT;
	char path[STEP_BUILD_PATH];

	programme->phases =
	    memory_alloc(values->phase_count * sizeof(*programme->phases));
	programme->phase_count = values->phase_count;
	for (size_t i = 0; i < values->phase_count; i++) {
		(void)snprintf(path, sizeof(path), "phases[%zu].id", i);
		if (number_parse("id", values->phases[i].id, 0, MAX_PHASE,
			&programme->phases[i].id, &err) < 0)
			mistakes_add(build->mistakes, path, "%s", err.text);
		(void)snprintf(path, sizeof(path), "phases[%zu].title", i);
		step_build_pair(&build->steps, path, &values->phases[i].title,
		    &programme->phases[i].title);
	}
}

void
programme_build_run(struct programme_build *build)
{
	const struct programme_values *values = build->values;
	const struct ladder usual = ladder_default();

	build->programme->id = memory_strdup(values->id);
	build->programme->kind = values->kind;
	if (!step_build_is_id(values->id))
		mistakes_add(build->mistakes, "id",
		    "'%s' is not an id; use the letters a to z, digits and "
		    "hyphens",
		    values->id);
	step_build_pair(
	    &build->steps, "title", &values->title, &build->programme->title);
	build_phases(build);
	build->steps.first_phase = build->programme->phases[0].id;
	build->steps.reminders = reminders_read(
	    build->mistakes, "reminders", &values->reminders, &usual);
	for (size_t i = 0; i < values->step_count; i++) {
		const struct step_place place = {.list = "steps", .step = i};

		if (values->steps[i].group != NULL)
			build_group(build, i);
		else
			build_step(build, &place);
	}
}
