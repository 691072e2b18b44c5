/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/overlay.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define KEY_SIZE 32

static void
release_change(struct overlay_change *change)
{
	free(change->step);
	free(change->role);
	free(change->due);
	free(change->latest);
	free(change->minutes);
	free(change->ladder);
	text_pair_release(&change->title);
}

void
overlay_free(struct overlay *overlay)
{
	if (overlay == NULL)
		return;
	for (size_t i = 0; i < overlay->addition_count; i++) {
		free(overlay->additions[i].after);
		programme_release_step(&overlay->additions[i].step);
	}
	for (size_t i = 0; i < overlay->change_count; i++)
		release_change(&overlay->changes[i]);
	for (size_t i = 0; i < overlay->removed_count; i++)
		free(overlay->removed[i]);
	free(overlay->additions);
	free(overlay->changes);
	free(overlay->removed);
	free(overlay->id);
	free(overlay->base);
	free(overlay->area);
	free(overlay->workplace);
	free(overlay);
}

void
overlay_free_ptr(struct overlay **overlay)
{
	overlay_free(*overlay);
	*overlay = NULL;
}

/* An overlay on its way into a programme. */
struct laying {
	const struct overlay *overlay;
	const struct programme *base;
	struct programme *programme;
	overlay_report_fn report;
	void *report_arg;
	size_t mistakes;
};

OB_PRINTF(5, 6)

static void
report(struct laying *laying, const char *list, size_t index,
    const char *member, const char *format, ...)
{
	char key[KEY_SIZE];
	char text[256];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	(void)snprintf(key, sizeof(key), "%s[%zu]%s", list, index, member);
	laying->mistakes++;
	if (laying->report != NULL)
		laying->report(laying->report_arg, key, text);
}

static void
insert(struct programme *programme, size_t at, const struct step *step)
{
	programme->steps = memory_resize(programme->steps,
	    programme->step_count + 1, sizeof(*programme->steps));
	memmove(&programme->steps[at + 1], &programme->steps[at],
	    (programme->step_count - at) * sizeof(*programme->steps));
	programme->steps[at] = step_copy(step);
	programme->step_count++;
}

static void
add(struct laying *laying, size_t index)
{
	const struct overlay_addition *addition =
	    &laying->overlay->additions[index];
	struct programme *programme = laying->programme;
	int after = addition->after == NULL
			? -1
			: programme_find_step(programme, addition->after);
	size_t at = after < 0 ? programme->step_count : (size_t)after + 1;

	if (programme_find_step(programme, addition->step.id) >= 0)
		report(laying, "add", index, ".id",
		    "there is a step '%.80s' already; give this one its own "
		    "id",
		    addition->step.id);
	else if (addition->after != NULL && after < 0)
		report(laying, "add", index, ".after",
		    "there is no step '%.80s' to stand after", addition->after);
	else
		insert(programme, at, &addition->step);
}

static void
replace(char **text, const char *with)
{
	if (with == NULL)
		return;
	free(*text);
	*text = memory_strdup(with);
}

/* A window moves with due, unless latest is given besides. */
static void
change_dates(struct laying *laying, size_t index,
    const struct overlay_change *change, struct step *step)
{
	if (change->due != NULL)
		step->due = *change->due;
	if (change->latest != NULL) {
		step->latest = *change->latest;
		step->window = -1;
	} else if (change->due != NULL && step->window >= 0 &&
		   !date_rule_extend(&step->due, step->window, &step->latest)) {
		report(laying, "change", index, ".due",
		    "it has too many offsets for the step's window of %d "
		    "workdays; give 'latest' besides",
		    step->window);
	}
}

static bool
is_changed_before(const struct overlay *overlay, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(overlay->changes[i].step,
			overlay->changes[index].step) == 0)
			return true;
	return false;
}

static bool
is_removed(const struct overlay *overlay, const char *id)
{
	for (size_t i = 0; i < overlay->removed_count; i++)
		if (strcmp(overlay->removed[i], id) == 0)
			return true;
	return false;
}

static void
change(struct laying *laying, size_t index)
{
	const struct overlay_change *change = &laying->overlay->changes[index];
	int at = programme_find_step(laying->programme, change->step);
	struct step *step;

	if (programme_find_step(laying->base, change->step) < 0 || at < 0) {
		report(laying, "change", index, ".step",
		    "programme '%.80s' has no step '%.80s'", laying->base->id,
		    change->step);
		return;
	}
	if (is_changed_before(laying->overlay, index))
		report(laying, "change", index, ".step",
		    "'%.80s' is changed above already; change it in one place",
		    change->step);
	if (is_removed(laying->overlay, change->step))
		report(laying, "change", index, ".step",
		    "'%.80s' is both changed and removed", change->step);
	step = &laying->programme->steps[at];
	replace(&step->role, change->role);
	change_dates(laying, index, change, step);
	if (change->minutes != NULL)
		step->minutes = *change->minutes;
	if (change->ladder != NULL)
		step->ladder = *change->ladder;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		replace(&step->title.in[i], change->title.in[i]);
}

/* What required the step is planned as if it did not. */
static void
forget_require(struct step *step, const char *id)
{
	size_t kept = 0;

	for (size_t i = 0; i < step->require_count; i++) {
		if (strcmp(step->requires[i], id) == 0)
			free(step->requires[i]);
		else
		step->requires[kept++] = step->requires[i];
	}
	step->require_count = kept;
}

static void
cut_out(struct programme *programme, size_t at)
{
	cleanup_(memory_free_ptr) char *id =
	    memory_strdup(programme->steps[at].id);

	programme_release_step(&programme->steps[at]);
	programme->step_count--;
	memmove(&programme->steps[at], &programme->steps[at + 1],
	    (programme->step_count - at) * sizeof(*programme->steps));
	for (size_t i = 0; i < programme->step_count; i++)
		forget_require(&programme->steps[i], id);
}

static void
take_out(struct laying *laying, size_t index)
{
	const char *id = laying->overlay->removed[index];
	int at = programme_find_step(laying->programme, id);

	if (programme_find_step(laying->base, id) < 0 || at < 0)
		report(laying, "remove", index, "",
		    "programme '%.80s' has no step '%.80s'", laying->base->id,
		    id);
	else if (!laying->programme->steps[at].optional)
		report(laying, "remove", index, "",
		    "'%.80s' is mandatory; only an optional step can be "
		    "removed",
		    id);
	else
		cut_out(laying->programme, (size_t)at);
}

struct programme *
overlay_apply(const struct overlay *overlay, const struct programme *base,
    overlay_report_fn report_fn, void *arg)
{
	cleanup_(programme_free_ptr) struct programme *programme =
	    programme_copy(base);
	struct laying laying = {
	    .overlay = overlay,
	    .base = base,
	    .programme = programme,
	    .report = report_fn,
	    .report_arg = arg,
	};

	for (size_t i = 0; i < overlay->addition_count; i++)
		add(&laying, i);
	for (size_t i = 0; i < overlay->change_count; i++)
		change(&laying, i);
	for (size_t i = 0; i < overlay->removed_count; i++)
		take_out(&laying, i);
	programme->version = 0;
	return laying.mistakes == 0 ? TAKE_PTR(programme) : NULL;
}
