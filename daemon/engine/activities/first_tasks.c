/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/first_tasks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/activities.h"
#include "engine/activities/rules.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/views.h"
#include "engine/planning/planning.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

#define TITLE_MAX 200
#define GOAL_MAX 1000

static bool
is_given_up(const struct activity *activity)
{
	enum activity_state state = dossier_state(activity);

	return state == ACTIVITY_SKIPPED || state == ACTIVITY_CANCELLED;
}

struct date
first_tasks_last_day(const struct dossier *dossier)
{
	return dossier_after_pauses(
	    dossier, date_add_months(dossier_first_workday(dossier), 1));
}

static bool
is_in_time(const struct dossier *dossier, const struct activity *activity)
{
	return dossier_state(activity) == ACTIVITY_DONE ||
	       !date_before(first_tasks_last_day(dossier), activity->planned);
}

static size_t
count_all(const struct dossier *dossier)
{
	size_t count = 0;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (course_is_first_task(activity->step) &&
		    !is_given_up(activity))
			count++;
	}
	return count;
}

size_t
first_tasks_count(const struct dossier *dossier)
{
	size_t count = 0;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (course_is_first_task(activity->step) &&
		    !is_given_up(activity) && is_in_time(dossier, activity))
			count++;
	}
	return count;
}

int
first_tasks_check_day(const struct dossier *dossier, const char *field,
    struct date day, struct error *err)
{
	struct date last = first_tasks_last_day(dossier);
	char text[DATE_TEXT_SIZE];
	char last_text[DATE_TEXT_SIZE];

	if (!date_before(last, day))
		return OB_OK;
	return error_refuse(err, OB_EINVALID, field, "first_month",
	    "'%s' comes too late: a first task is done within a month of the "
	    "first working day, by %s",
	    date_format(day, text), date_format(last, last_text));
}

/* Workdays from one day to another, which may be the earlier one. */
static int
distance(const struct dossier *dossier, struct date from, struct date to)
{
	if (date_before(to, from))
		return -workday_between(dossier->calendar, to, from);
	return workday_between(dossier->calendar, from, to);
}

void
first_tasks_follow(struct dossier *dossier, struct date was)
{
	struct date first = dossier_first_workday(dossier);
	struct date from = workday_next(dossier->calendar, was);
	struct date last =
	    workday_back(dossier->calendar, first_tasks_last_day(dossier));

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		struct step *step =
		    &dossier->course->programme.steps[activity->position];
		struct date stood =
		    activity->is_moved ? activity->planned : activity->due_rule;

		if (!course_is_first_task(activity->step) ||
		    !activity_is_open(dossier_state(activity)))
			continue;
		step->due.date =
		    date_min(last, workday_add(dossier->calendar, first,
				       distance(dossier, from, stood)));
		step->latest.date = step->due.date;
	}
}

/* One more than any that was ever there. */
static long
next_number(const struct dossier *dossier)
{
	long number = 1;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const char *step = dossier->activities[i].step;
		long used;

		if (!course_is_first_task(step))
			continue;
		used = strtol(step + strlen(COURSE_FIRST_TASK), NULL, 10);
		if (used >= number)
			number = used + 1;
	}
	return number;
}

int
first_tasks_check_texts(
    const struct first_task_request *request, struct error *err)
{
	int status;

	if (request->title == NULL)
		return error_refuse(err, OB_EINVALID, "title", "missing",
		    "say what the task is");
	if (request->goal == NULL)
		return error_refuse(err, OB_EINVALID, "goal", "missing",
		    "a first task needs a goal: what is to be reached?");
	if (request->seen_by == NULL)
		return error_refuse(err, OB_EINVALID, "seen_by", "missing",
		    "say how it is seen that the goal is reached");
	status = utf8_check_line("title", request->title, TITLE_MAX, err);
	if (status == OB_OK)
		status = utf8_check_text("goal", request->goal, GOAL_MAX, err);
	if (status == OB_OK)
		status =
		    utf8_check_text("seen_by", request->seen_by, GOAL_MAX, err);
	return status;
}

static int
read_due(const struct dossier *dossier, const char *text, struct date *ret_due,
    struct error *err)
{
	struct date due;
	int status;

	if (text == NULL)
		return error_refuse(
		    err, OB_EINVALID, "due", "missing", "say by which day");
	status = date_parse(text, &due, err);
	if (status != OB_OK)
		return error_name_field(err, "due");
	if (date_before(due, core_today(dossier->engine)))
		return error_refuse(err, OB_EINVALID, "due", "past",
		    "'%s' lies in the past", text);
	if (planning_is_after_last_day(dossier, due))
		return error_refuse(err, OB_EINVALID, "due", "after_last_day",
		    "'%s' comes after the leader's last working day", text);
	status = first_tasks_check_day(dossier, "due", due, err);
	if (status == OB_OK)
		*ret_due = due;
	return status;
}

static int
check_room(const struct dossier *dossier, struct error *err)
{
	if (count_all(dossier) < FIRST_TASKS_MAX)
		return OB_OK;
	return error_refuse(err, OB_ECONFLICT, "", "first_tasks_full",
	    "there are %d first tasks already; skip one of them first",
	    FIRST_TASKS_MAX);
}

int
first_tasks_check_reopening(const struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	if (!course_is_first_task(activity->step) || !is_given_up(activity))
		return OB_OK;
	return check_room(dossier, err);
}

int
first_tasks_check_title(const struct dossier *dossier, int64_t except,
    const char *title, struct error *err)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (course_is_first_task(activity->step) &&
		    !is_given_up(activity) && activity->id != except &&
		    strcmp(activity->title, title) == 0)
			return error_refuse(err, OB_ECONFLICT, "title",
			    "first_task_twice",
			    "the first task '%s' is there already", title);
	}
	return OB_OK;
}

static int
check_journey(const struct dossier *dossier,
    const struct first_task_request *request, struct error *err)
{
	const char *state = dossier->journey.state;
	int status;

	if (strcmp(state, "ended") == 0 || strcmp(state, "cancelled") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "journey_over",
		    "the journey is %s; it gets no more tasks", state);
	if (dossier->version->kind != PROGRAMME_ONBOARDING)
		return error_refuse(err, OB_ECONFLICT, "", "only_introduction",
		    "only an introduction has first tasks");
	status = first_tasks_check_title(dossier, 0, request->title, err);
	return status == OB_OK ? check_room(dossier, err) : status;
}

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

static bool
is_taken(const struct dossier *dossier, struct date day)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (course_is_first_task(activity->step) &&
		    activity_is_open(dossier_state(activity)) &&
		    activity->planned.day == day.day)
			return true;
	}
	return false;
}

/*
 * Two that are due on different closed days stand on different workdays before
 * them, too.
 */
static struct date
day_for(const struct dossier *dossier, struct date due)
{
	const struct workday_calendar *calendar = dossier->calendar;
	struct date earliest = date_max(
	    core_today(dossier->engine), dossier_first_workday(dossier));
	struct date day = workday_back(calendar, due);

	if (day.day == due.day || !is_taken(dossier, day))
		return due;
	while (!date_before(day, earliest) && is_taken(dossier, day))
		day = workday_back(calendar, date_add_days(day, -1));
	return date_before(day, earliest) ? due : day;
}

static const struct journey_pause *
pause_of(const struct dossier *dossier, struct date day)
{
	for (size_t i = 0; i < dossier->pause_count; i++) {
		const struct journey_pause *pause = &dossier->pauses[i];

		if (!date_before(day, pause->from_day) &&
		    !date_before(pause->until_day, day))
			return pause;
	}
	return NULL;
}

/* The last workday on or before a day that no pause takes. */
static struct date
before_pauses(const struct dossier *dossier, struct date day)
{
	const struct journey_pause *pause;

	day = workday_back(dossier->calendar, day);
	while ((pause = pause_of(dossier, day)) != NULL)
		day = workday_back(
		    dossier->calendar, date_add_days(pause->from_day, -1));
	return day;
}

static int
refuse_after_last_day(
    const struct dossier *dossier, struct date asked, struct error *err)
{
	char text[DATE_TEXT_SIZE];
	char last_text[DATE_TEXT_SIZE];

	return error_refuse(err, OB_EINVALID, "due", "first_task_no_day",
	    "no workday is left for '%s': up to the leader's last day, %s, all "
	    "are closed or in a pause; resume the journey first, or leave the "
	    "task out",
	    date_format(asked, text),
	    date_format(dossier->journey.last_day, last_text));
}

/*
 * A pause puts a task off; one that lasts until the leader leaves brings it
 * forward.
 */
static int
plan(struct dossier *dossier, struct activity *activity, struct date asked,
    struct error *err)
{
	struct step *step =
	    &dossier->course->programme.steps[activity->position];
	struct date day = before_pauses(dossier, step->due.date);
	int status = planning_plan_draft(dossier, activity, err);

	if (status != OB_OK ||
	    !planning_is_after_last_day(dossier, activity->planned))
		return status;
	if (date_before(day, dossier_first_workday(dossier)))
		return refuse_after_last_day(dossier, asked, err);
	step->due.date = day;
	step->latest.date = day;
	status = planning_plan_draft(dossier, activity, err);
	if (status == OB_OK &&
	    planning_is_after_last_day(dossier, activity->planned))
		status = refuse_after_last_day(dossier, asked, err);
	return status;
}

/* Whether it made way for another first task, and not for a pause. */
static bool
is_apart(const struct dossier *dossier, const struct activity *activity,
    struct date asked)
{
	return activity->due_rule.day != asked.day &&
	       pause_of(dossier, workday_back(dossier->calendar, asked)) ==
		   NULL;
}

/* Why it stands on another day than was asked for. */
static int
add_moved(const struct dossier *dossier, const struct activity *activity,
    struct date asked, json_t *view, struct error *err)
{
	enum language language = dossier->engine->settings->language;
	const struct catalogue *catalogue =
	    dossier->engine->catalogues[language];
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	char asked_text[DATES_TEXT_SIZE];
	char planned_text[DATES_TEXT_SIZE];
	char iso[DATE_TEXT_SIZE];
	json_auto_t *words = json_pack("{s:s, s:s, s:b}", "asked",
	    dates_text_long(language, asked, asked_text), "planned",
	    dates_text_long(language, activity->planned, planned_text),
	    "is_apart", (int)is_apart(dossier, activity, asked));
	int status;

	if (activity->planned.day == asked.day)
		return OB_OK;
	status = catalogue_format(catalogue,
	    workday_is(dossier->calendar, asked) ? "first-task.moved"
						 : "first-task.closed",
	    words, &text, err);
	if (status == OB_OK)
		(void)json_object_set_new(view, "moved",
		    json_pack("{s:s, s:s}", "asked", date_format(asked, iso),
			"text", text.buf));
	return status;
}

/* Plans it on its day; nothing else moves. */
static int
add(struct dossier *dossier, const struct first_task_request *request,
    struct date due, int64_t *ret_id, struct error *err)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf(COURSE_FIRST_TASK "%ld", next_number(dossier));
	cleanup_(memory_free_ptr) char *title = memory_strdup(request->title);
	const struct activity words = {
	    .step = name, .title = title, .due_rule = day_for(dossier, due)};
	size_t position =
	    course_add(dossier, course_own_words(dossier, &words));
	struct activity *activity = planning_draft(dossier, position);
	int status;

	set_text(&activity->title, request->title);
	set_text(&activity->goal, request->goal);
	set_text(&activity->seen_by, request->seen_by);
	status = plan(dossier, activity, due, err);
	if (status == OB_OK)
		status = planning_store_new(dossier, activity, err);
	if (status == OB_OK)
		*ret_id = activity->id;
	return status;
}

int
first_tasks_add(struct engine *engine, const char *actor, int64_t journey_id,
    const struct first_task_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct date due = DATE_NONE;
	json_auto_t *view = json_object();
	json_t *rules = NULL;
	int64_t id = 0;
	int status = first_tasks_check_texts(request, err);

	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = dossier_load(engine, journey_id, &dossier, err);
	if (status == OB_OK)
		status = check_journey(&dossier, request, err);
	if (status == OB_OK)
		status = read_due(&dossier, request->due, &due, err);
	if (status == OB_OK)
		status = add(&dossier, request, due, &id, err);
	if (status != OB_OK)
		return status;
	core_touch(engine, journey_id);
	status = change_audit(&change, "add-first-task",
	    SUBJECT("activity", id), NULL,
	    views_activity(&dossier, dossier_activity_by_id(&dossier, id)),
	    err);
	if (status == OB_OK)
		status = activities_fulfil(&change, &dossier,
		    COURSE_WRITE_TASKS, core_now(engine), err);
	if (status == OB_OK)
		status = rules_view(&dossier, &rules, err);
	if (status == OB_OK)
		(void)json_object_set_new(view, "rules", rules);
	if (status == OB_OK)
		status = add_moved(&dossier,
		    dossier_activity_by_id(&dossier, id), due, view, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(view, "activity",
	    views_activity(&dossier, dossier_activity_by_id(&dossier, id)));
	*ret_view = TAKE_PTR(view);
	return OB_OK;
}
