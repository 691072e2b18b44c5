/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/core/core.h"
#include "engine/dossier/answering.h"
#include "engine/dossier/course.h"
#include "engine/dossier/views.h"
#include "engine/journeys/journey_change.h"
#include "engine/notices/step_mails.h"
#include "text/catalogue.h"

/*
 * What can be done with an activity that was late from the start.  A mail that
 * goes out before the first day only is left out when it is to go now; and
 * when all the rest is done, so is what is done by answering a survey that
 * nobody was sent, or by writing a first task.
 */
enum choice {
	CHOICE_NONE,
	CHOICE_NOW,
	CHOICE_DONE,
	CHOICE_SKIP,
	CHOICE_NOT_SENT,
	CHOICE_NOT_ASKED,
	CHOICE_NO_TASKS
};

static const char *const choice_names[] = {
    "", "now", "done", "skip", "skip", "skip", "skip"};
static const char *const choice_notes[] = {"", "", "late.done", "late.skip",
    "late.not-sent", "late.not-asked", "late.no-tasks"};

static bool
is_late(const struct activity *activity)
{
	return activity_is_open(dossier_state(activity)) &&
	       (activity->flags & (int)FLAG_LATE_START) != 0;
}

static size_t
count_late(const struct dossier *dossier)
{
	size_t count = 0;

	for (size_t i = 0; i < dossier->activity_count; i++)
		count += is_late(&dossier->activities[i]) ? 1 : 0;
	return count;
}

static int
check_done(const struct dossier *dossier, const struct activity *activity,
    struct error *err)
{
	bool was_missed = false;
	int status = activities_check_by_hand(dossier, activity, err);

	if (status == OB_OK)
		status =
		    answering_was_missed(dossier, activity, &was_missed, err);
	if (status != OB_OK || !was_missed)
		return status;
	return error_refuse(err, OB_ECONFLICT, "", "survey_missed",
	    "'%s' is done by answering its survey, which nobody was sent; "
	    "settle it as now to send it, or skip it",
	    activity->step);
}

static int
choose_step(const struct dossier *dossier, enum choice *choices,
    enum choice choice, const char *step, struct error *err)
{
	const char *field = choice_names[choice];
	const struct activity *activity = dossier_activity(dossier, step);
	size_t at;
	int status;

	if (activity == NULL)
		return error_set_field(err, OB_ENOTFOUND, field,
		    "the leader has no activity '%.80s'", step);
	if (!is_late(activity))
		return error_refuse(err, OB_ECONFLICT, field, "late_settled",
		    "'%s' was not late when the leader was added, or is "
		    "settled",
		    step);
	at = (size_t)(activity - dossier->activities);
	if (choices[at] != CHOICE_NONE)
		return error_refuse(err, OB_EINVALID, field, "late_twice",
		    "'%s' is named twice", step);
	choices[at] = choice;
	status =
	    choice == CHOICE_DONE ? check_done(dossier, activity, err) : OB_OK;
	return status == OB_OK || err == NULL ? status
					      : error_name_field(err, field);
}

/* "step,step": blanks around a comma do no harm. */
static int
read_steps(const struct dossier *dossier, enum choice *choices,
    enum choice choice, const char *list, struct error *err)
{
	int status = OB_OK;

	while (status == OB_OK && list != NULL && *list != '\0') {
		size_t len = strcspn(list, ", ");
		cleanup_(memory_free_ptr) char *step =
		    memory_strndup(list, len);

		if (len > 0)
			status =
			    choose_step(dossier, choices, choice, step, err);
		list += len;
		list += strspn(list, ", ");
	}
	return status;
}

static int
read_rest(const char *rest, enum choice *ret_choice, struct error *err)
{
	*ret_choice = CHOICE_NONE;
	if (rest == NULL)
		return OB_OK;
	for (size_t i = CHOICE_NOW; i < ARRAY_LEN(choice_names); i++) {
		if (strcmp(rest, choice_names[i]) != 0)
			continue;
		*ret_choice = (enum choice)i;
		return OB_OK;
	}
	return error_refuse(err, OB_EINVALID, "rest", "late_word",
	    "'%.40s' says nothing of what was late; use now, done or skip",
	    rest);
}

/* What was not named is never refused: somebody has to answer what was sent. */
static int
choose_rest(const struct dossier *dossier, const struct activity *activity,
    enum choice rest, enum choice *ret_choice, struct error *err)
{
	enum answering answering = ANSWERING_NONE;
	bool was_missed = false;
	int status = OB_OK;

	*ret_choice = rest;
	if (rest != CHOICE_DONE)
		return OB_OK;
	status = answering_of(dossier, activity, &answering, err);
	if (status == OB_OK)
		status =
		    answering_was_missed(dossier, activity, &was_missed, err);
	if (answering == ANSWERING_ASKED)
		*ret_choice = CHOICE_NOW;
	else if (was_missed)
		*ret_choice = CHOICE_NOT_ASKED;
	else if (course_lacks_first_tasks(dossier, activity))
		*ret_choice = CHOICE_NO_TASKS;
	return status;
}

static int
read_choices(const struct dossier *dossier, const struct late_request *request,
    enum choice *choices, struct error *err)
{
	enum choice rest = CHOICE_NONE;
	int status = read_rest(request->rest, &rest, err);

	if (status == OB_OK)
		status =
		    read_steps(dossier, choices, CHOICE_NOW, request->now, err);
	if (status == OB_OK)
		status = read_steps(
		    dossier, choices, CHOICE_DONE, request->done, err);
	if (status == OB_OK)
		status = read_steps(
		    dossier, choices, CHOICE_SKIP, request->skip, err);
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];

		if (choices[i] == CHOICE_NONE && is_late(activity))
			status = choose_rest(
			    dossier, activity, rest, &choices[i], err);
	}
	return status;
}

static const char *
note_of(const struct dossier *dossier, enum choice choice)
{
	const struct engine *engine = dossier->engine;

	return catalogue_get(engine->catalogues[engine->settings->language],
	    choice_notes[choice]);
}

/*
 * It was done elsewhere, or is left out, whatever it waits for here: a held
 * activity may be settled, too.
 */
static int
settle(struct change *change, struct dossier *dossier,
    struct activity *activity, enum choice choice, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *from = activity->state;
	const struct settlement settlement = {
	    .activity_id = activity->id,
	    .state = choice == CHOICE_DONE ? ACTIVITY_DONE : ACTIVITY_SKIPPED,
	    .at = core_now(engine),
	    .note = note_of(dossier, choice),
	};
	int status;

	activity->state = memory_strdup(activity_state_name(ACTIVITY_PLANNED));
	activity->flags &= ~(int)FLAG_LATE_START;
	status = activity_store_update(engine->store, activity, from, err);
	if (status == OB_OK && choice != CHOICE_NOW)
		return activities_settle(change, dossier, &settlement, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "do-late",
	    SUBJECT("activity", activity->id), NULL,
	    views_activity(dossier, activity), err);
}

int
journeys_choose_late(struct change *change, struct dossier *dossier,
    const struct late_request *request, json_t *settled, struct error *err)
{
	size_t count = dossier->activity_count;
	cleanup_(memory_free_ptr) enum choice *choices =
	    memory_alloc((count + 1) * sizeof(*choices));
	int status = read_choices(dossier, request, choices, err);

	/* Settling one may bring occurrences, which stand behind these. */
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct activity *activity = &dossier->activities[i];
		json_t *brief;

		/* An occurrence lapses when what it waited for is settled. */
		if (choices[i] == CHOICE_NONE || !is_late(activity))
			continue;
		if (choices[i] == CHOICE_NOW &&
		    step_mails_is_past(dossier, activity))
			choices[i] = CHOICE_NOT_SENT;
		brief = planning_brief(dossier, activity);
		(void)json_object_set_new(
		    brief, "choice", json_string(choice_names[choices[i]]));
		if (choices[i] > CHOICE_SKIP)
			(void)json_object_set_new(brief, "note",
			    json_string(note_of(dossier, choices[i])));
		(void)json_array_append_new(settled, brief);
		status = settle(change, dossier, activity, choices[i], err);
	}
	return status;
}

static int
check_request(const struct late_request *request, struct error *err)
{
	if (request->now == NULL && request->done == NULL &&
	    request->skip == NULL && request->rest == NULL)
		return error_refuse(err, OB_EINVALID, "rest", "missing",
		    "say which steps are to be done now, which are done and "
		    "which are skipped, or what holds for all the rest");
	return OB_OK;
}

int
journeys_settle_late(struct engine *engine, const char *actor, int64_t id,
    const struct late_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(journey_change_release) struct journey_change work = {
	    .before = NULL};
	json_auto_t *settled = json_array();
	int status = check_request(request, err);

	if (status != OB_OK)
		return status;
	status = journey_change_begin(&work, engine, actor, id, err);
	if (status == OB_OK)
		status = journey_change_check_open(&work, err);
	if (status == OB_OK && count_late(&work.dossier) == 0)
		status = error_refuse(err, OB_ECONFLICT, "", "late_nothing",
		    "nothing was late when the leader was added, or all of it "
		    "is settled");
	if (status == OB_OK)
		status = journeys_choose_late(
		    &work.change, &work.dossier, request, settled, err);
	if (status == OB_OK)
		status = journey_change_finish(
		    &work, "settle-late", json_incref(settled), false, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o, s:O, s:I}", "leader",
		    views_leader(&work.dossier), "settled", settled, "left",
		    (json_int_t)count_late(&work.dossier));
	return status;
}
