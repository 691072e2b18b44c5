/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/roles/hearers.h"

#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "model/role.h"

static bool
has_left(const struct dossier *dossier, struct date day)
{
	struct date last_day = dossier->journey.last_day;

	return !date_is_none(last_day) && date_before(last_day, day);
}

/* What a leader who has left did not do is the manager's. */
static int64_t
hearer_of(const struct dossier *dossier, int64_t person_id, struct date day)
{
	return person_id == dossier->journey.leader_id && has_left(dossier, day)
		   ? dossier_role(dossier, ROLE_MANAGER)->id
		   : person_id;
}

/* An annual event is the leader's: its host has it for many. */
static void
tell_leader(const struct dossier *dossier, const struct activity *activity,
    struct date day, hearers_fn each, void *arg)
{
	int64_t leader_id = dossier->journey.leader_id;

	if (has_left(dossier, day))
		return;
	each(arg, leader_id,
	    activity->responsible_id == leader_id ? HEARS_OWN : HEARS_PART);
}

void
hearers_each(const struct dossier *dossier, const struct activity *activity,
    hearers_fn each, void *arg)
{
	hearers_each_on(
	    dossier, activity, core_today(dossier->engine), each, arg);
}

void
hearers_each_on(const struct dossier *dossier, const struct activity *activity,
    struct date day, hearers_fn each, void *arg)
{
	int64_t owner_id = hearer_of(dossier, activity->responsible_id, day);

	if (course_is_event(activity->step)) {
		tell_leader(dossier, activity, day, each, arg);
		return;
	}
	each(arg, owner_id, HEARS_OWN);
	if (activity->start_minute < 0 && activity->told_minute < 0)
		return;
	for (size_t i = 0; i < dossier->participant_count; i++) {
		const struct activity_person *row = &dossier->participants[i];

		if (row->activity_id == activity->id &&
		    row->person_id != owner_id &&
		    hearer_of(dossier, row->person_id, day) == row->person_id)
			each(arg, row->person_id, HEARS_PART);
	}
}

void
hearers_each_above(const struct dossier *dossier,
    const struct activity *activity, hearers_fn each, void *arg)
{
	int64_t above = dossier_role(dossier, ROLE_MANAGER)->manager_id;
	int64_t owner_id = hearer_of(
	    dossier, activity->responsible_id, core_today(dossier->engine));
	int64_t coordinator = dossier_role(dossier, ROLE_COORDINATOR)->id;

	if (above != 0 && above != owner_id)
		each(arg, above, HEARS_AS_MANAGERS_MANAGER);
	if (coordinator != owner_id)
		each(arg, coordinator, HEARS_AS_COORDINATOR);
}
