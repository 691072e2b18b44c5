/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_first_tasks.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/naming.h"
#include "engine/pages/page_access.h"
#include "engine/pages/page_activity.h"
#include "engine/pages/page_reader.h"
#include "store/page_store.h"
#include "store/person_store.h"
#include "text/dates_text.h"

#define GUIDE_DAYS 21 /* after the first workday, as the guide's example */

/* The page of one person for one journey. */
struct writing {
	struct page page;
	struct person person;
	struct dossier dossier;
	struct page_reader reader;
};

static void
writing_release(struct writing *writing)
{
	page_store_release(&writing->page);
	person_store_release(&writing->person);
	dossier_release(&writing->dossier);
}

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static void
set_text(json_t *view, const char *name, const char *text)
{
	set(view, name, json_string(text == NULL ? "" : text));
}

static int
open_journey(struct engine *engine, int64_t journey_id, struct writing *writing,
    struct error *err)
{
	int status = dossier_load(engine, journey_id, &writing->dossier, err);

	if (status == OB_ENOTFOUND)
		return page_access_lacks(err);
	if (status == OB_OK && !first_tasks_is_writer(&writing->dossier,
				   writing->reader.acting, writing->person.id))
		return page_access_lacks(err);
	return status;
}

static int
open_page(struct engine *engine, const struct page_first_tasks_form *form,
    struct writing *writing, struct error *err)
{
	int status = page_access_find(
	    engine, PAGE_PERSON, form->token, &writing->page, err);

	if (status == OB_OK)
		status = person_store_find(engine->store,
		    writing->page.person_id, &writing->person, err);
	if (status == OB_OK)
		status = page_reader_init(engine, &writing->person, "p",
		    form->token, &writing->reader, err);
	if (status == OB_OK)
		status = open_journey(engine, form->journey_id, writing, err);
	return status;
}

/* What the form of a new one begins with; a day that has passed is none. */
static char *
likely_day(const struct dossier *dossier)
{
	struct date day = date_min(first_tasks_last_day(dossier),
	    date_add_days(dossier_first_workday(dossier), GUIDE_DAYS));
	char iso[DATE_TEXT_SIZE];

	return memory_strdup(date_before(day, core_today(dossier->engine))
				 ? ""
				 : date_format(day, iso));
}

/* The fields of one form: those of a task, NULL for a new one. */
static json_t *
fields_view(const struct writing *writing, const struct activity *task)
{
	struct date last = first_tasks_last_day(&writing->dossier);
	cleanup_(memory_free_ptr) char *likely = likely_day(&writing->dossier);
	char iso[DATE_TEXT_SIZE];
	char last_iso[DATE_TEXT_SIZE];
	char until[DATES_TEXT_SIZE];
	json_t *view = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s}", "task",
	    (json_int_t)(task == NULL ? 0 : task->id), "typed_title",
	    task == NULL ? "" : task->title, "typed_goal",
	    task == NULL ? "" : task->goal, "typed_seen_by",
	    task == NULL ? "" : task->seen_by, "typed_due",
	    task == NULL ? likely : date_format(task->planned, iso), "due_max",
	    date_format(last, last_iso), "due_until",
	    dates_text_long(writing->reader.language, last, until));
	static const char *const blank[] = {"title_error", "goal_error",
	    "seen_by_error", "due_error", "reason_error", "typed_reason"};

	for (size_t i = 0; i < ARRAY_LEN(blank); i++)
		set_text(view, blank[i], "");
	set(view, "is_refused", json_false());
	set(view, "is_kept", json_false());
	return view;
}

/* The typed words stand in the form that was sent. */
static void
keep_typed(const struct page_first_tasks_form *form, json_t *fields)
{
	if (form->verb == NULL || json_integer_value(json_object_get(
				      fields, "task")) != form->task_id)
		return;
	if (strcmp(form->verb, "remove") == 0) {
		set(fields, "is_kept", json_true());
		set_text(fields, "typed_reason", form->reason);
		return;
	}
	set(fields, "is_refused", json_true());
	set_text(fields, "typed_title", form->task.title);
	set_text(fields, "typed_goal", form->task.goal);
	set_text(fields, "typed_seen_by", form->task.seen_by);
	set_text(fields, "typed_due", form->task.due);
}

static bool
stands(const struct activity *activity)
{
	enum activity_state state = dossier_state(activity);

	return course_is_first_task(activity->step) &&
	       state != ACTIVITY_SKIPPED && state != ACTIVITY_CANCELLED;
}

/* As everybody reads it, and its form as long as it can be changed. */
static json_t *
task_view(const struct writing *writing,
    const struct page_first_tasks_form *form, const struct activity *task)
{
	json_t *facts =
	    page_activity_facts(&writing->dossier, task, &writing->reader);
	json_t *view = fields_view(writing, task);

	keep_typed(form, view);
	set_text(view, "task_title", task->title);
	set_text(view, "goal", task->goal);
	set_text(view, "seen_by", task->seen_by);
	(void)json_object_set(view, "when", json_object_get(facts, "when"));
	(void)json_object_set(
	    view, "state_text", json_object_get(facts, "state_text"));
	(void)json_object_set(
	    view, "outcome", json_object_get(facts, "outcome"));
	set(view, "is_open",
	    json_boolean(activity_is_open(dossier_state(task))));
	json_decref(facts);
	return view;
}

static void
add_tasks(const struct writing *writing,
    const struct page_first_tasks_form *form, json_t *view)
{
	const struct dossier *dossier = &writing->dossier;
	json_t *list = json_array();
	json_t *fresh = fields_view(writing, NULL);

	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (stands(&dossier->activities[i]))
			(void)json_array_append_new(list,
			    task_view(writing, form, &dossier->activities[i]));
	}
	keep_typed(form, fresh);
	set(view, "has_room",
	    json_boolean(json_array_size(list) < FIRST_TASKS_MAX));
	set(view, "tasks", list);
	set(view, "new_task", fresh);
}

static void
add_addresses(const struct writing *writing, json_t *view)
{
	cleanup_(memory_free_ptr) char *tail = memory_printf(
	    "/journeys/%" PRId64 "/first-tasks", writing->dossier.journey.id);
	cleanup_(memory_free_ptr) char *url =
	    page_reader_url(&writing->reader, tail);
	cleanup_(memory_free_ptr) char *back_url =
	    page_reader_url(&writing->reader, "");

	set_text(view, "save_url", url);
	set_text(view, "back_url", back_url);
}

int
page_first_tasks_view(struct engine *engine,
    const struct page_first_tasks_form *form, json_t **ret_view,
    struct error *err)
{
	cleanup_(writing_release) struct writing writing = {0};
	cleanup_(memory_free_ptr) char *name = NULL;
	json_t *view;
	int status = open_page(engine, form, &writing, err);

	if (status != OB_OK)
		return status;
	name = naming_short(&writing.dossier);
	view = page_reader_view(
	    engine, &writing.reader, &writing.person, "page.write_tasks_title");
	set_text(view, "leader_first_name", name);
	add_addresses(&writing, view);
	add_tasks(&writing, form, view);
	return page_access_seal(
	    engine, &writing.page, false, view, ret_view, err);
}

/* The form of the task; of a new one, and of one that is gone, the empty one.
 */
static json_t *
find_fields(const json_t *view, int64_t task_id)
{
	json_t *task;
	size_t i;

	json_array_foreach(json_object_get(view, "tasks"), i, task)
	{
		if (json_integer_value(json_object_get(task, "task")) ==
		    task_id)
			return task;
	}
	return json_object_get(view, "new_task");
}

void
page_first_tasks_mark(const struct page_first_tasks_form *form,
    const char *field, const char *text, json_t *view)
{
	json_t *fields = find_fields(view, form->task_id);
	cleanup_(memory_free_ptr) char *name = memory_printf("%s_error", field);
	bool is_field = json_object_get(fields, name) != NULL;
	cleanup_(memory_free_ptr) char *place =
	    is_field ? memory_printf("task-%s-%" PRId64, field,
			   (int64_t)json_integer_value(
			       json_object_get(fields, "task")))
		     : memory_strdup("tasks");

	if (is_field)
		set_text(fields, name, text);
	set_text(view, "problem", text);
	set_text(view, "problem_id", place);
}

static bool
is_same(const char *text, const char *sent)
{
	return sent != NULL && strcmp(text, sent) == 0;
}

/* What the form asks for when it comes twice; NULL when it does not. */
static const struct activity *
find_same(const struct dossier *dossier, const struct first_task_request *task)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *other = &dossier->activities[i];

		if (stands(other) && is_same(other->title, task->title) &&
		    is_same(other->goal, task->goal) &&
		    is_same(other->seen_by, task->seen_by))
			return other;
	}
	return NULL;
}

/* Of a closed day it stands on one of the workdays before it. */
static bool
has_day(const struct dossier *dossier, const struct activity *task,
    struct date asked)
{
	const struct workday_calendar *calendar = dossier->calendar;

	if (task->planned.day == asked.day || task->due_rule.day == asked.day)
		return true;
	return !workday_is(calendar, asked) &&
	       date_before(task->planned, asked) &&
	       workday_between(calendar, task->planned, asked) <
		   FIRST_TASKS_MAX;
}

static int
act_add(const struct writing *writing, const char *actor,
    const struct page_first_tasks_form *form, json_t **ret_view,
    struct error *err)
{
	const struct dossier *dossier = &writing->dossier;
	const struct activity *same = find_same(dossier, &form->task);
	struct first_task_place place = {form->journey_id, 0};
	struct date due = DATE_NONE;

	if (same != NULL && form->task.due != NULL &&
	    date_parse(form->task.due, &due, NULL) == OB_OK) {
		if (has_day(dossier, same, due))
			return OB_OK;
		place.activity_id = same->id;
		return first_tasks_edit(
		    dossier->engine, actor, &place, &form->task, ret_view, err);
	}
	return first_tasks_add(writing->dossier.engine, actor, form->journey_id,
	    &form->task, ret_view, err);
}

static int
act_edit(const struct writing *writing, const char *actor,
    const struct page_first_tasks_form *form, json_t **ret_view,
    struct error *err)
{
	const struct first_task_place place = {form->journey_id, form->task_id};

	return first_tasks_edit(
	    writing->dossier.engine, actor, &place, &form->task, ret_view, err);
}

static int
act_remove(const struct writing *writing, const char *actor,
    const struct page_first_tasks_form *form, json_t **ret_view,
    struct error *err)
{
	const struct activity *task =
	    dossier_activity_by_id(&writing->dossier, form->task_id);
	char reference[24];

	if (task == NULL || !course_is_first_task(task->step))
		return page_access_lacks(err);
	if (dossier_state(task) == ACTIVITY_SKIPPED)
		return OB_OK;
	(void)snprintf(reference, sizeof(reference), "%" PRId64, form->task_id);
	return activities_skip(writing->dossier.engine, actor,
	    &(struct activity_request){
		.reference = reference, .note = form->reason},
	    ret_view, err);
}

static const struct {
	const char *name;
	int (*act)(const struct writing *writing, const char *actor,
	    const struct page_first_tasks_form *form, json_t **ret_view,
	    struct error *err);
} verbs[] = {
    {"add", act_add},
    {"edit", act_edit},
    {"remove", act_remove},
};

int
page_first_tasks_act(struct engine *engine,
    const struct page_first_tasks_form *form, struct error *err)
{
	cleanup_(page_access_release) struct page_access_form opened = {0};
	cleanup_(writing_release) struct writing writing = {0};
	json_auto_t *view = NULL;
	int status = page_access_open_form(
	    engine, PAGE_PERSON, form->token, form->csrf, &opened, err);

	if (status == OB_OK)
		status = open_page(engine, form, &writing, err);
	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (form->verb != NULL &&
		    strcmp(verbs[i].name, form->verb) == 0)
			return verbs[i].act(
			    &writing, opened.actor, form, &view, err);
	}
	return error_set_field(
	    err, OB_EINVALID, "verb", "the form is not from this page");
}
