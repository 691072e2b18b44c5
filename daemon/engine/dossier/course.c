/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/dossier/course.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/dossier/dossier.h"
#include "model/role.h"
#include "model/step_repeat.h"

#define NUMBER_MAX STEP_REPEAT_MAX_TIMES
#define OWN_PHASE 2 /* when the leader begins */

bool
course_is_event(const char *step)
{
	return strncmp(step, COURSE_EVENT, strlen(COURSE_EVENT)) == 0;
}

bool
course_is_first_task(const char *step)
{
	return strncmp(step, COURSE_FIRST_TASK, strlen(COURSE_FIRST_TASK)) == 0;
}

bool
course_lacks_first_tasks(
    const struct dossier *dossier, const struct activity *activity)
{
	if (strcmp(activity->step, COURSE_WRITE_TASKS) != 0 ||
	    dossier->version->kind != PROGRAMME_ONBOARDING)
		return false;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *task = &dossier->activities[i];
		enum activity_state state = dossier_state(task);

		if (course_is_first_task(task->step) &&
		    state != ACTIVITY_SKIPPED && state != ACTIVITY_CANCELLED)
			return false;
	}
	return true;
}

bool
course_is_follow_up(const char *step)
{
	return strncmp(step, COURSE_FOLLOW_UP, strlen(COURSE_FOLLOW_UP)) == 0;
}

char *
course_follow_up_step(const char *step, int64_t request_id, const char *role)
{
	return memory_printf(
	    COURSE_FOLLOW_UP "%s.%" PRId64 ".%s", step, request_id, role);
}

struct step
course_occurrence(const struct step *step, int number)
{
	struct step own = step_copy(step);

	free(own.id);
	own.id = memory_printf("%s.%d", step->id, number);
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		free(own.title.in[i]);
		own.title.in[i] =
		    memory_printf("%s (%d)", step->title.in[i], number);
	}
	own.due = step_repeat_due(step, number);
	own.latest = step_repeat_latest(step, number);
	own.repeat = (struct step_repeat){.count = 0};
	return own;
}

/*
 * What no step of the version stands for: a first task with its own words and
 * day, or what was kept of a version that the journey has left.
 */
static struct step
own_words(const struct activity *activity, const char *role, int phase)
{
	struct date_rule day = {
	    .anchor = ANCHOR_DATE, .date = activity->due_rule};

	return (struct step){
	    .id = memory_strdup(activity->step),
	    .phase = phase,
	    .title = {{memory_strdup(activity->title),
		memory_strdup(activity->title)}},
	    .kind = STEP_TASK,
	    .role = memory_strdup(role),
	    .due = day,
	    .latest = day,
	    .window = -1,
	    .only_if = memory_strdup(""),
	    .ladder = ladder_default(),
	};
}

/* The phase of the step whose id, up to the next dot, the text begins with. */
static int
phase_of(const struct programme *version, const char *text)
{
	size_t len = strcspn(text, ".");

	for (size_t i = 0; i < version->step_count; i++) {
		const struct step *step = &version->steps[i];

		if (strlen(step->id) == len && memcmp(step->id, text, len) == 0)
			return step->phase;
	}
	return OWN_PHASE;
}

struct step
course_own_words(const struct dossier *dossier, const struct activity *activity)
{
	if (!course_is_follow_up(activity->step))
		return own_words(activity, ROLE_LEADER, OWN_PHASE);
	return own_words(activity, strrchr(activity->step, '.') + 1,
	    phase_of(
		dossier->version, activity->step + strlen(COURSE_FOLLOW_UP)));
}

size_t
course_add(struct dossier *dossier, struct step step)
{
	struct programme *programme = &dossier->course->programme;

	programme->steps = memory_resize(programme->steps,
	    programme->step_count + 1, sizeof(*programme->steps));
	programme->steps[programme->step_count] = step;
	return programme->step_count++;
}

/* "mentor-loebende.12": the name before the last dot, the number after it. */
static int
split_number(const char *step, size_t *ret_len)
{
	const char *dot = strrchr(step, '.');
	long number;

	if (dot == NULL)
		return 0;
	number = strtol(dot + 1, NULL, 10);
	*ret_len = (size_t)(dot - step);
	return number >= 1 && number <= NUMBER_MAX ? (int)number : 0;
}

int
course_number(const char *step)
{
	size_t len = 0;

	return split_number(step, &len);
}

const struct step *
course_template(const struct dossier *dossier, const char *step)
{
	const struct course *course = dossier->course;
	size_t len = 0;

	if (split_number(step, &len) == 0)
		return NULL;
	for (size_t i = 0; i < course->own_from; i++) {
		const struct step *candidate = &course->programme.steps[i];

		if (candidate->repeat.count > 0 &&
		    strlen(candidate->id) == len &&
		    memcmp(candidate->id, step, len) == 0)
			return candidate;
	}
	return NULL;
}

int
course_stored_position(const struct dossier *dossier, const char *step)
{
	const struct step *template = course_template(dossier, step);
	int position = programme_find_step(&dossier->course->programme, step);

	if (template != NULL)
		return (int)(template - dossier->course->programme.steps);
	if (position >= 0 && (size_t)position < dossier->course->own_from)
		return position;
	return COURSE_OWN_POSITION;
}

static int
add_event(struct dossier *dossier, struct activity *activity, struct error *err)
{
	struct step step;
	int status = course_find_event(dossier, activity->step, &step, err);

	if (status == OB_OK)
		activity->position = (int)course_add(dossier, step);
	return status;
}

static int
add_own(struct dossier *dossier, struct activity *activity, struct error *err)
{
	const struct step *template = course_template(dossier, activity->step);

	if (course_is_event(activity->step))
		return add_event(dossier, activity, err);
	if (template != NULL)
		activity->position = (int)course_add(dossier,
		    course_occurrence(template, course_number(activity->step)));
	else if (activity->title[0] != '\0')
		activity->position = (int)course_add(
		    dossier, course_own_words(dossier, activity));
	else
		return error_set(err, OB_EDB,
		    "the activity '%s' of leader %lld is of no step of its "
		    "programme",
		    activity->step, (long long)activity->journey_id);
	return OB_OK;
}

/* Mostly at the stored position; a version that was moved to has others. */
static int
find_step(const struct programme *version, const struct activity *activity)
{
	int position = activity->position;

	if (position >= 0 && (size_t)position < version->step_count &&
	    strcmp(version->steps[position].id, activity->step) == 0)
		return position;
	return programme_find_step(version, activity->step);
}

int
course_build(struct dossier *dossier, struct error *err)
{
	const struct programme *version = dossier->version;
	struct course *course = memory_alloc(sizeof(*course));
	size_t room = version->step_count + dossier->activity_count;
	int status = OB_OK;

	course->programme = *version;
	course->programme.steps =
	    memory_alloc((room + 1) * sizeof(struct step));
	memcpy(course->programme.steps, version->steps,
	    version->step_count * sizeof(struct step));
	course->own_from = version->step_count;
	dossier->course = course;
	dossier->programme = &course->programme;
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		activity->position = find_step(version, activity);
		if (activity->position < 0)
			status = add_own(dossier, activity, err);
	}
	return status;
}

void
course_free(struct course *course)
{
	if (course == NULL)
		return;
	for (size_t i = course->own_from; i < course->programme.step_count; i++)
		programme_release_step(&course->programme.steps[i]);
	free(course->programme.steps);
	free(course);
}
