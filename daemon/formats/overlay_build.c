/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/overlay_build.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "formats/reminders.h"
#include "formats/step_build.h"

#define MAX_SCOPE_CHARS 200

static void
take_addition(const struct step_build *build,
    const struct overlay_values *values, size_t index,
    struct overlay_addition *addition)
{
	static const char *const with_latest[] = {
	    "title", "kind", "role", "due", "latest", NULL};
	static const char *const with_window[] = {
	    "title", "kind", "role", "due", NULL};
	static const char *const foreign[] = {NULL};
	const struct step_values *step = &values->additions[index];
	const struct step_place place = {.list = "add", .step = index};

	step_build_check_keys(build, &place, step->id,
	    step->window != NULL ? with_window : with_latest, foreign);
	addition->after = memory_strdup(step->after);
	addition->step = step_build_run(build, &place, step);
}

static struct date_rule *
take_rule(const struct step_build *build, const struct step_place *place,
    const char *key, const char *text)
{
	struct date_rule rule;

	if (text == NULL)
		return NULL;
	rule = step_build_rule(build, place, key, text);
	return memory_dup(&rule, sizeof(rule));
}

static void
take_title(const struct step_build *build, const struct step_place *place,
    const struct pair_values *values, struct text_pair *ret_title)
{
	const char *const texts[LANGUAGE_COUNT] = {
	    [LANGUAGE_DA] = values->da, [LANGUAGE_EN] = values->en};
	char path[STEP_BUILD_PATH];

	step_build_path(place, "title", path);
	step_build_pair(build, path, values, ret_title);
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		if (texts[i] != NULL)
			continue;
		memory_free_ptr(&ret_title->in[i]);
		ret_title->in[i] = NULL;
	}
}

static void
take_change(const struct step_build *build, const struct overlay_values *values,
    size_t index, struct overlay_change *change)
{
	const struct change_values *from = &values->changes[index];
	const struct step_place place = {.list = "change", .step = index};
	char path[STEP_BUILD_PATH];

	change->step = memory_strdup(from->step);
	change->role = memory_strdup(from->role);
	change->due = take_rule(build, &place, "due", from->due);
	change->latest = take_rule(build, &place, "latest", from->latest);
	if (from->minutes != NULL) {
		int minutes = step_build_number(build, &place, "minutes",
		    from->minutes, STEP_BUILD_MAX_MINUTES);

		change->minutes = memory_dup(&minutes, sizeof(minutes));
	}
	take_title(build, &place, &from->title, &change->title);
	step_build_path(&place, "reminders", path);
	if (position_map_has(build->mistakes->map, path)) {
		struct ladder ladder = reminders_read(
		    build->mistakes, path, &from->reminders, &build->reminders);

		change->ladder = memory_dup(&ladder, sizeof(ladder));
	}
}

static void
check_id(struct mistakes *mistakes, const char *key, const char *id)
{
	if (!step_build_is_id(id))
		mistakes_add(mistakes, key,
		    "'%s' is not an id; use the letters a to z, digits and "
		    "hyphens",
		    id);
}

static char *
take_scope(struct mistakes *mistakes, const char *key, const char *text)
{
	struct error err = ERROR_INIT;

	if (text != NULL &&
	    utf8_check_line(key, text, MAX_SCOPE_CHARS, &err) < 0)
		mistakes_add(mistakes, key, "%s", err.text);
	return memory_strdup(text == NULL ? "" : text);
}

static void
take_head(struct mistakes *mistakes, const struct overlay_values *values,
    struct overlay *overlay)
{
	overlay->id = memory_strdup(values->overlay);
	overlay->base = memory_strdup(values->base);
	overlay->area = take_scope(mistakes, "area", values->area);
	overlay->workplace =
	    take_scope(mistakes, "workplace", values->workplace);
	check_id(mistakes, "overlay", values->overlay);
	check_id(mistakes, "base", values->base);
	if (values->area == NULL && values->workplace == NULL)
		mistakes_add(mistakes, "overlay",
		    "say whom it is for: 'area', or 'workplace' and the "
		    "'area' that it lies in");
}

struct overlay *
overlay_build_run(
    struct mistakes *mistakes, const struct overlay_values *values)
{
	const struct step_build build = {
	    .mistakes = mistakes, .reminders = ladder_default()};
	struct overlay *overlay = memory_alloc(sizeof(*overlay));

	take_head(mistakes, values, overlay);
	overlay->additions =
	    memory_alloc(values->addition_count * sizeof(*overlay->additions));
	overlay->addition_count = values->addition_count;
	for (size_t i = 0; i < values->addition_count; i++)
		take_addition(&build, values, i, &overlay->additions[i]);
	overlay->changes =
	    memory_alloc(values->change_count * sizeof(*overlay->changes));
	overlay->change_count = values->change_count;
	for (size_t i = 0; i < values->change_count; i++)
		take_change(&build, values, i, &overlay->changes[i]);
	overlay->removed =
	    step_build_list(values->removed, values->removed_count);
	overlay->removed_count = values->removed_count;
	return overlay;
}
