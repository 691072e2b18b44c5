/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/dossier/dossier.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/calendars.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/programmes/programmes.h"
#include "model/nomination.h"
#include "model/plan.h"
#include "model/role.h"
#include "store/invitation_store.h"
#include "store/journey_store.h"
#include "store/nomination_store.h"
#include "store/person_store.h"
#include "store/reminder_store.h"

int
dossier_know(struct dossier *dossier, int64_t person_id, struct error *err)
{
	struct person person = {0};
	int status;

	for (size_t i = 0; i < dossier->people_count; i++) {
		if (dossier->people[i].id == person_id)
			return OB_OK;
	}
	status =
	    person_store_find(dossier->engine->store, person_id, &person, err);
	if (status != OB_OK)
		return status;
	dossier->people = memory_resize(
	    dossier->people, dossier->people_count + 1, sizeof(person));
	dossier->people[dossier->people_count++] = person;
	return OB_OK;
}

static int
load_people(struct dossier *dossier, struct error *err)
{
	int status = dossier_know(dossier, dossier->journey.leader_id, err);

	for (size_t i = 0; status == OB_OK && i < dossier->nomination_count;
	     i++) {
		if (nomination_takes_part(&dossier->nominations[i]))
			status = dossier_know(
			    dossier, dossier->nominations[i].person_id, err);
	}

	for (size_t i = 0; status == OB_OK && i < dossier->role_count; i++)
		status =
		    dossier_know(dossier, dossier->roles[i].person_id, err);
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count; i++)
		status = dossier_know(
		    dossier, dossier->activities[i].responsible_id, err);
	for (size_t i = 0; status == OB_OK && i < dossier->participant_count;
	     i++)
		status = dossier_know(
		    dossier, dossier->participants[i].person_id, err);
	return status;
}

int
dossier_know_reminders(struct dossier *dossier, struct error *err)
{
	int status = reminder_store_list_journey(dossier->engine->store,
	    dossier->journey.id, &dossier->reminders, &dossier->reminder_count,
	    err);

	/* Some were told to persons who hold no role any more. */
	for (size_t i = 0; status == OB_OK && i < dossier->reminder_count; i++)
		status =
		    dossier_know(dossier, dossier->reminders[i].person_id, err);
	return status;
}

int
dossier_know_invitations(struct dossier *dossier, struct error *err)
{
	struct invitation *rows = NULL;
	size_t count = 0;
	int status = invitation_store_list_journey(dossier->engine->store,
	    dossier->journey.id, core_today(dossier->engine), &rows, &count,
	    err);

	if (status != OB_OK)
		return status;
	invitation_store_free(dossier->invitations, dossier->invitation_count);
	dossier->invitations = rows;
	dossier->invitation_count = count;
	return OB_OK;
}

int
dossier_load(struct engine *engine, int64_t journey_id,
    struct dossier *ret_dossier, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {.engine = engine};
	int status = journey_store_find(
	    engine->store, journey_id, &dossier.journey, err);

	if (status == OB_ENOTFOUND)
		return error_set(err, OB_ENOTFOUND,
		    "there is no leader %" PRId64, journey_id);
	if (status == OB_OK)
		dossier.calendar = calendars_of(engine, dossier.journey.area);
	if (status == OB_OK)
		status = programmes_get(engine, dossier.journey.programme_id,
		    &dossier.version, err);
	if (status == OB_OK)
		status = journey_store_list_roles(engine->store, journey_id,
		    &dossier.roles, &dossier.role_count, err);
	if (status == OB_OK)
		status = activity_store_list_journey(engine->store, journey_id,
		    &dossier.activities, &dossier.activity_count, err);
	if (status == OB_OK)
		status = journey_store_list_pauses(engine->store, journey_id,
		    &dossier.pauses, &dossier.pause_count, err);
	if (status == OB_OK)
		status =
		    activity_store_list_participants(engine->store, journey_id,
			&dossier.participants, &dossier.participant_count, err);
	if (status == OB_OK && dossier.version->kind == PROGRAMME_COHORT)
		status =
		    nomination_store_list_journey(engine->store, journey_id,
			&dossier.nominations, &dossier.nomination_count, err);
	for (size_t i = 0; i < dossier.activity_count; i++)
		dossier.activities[i].read_sequence =
		    dossier.activities[i].sequence;
	if (status == OB_OK)
		status = course_build(&dossier, err);
	if (status == OB_OK)
		status = load_people(&dossier, err);
	if (status != OB_OK)
		return status;
	*ret_dossier = dossier;
	dossier = (struct dossier){0};
	return OB_OK;
}

void
dossier_release(struct dossier *dossier)
{
	course_free(dossier->course);
	journey_store_release(&dossier->journey);
	free(dossier->pauses);
	journey_store_free_roles(dossier->roles, dossier->role_count);
	nomination_store_free(dossier->nominations, dossier->nomination_count);
	activity_store_free(dossier->activities, dossier->activity_count);
	reminder_store_free(dossier->reminders, dossier->reminder_count);
	invitation_store_free(dossier->invitations, dossier->invitation_count);
	free(dossier->participants);
	for (size_t i = 0; i < dossier->people_count; i++)
		person_store_release(&dossier->people[i]);
	free(dossier->people);
	*dossier = (struct dossier){0};
}

const struct step *
dossier_step(const struct dossier *dossier, const struct activity *activity)
{
	assert((size_t)activity->position < dossier->programme->step_count);
	return &dossier->programme->steps[activity->position];
}

void
dossier_raise_sequence(struct activity *activity)
{
	if (activity->sequence == activity->read_sequence)
		activity->sequence++;
}

struct activity *
dossier_activity(const struct dossier *dossier, const char *step)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (strcmp(dossier->activities[i].step, step) == 0)
			return &dossier->activities[i];
	}
	return NULL;
}

struct activity *
dossier_activity_by_id(const struct dossier *dossier, int64_t id)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (dossier->activities[i].id == id)
			return &dossier->activities[i];
	}
	return NULL;
}

const struct person *
dossier_person(const struct dossier *dossier, int64_t person_id)
{
	for (size_t i = 0; i < dossier->people_count; i++) {
		if (dossier->people[i].id == person_id)
			return &dossier->people[i];
	}
	assert(false); /* dossier_load() read all who occur */
	return NULL;
}

const struct person *
dossier_role(const struct dossier *dossier, const char *role)
{
	const struct journey_role *row =
	    role_find(dossier->roles, dossier->role_count,
		strcmp(role, ROLE_SYSTEM) == 0 ? ROLE_COORDINATOR : role);

	assert(row != NULL);
	return dossier_person(dossier, row->person_id);
}

enum activity_state
dossier_state(const struct activity *activity)
{
	/*
	 * Asked for each activity at each turn: the words that the table's
	 * CHECK allows differ in their first letters.
	 */
	switch (activity->state[0]) {
	case 'p':
		return ACTIVITY_PLANNED;
	case 'h':
		return ACTIVITY_HELD;
	case 's':
		return ACTIVITY_SKIPPED;
	case 'c':
		return ACTIVITY_CANCELLED;
	default:
		assert(activity->state[0] == 'd');
		return ACTIVITY_DONE;
	}
}

bool
dossier_is_unanswered(const struct activity *activity)
{
	return dossier_state(activity) == ACTIVITY_SKIPPED &&
	       strcmp(activity->settled_by, "clock") == 0;
}

const struct activity *
dossier_blocker(const struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);

	for (size_t i = 0; i < step->require_count; i++) {
		const struct activity *required =
		    dossier_activity(dossier, step->requires[i]);

		if (required != NULL &&
		    activity_is_open(dossier_state(required)))
			return required;
	}
	return NULL;
}

bool
dossier_is_free(const struct dossier *dossier, const struct activity *activity)
{
	return dossier_blocker(dossier, activity) == NULL;
}

static bool
comes_first(const struct activity *required, const struct activity *activity)
{
	return dossier_state(required) == ACTIVITY_PLANNED &&
	       required->planned.day == activity->planned.day &&
	       required->start_minute >= 0 &&
	       required->end_minute <= activity->start_minute;
}

bool
dossier_is_in_turn(
    const struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);

	for (size_t i = 0; i < step->require_count; i++) {
		const struct activity *required =
		    dossier_activity(dossier, step->requires[i]);

		if (required != NULL &&
		    activity_is_open(dossier_state(required)) &&
		    !comes_first(required, activity))
			return false;
	}
	return !date_before(activity->planned, core_today(dossier->engine));
}

void
dossier_each_participant(const struct dossier *dossier,
    const struct activity *activity, dossier_person_fn each, void *arg)
{
	for (size_t i = 0; i < dossier->participant_count; i++) {
		const struct activity_person *row = &dossier->participants[i];

		if (row->activity_id == activity->id)
			each(arg, dossier_person(dossier, row->person_id));
	}
}

bool
dossier_takes_part(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id)
{
	for (size_t i = 0; i < dossier->participant_count; i++) {
		const struct activity_person *row = &dossier->participants[i];

		if (row->activity_id == activity->id &&
		    row->person_id == person_id)
			return true;
	}
	return false;
}

/*
 * What was settled early needs nothing on its day: of a leader who was added
 * late all may have been settled with days that were planned anew.  Who settles
 * the last thing late still sees that it was taken.
 */
static struct date
last_day_of(const struct dossier *dossier, const struct activity *activity)
{
	struct date settled;

	if (activity_is_open(dossier_state(activity)) ||
	    activity->settled_at == INSTANT_NONE)
		return activity->planned;
	settled =
	    zone_to_local(dossier->engine->zone, activity->settled_at).date;
	return date_min(
	    settled, date_add_days(activity->planned, DOSSIER_OPEN_LINK_DAYS));
}

/* Of a leader who was added when all was over, the day of that. */
static struct date
last_day_of_links(const struct dossier *dossier, int days)
{
	const struct journey *journey = &dossier->journey;
	struct date last = date_max(journey->end_day,
	    zone_to_local(dossier->engine->zone, journey->created_at).date);

	last = date_max(last, dossier->last_left_out);
	for (size_t i = 0; i < dossier->activity_count; i++)
		last = date_max(
		    last, last_day_of(dossier, &dossier->activities[i]));
	return date_add_days(last, days);
}

void
dossier_leave_out(struct dossier *dossier, const struct activity *activity)
{
	dossier->last_left_out =
	    date_max(dossier->last_left_out, last_day_of(dossier, activity));
}

struct date
dossier_link_end(const struct dossier *dossier)
{
	return last_day_of_links(dossier, DOSSIER_LINK_DAYS);
}

struct date
dossier_open_link_end(const struct dossier *dossier)
{
	return last_day_of_links(dossier, DOSSIER_OPEN_LINK_DAYS);
}

static bool
has_open(const struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (activity_is_open(dossier_state(&dossier->activities[i])))
			return true;
	}
	return false;
}

bool
dossier_has_ended(const struct dossier *dossier)
{
	struct date end = has_open(dossier) ? dossier_open_link_end(dossier)
					    : dossier_link_end(dossier);

	return date_before(end, core_today(dossier->engine));
}

struct date
dossier_first_workday(const struct dossier *dossier)
{
	return workday_next(dossier->calendar, dossier->journey.first_day);
}

struct date_anchors
dossier_anchors(const struct dossier *dossier)
{
	const struct journey *journey = &dossier->journey;
	struct date_anchors anchors = date_rule_anchors(
	    dossier->calendar, journey->accepted, journey->first_day);

	switch (dossier->version->kind) {
	case PROGRAMME_ONBOARDING:
		break;
	case PROGRAMME_EXIT:
		anchors.first_day =
		    workday_back(dossier->calendar, journey->first_day);
		anchors.end = journey->end_day;
		break;
	case PROGRAMME_COHORT:
		anchors.end = journey->end_day;
		break;
	}
	return anchors;
}

struct date
dossier_after_pauses(const struct dossier *dossier, struct date day)
{
	for (size_t i = 0; i < dossier->pause_count; i++) {
		const struct journey_pause *row = &dossier->pauses[i];
		struct plan_pause pause = {row->from_day, row->until_day};

		day = plan_after_pauses(&pause, 1, day);
	}
	return day;
}

int
dossier_read_past(const struct dossier *dossier, const char *text,
    int64_t *ret_at, struct error *err)
{
	const struct engine *engine = dossier->engine;
	struct date first =
	    date_add_days(dossier->journey.accepted, -DOSSIER_DAYS_BEFORE);
	char day[DATE_TEXT_SIZE];
	int64_t at = INSTANT_NONE;
	int status = instant_parse(engine->zone, text, &at, err);

	if (status != OB_OK)
		return error_name_field(err, "at");
	if (at > core_now(engine))
		return error_refuse(err, OB_EINVALID, "at", "not_yet",
		    "'%s' has not come yet; say when it was", text);
	if (at < core_instant(engine, first, 0))
		return error_refuse(err, OB_EINVALID, "at", "long_before",
		    "'%s' lies long before the journey, which was accepted on "
		    "%s; is the year right?",
		    text, date_format(dossier->journey.accepted, day));
	*ret_at = at;
	return OB_OK;
}

bool
dossier_involves(const struct dossier *dossier, int64_t person_id)
{
	if (person_id == dossier->journey.leader_id ||
	    person_id == dossier_role(dossier, ROLE_COORDINATOR)->id)
		return true;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (dossier->activities[i].responsible_id == person_id)
			return true;
	}
	for (size_t i = 0; i < dossier->participant_count; i++) {
		if (dossier->participants[i].person_id == person_id)
			return true;
	}
	return false;
}
