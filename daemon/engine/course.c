/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/course.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/recurrence.h"
#include "engine/dossier.h"
#include "model/role.h"

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

static char **
copy_texts(char *const *texts, size_t count)
{
	char **copy = memory_alloc((count + 1) * sizeof(*copy));

	for (size_t i = 0; i < count; i++)
		copy[i] = memory_strdup(texts[i]);
	return copy;
}

static char *
copy_text(const char *text)
{
	return text == NULL ? NULL : memory_strdup(text);
}

/* Each so many units later, in the rule's own words. */
static struct date_rule
later_rule(struct date_rule rule, int count, enum date_unit unit)
{
	int last = rule.term_count - 1;

	if (count == 0)
		return rule;
	if ((last < 0 || rule.terms[last].unit != unit) &&
	    rule.term_count < DATE_RULE_TERMS) {
		rule.terms[rule.term_count].count = count;
		rule.terms[rule.term_count].unit = unit;
		rule.term_count++;
		return rule;
	}
	rule.terms[last].count += count;
	return rule;
}

struct step
course_occurrence(const struct step *step, int number)
{
	int later = (number - 1) * step->repeat.count;
	struct step own = *step;

	own.id = memory_printf("%s.%d", step->id, number);
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		own.title.in[i] =
		    memory_printf("%s (%d)", step->title.in[i], number);
		own.guide.in[i] = copy_text(step->guide.in[i]);
	}
	own.role = memory_strdup(step->role);
	own.participants =
	    copy_texts(step->participants, step->participant_count);
	own.requires = copy_texts(step->requires, step->require_count);
	own.only_if = memory_strdup(step->only_if);
	own.mail_to = copy_text(step->mail_to);
	own.due = later_rule(step->due, later, step->repeat.unit);
	own.repeat = (struct step_repeat){.count = 0};
	if (step->window >= 0)
		own.latest = later_rule(own.due, step->window, UNIT_WORKDAYS);
	return own;
}

/*
 * What no step of the version stands for: a first task with its own words and
 * day, or what was kept of a version that the journey has left.
 */
struct step
course_own_words(const struct activity *activity)
{
	struct date_rule day = {
	    .anchor = ANCHOR_DATE, .date = activity->due_rule};

	return (struct step){
	    .id = memory_strdup(activity->step),
	    .phase = 2,
	    .title = {{memory_strdup(activity->title),
		memory_strdup(activity->title)}},
	    .kind = STEP_TASK,
	    .role = memory_strdup(ROLE_LEADER),
	    .due = day,
	    .latest = day,
	    .window = -1,
	    .only_if = memory_strdup(""),
	    .ladder = ladder_default(),
	};
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
occurrence_number(const char *step, size_t *ret_len)
{
	const char *dot = strrchr(step, '.');
	long number;

	if (dot == NULL)
		return 0;
	number = strtol(dot + 1, NULL, 10);
	*ret_len = (size_t)(dot - step);
	return number >= 1 && number <= RECURRENCE_MAX ? (int)number : 0;
}

const struct step *
course_template(const struct dossier *dossier, const char *step)
{
	const struct course *course = dossier->course;
	size_t len = 0;

	if (occurrence_number(step, &len) == 0)
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
	size_t len = 0;

	if (course_is_event(activity->step))
		return add_event(dossier, activity, err);
	if (template != NULL)
		activity->position = (int)course_add(
		    dossier, course_occurrence(template,
				 occurrence_number(activity->step, &len)));
	else if (activity->title[0] != '\0')
		activity->position =
		    (int)course_add(dossier, course_own_words(activity));
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

int
course_count_occurrences(const struct dossier *dossier, const struct step *step,
    size_t *ret_count, struct error *err)
{
	struct date_anchors anchors = dossier_anchors(dossier);
	struct date days[RECURRENCE_MAX];
	const struct recurrence recurrence = {
	    .first =
		date_rule_evaluate(&step->due, &anchors, dossier->calendar),
	    .every = step->repeat.count,
	    .unit = step->repeat.unit,
	    .until = date_rule_evaluate(
		&step->repeat.until, &anchors, dossier->calendar),
	};

	return recurrence_list(&recurrence, days, ret_count, err);
}
