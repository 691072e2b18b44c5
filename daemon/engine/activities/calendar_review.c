/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/calendar_review.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/calendars.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "engine/planning/planning.h"
#include "model/role.h"
#include "store/journey_store.h"

#define NOON (12 * 60)
#define WHY_OPENED "opened"
#define SPREAD_WORKDAYS 2

/* How one activity stood before anything moved, and what is wrong there. */
struct finding {
	int64_t id;
	struct date day;
	int start;
	const char *why; /* NULL: nothing */
	bool could_be_met;
};

struct review {
	struct change *change; /* NULL: only counts */
	const char *area;      /* its journeys alone; "": all */
	json_t *conflicts;
	json_t *moved;
	json_t *impossible; /* of both, what is too late now, or has no day */
	size_t count;
};

static const char *
day_off(unsigned flags)
{
	static const struct {
		unsigned flag;
		const char *word;
	} words[] = {{DAY_HOLIDAY, "holiday"}, {DAY_CLOSED, "closed"},
	    {DAY_WEEKEND, "weekend"}};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if ((flags & words[i].flag) != 0)
			return words[i].word;
	}
	return NULL;
}

/* What a talk has against its day, which is a workday. */
static const char *
talk_off(const struct dossier *dossier, const struct activity *activity,
    unsigned flags)
{
	const struct step *step = dossier_step(dossier, activity);

	if (!step_kind_is_timed(step->kind))
		return NULL;
	if ((flags & DAY_HALF) != 0 && activity->end_minute > NOON)
		return "half-day";
	if ((activity->flags & (int)FLAG_QUIET_DAY) != 0 ||
	    date_rule_is_given_day(&step->due))
		return NULL;
	if ((flags & DAY_QUIET) != 0)
		return "quiet";
	return (flags & DAY_NO_MEETING) != 0 ? "no-meeting" : NULL;
}

/*
 * Only what is still to come and is ours to place: what waits for another is
 * placed with it, and an annual event was put where it is.
 */
static bool
is_ahead(const struct dossier *dossier, const struct activity *activity)
{
	const struct engine *engine = dossier->engine;

	if (dossier_state(activity) != ACTIVITY_PLANNED ||
	    course_is_event(activity->step) ||
	    date_before(activity->planned, core_today(engine)))
		return false;
	return activity->start_minute < 0 ||
	       activity->start_at > core_now(engine);
}

static bool
is_contact(const struct dossier *dossier, const struct activity *activity)
{
	return dossier_step(dossier, activity)->contact &&
	       !activity->is_moved && is_ahead(dossier, activity);
}

/* The later of two contacts between which a day was closed. */
static bool
is_too_near(const struct dossier *dossier, const struct activity *activity)
{
	if (!is_contact(dossier, activity))
		return false;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *other = &dossier->activities[i];

		if (other != activity && is_contact(dossier, other) &&
		    !date_before(activity->planned, other->planned) &&
		    workday_between(dossier->calendar, other->planned,
			activity->planned) < SPREAD_WORKDAYS)
			return true;
	}
	return false;
}

/*
 * A day that was closed is open again: a reception stands where it had to go
 * then, while everybody counts on the first day as it is now.
 */
static bool
is_opened(const struct dossier *dossier, const struct activity *activity)
{
	const struct date_rule *due = &dossier_step(dossier, activity)->due;
	bool is_exit = dossier->version->kind == PROGRAMME_EXIT;
	struct date_anchors anchors;
	struct date day;

	if (activity->is_moved || !date_rule_is_given_day(due))
		return false;
	anchors = dossier_anchors(dossier);
	day = dossier_after_pauses(
	    dossier, date_rule_evaluate(due, &anchors, dossier->calendar));
	if (day.day == activity->planned.day ||
	    !date_before(core_today(dossier->engine), day))
		return false;
	return is_exit ? date_before(activity->due_rule, day)
		       : date_before(day, activity->due_rule);
}

static const char *
find_fault(const struct dossier *dossier, const struct activity *activity)
{
	unsigned flags = workday_flags(dossier->calendar, activity->planned);
	const char *why;

	if (!is_ahead(dossier, activity))
		return NULL;
	why = day_off(flags);
	if (why == NULL)
		why = talk_off(dossier, activity, flags);
	if (why == NULL && is_too_near(dossier, activity))
		why = "spread";
	if (why == NULL && is_opened(dossier, activity))
		why = WHY_OPENED;
	return why;
}

static bool
is_too_late(const struct activity *activity)
{
	return (activity->flags & (int)FLAG_CANNOT_BE_MET) != 0;
}

/* Returns owned: one for each activity, in the dossier's order. */
static struct finding *
look(const struct dossier *dossier, size_t *ret_count)
{
	struct finding *findings =
	    memory_alloc((dossier->activity_count + 1) * sizeof(*findings));

	*ret_count = 0;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		findings[i] = (struct finding){activity->id, activity->planned,
		    activity->start_minute, find_fault(dossier, activity),
		    !is_too_late(activity)};
		*ret_count += findings[i].why != NULL;
	}
	return findings;
}

static json_t *
finding_view(const struct dossier *dossier, const struct finding *finding)
{
	const struct engine *engine = dossier->engine;
	const struct journey *journey = &dossier->journey;
	const struct activity *activity =
	    dossier_activity_by_id(dossier, finding->id);
	char from[DATE_TEXT_SIZE];
	char to[DATE_TEXT_SIZE];

	return json_pack("{s:I, s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, "
			 "s:s, s:o}",
	    "id", (json_int_t)finding->id, "leader", (json_int_t)journey->id,
	    "leader_name", dossier_role(dossier, ROLE_LEADER)->name, "area",
	    journey->area, "step", activity->step, "title",
	    dossier_step(dossier, activity)
		->title.in[engine->settings->language],
	    "why", finding->why == NULL ? "order" : finding->why, "day_title",
	    calendars_title(engine, journey->area, finding->day), "from",
	    date_format(finding->day, from), "from_time",
	    nullable_time(finding->start), "to",
	    date_format(activity->planned, to), "to_time",
	    nullable_time(activity->start_minute));
}

/* Or has no other day at all, as when it would come after the last day. */
static void
tell_if_too_late(struct review *review, const struct dossier *dossier,
    const struct activity *activity, const struct finding *finding,
    bool has_moved)
{
	char latest[DATE_TEXT_SIZE];
	json_t *view;

	bool has_no_day = finding->why != NULL &&
			  strcmp(finding->why, WHY_OPENED) != 0 && !has_moved;

	if (!has_no_day && (!finding->could_be_met || !is_too_late(activity)))
		return;
	view = finding_view(dossier, finding);
	(void)json_object_set_new(
	    view, "latest", json_string(date_format(activity->latest, latest)));
	(void)json_array_append_new(review->impossible, view);
}

/* Once everything has its new place; occurrences may have come behind it. */
static void
tell(struct review *review, const struct dossier *dossier,
    const struct finding *findings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct activity *activity = &dossier->activities[i];
		const struct finding *finding = &findings[i];
		bool has_moved = activity->planned.day != finding->day.day ||
				 activity->start_minute != finding->start;

		if (finding->why != NULL && has_moved)
			(void)json_array_append_new(
			    review->conflicts, finding_view(dossier, finding));
		else if (finding->why == NULL && has_moved)
			(void)json_array_append_new(
			    review->moved, finding_view(dossier, finding));
		tell_if_too_late(review, dossier, activity, finding, has_moved);
	}
}

/*
 * The first workday, if something stood before it that was put there when it
 * was an earlier one; else NULL.  Returns owned.
 */
static json_t *
new_first_workday(
    const struct dossier *dossier, const struct finding *findings, size_t count)
{
	struct date first = dossier_first_workday(dossier);
	char text[DATE_TEXT_SIZE];

	if (dossier->version->kind != PROGRAMME_ONBOARDING)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (findings[i].why != NULL &&
		    !date_before(findings[i].day, dossier->journey.first_day) &&
		    date_before(findings[i].day, first))
			return json_string(date_format(first, text));
	}
	return NULL;
}

static int
move(struct review *review, struct dossier *dossier,
    const struct finding *findings, size_t count, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids =
	    memory_alloc((count + 1) * sizeof(*ids));
	json_t *moved = json_array();
	size_t all = dossier->activity_count;
	size_t at = 0;
	int status;

	for (size_t i = 0; i < all; i++) {
		if (findings[i].why != NULL)
			ids[at++] = findings[i].id;
	}
	status = planning_adjust(dossier, ids, count, moved, err);
	if (status == OB_OK)
		status = change_audit(review->change, "move-off-closed-day",
		    SUBJECT("journey", dossier->journey.id), NULL,
		    json_pack("{s:O, s:o*}", "moved", moved, "first_workday",
			new_first_workday(dossier, findings, all)),
		    err);
	json_decref(moved);
	if (status != OB_OK)
		return status;
	core_touch(review->change->engine, dossier->journey.id);
	tell(review, dossier, findings, all);
	return OB_OK;
}

/* The first workday may be another now, and with it the end. */
static int
store_end(struct dossier *dossier, struct error *err)
{
	struct journey *journey = &dossier->journey;
	struct date end =
	    dossier_after_pauses(dossier, dossier_anchors(dossier).end);

	if (dossier->version->kind != PROGRAMME_ONBOARDING)
		return OB_OK;
	if (!date_is_none(journey->last_day))
		end = date_min(end, journey->last_day);
	if (journey->end_day.day == end.day)
		return OB_OK;
	journey->end_day = end;
	return journey_store_update(
	    dossier->engine->store, journey, journey->state, err);
}

static int
review_journey(
    struct review *review, struct engine *engine, int64_t id, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(memory_free_ptr) struct finding *findings = NULL;
	size_t count = 0;
	int status = dossier_load(engine, id, &dossier, err);

	if (status != OB_OK)
		return status;
	findings = look(&dossier, &count);
	review->count += count;
	if (count == 0 || review->change == NULL)
		return OB_OK;
	status = move(review, &dossier, findings, count, err);
	return status == OB_OK ? store_end(&dossier, err) : status;
}

static int
review_state(struct review *review, struct engine *engine, const char *state,
    struct error *err)
{
	struct journey *journeys = NULL;
	size_t count = 0;
	int status =
	    journey_store_list(engine->store, state, &journeys, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (review->area[0] == '\0' ||
		    strcmp(journeys[i].area, review->area) == 0)
			status =
			    review_journey(review, engine, journeys[i].id, err);
	}
	journey_store_free(journeys, count);
	return status;
}

static int
review_all(struct review *review, struct engine *engine, struct error *err)
{
	static const char *const states[] = {"planned", "active", "paused"};
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(states); i++)
		status = review_state(review, engine, states[i], err);
	return status;
}

int
calendar_review_move_area(
    struct change *change, const char *area, json_t *view, struct error *err)
{
	struct review review = {
	    .change = change,
	    .area = area,
	    .conflicts = json_array(),
	    .moved = json_array(),
	    .impossible = json_array(),
	};

	(void)json_object_set_new(view, "conflicts", review.conflicts);
	(void)json_object_set_new(view, "moved", review.moved);
	(void)json_object_set_new(view, "impossible", review.impossible);
	return review_all(&review, change->engine, err);
}

int
calendar_review_move(struct change *change, json_t *view, struct error *err)
{
	return calendar_review_move_area(change, "", view, err);
}

int
calendar_review_count(
    struct engine *engine, size_t *ret_count, struct error *err)
{
	struct review review = {.change = NULL, .area = ""};
	int status = review_all(&review, engine, err);

	if (status == OB_OK)
		*ret_count = review.count;
	return status;
}

int
calendar_review_run(struct engine *engine, const char *actor, bool confirm,
    json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	json_auto_t *view = json_pack("{s:b}", "confirmed", confirm);
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = calendar_review_move(&change, view, err);
	if (status == OB_OK && confirm)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}
