/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/handover.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/letters.h"
#include "engine/people.h"
#include "engine/phrases.h"
#include "model/role.h"
#include "store/handover_store.h"
#include "text/catalogue.h"

/* One open activity as it was. */
struct before {
	int64_t activity_id;
	int64_t responsible_id;
	int64_t noticed_id;
	int sequence;
};

struct handover {
	struct before *rows;
	size_t count;
	struct activity_person *participants;
	size_t participant_count;
};

struct handover *
handover_new(const struct dossier *dossier)
{
	struct handover *handover = memory_alloc(sizeof(*handover));
	size_t bytes =
	    dossier->participant_count * sizeof(*handover->participants);

	handover->rows = memory_alloc(
	    (dossier->activity_count + 1) * sizeof(*handover->rows));
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (activity_is_open(dossier_state(activity)))
			handover->rows[handover->count++] = (struct before){
			    activity->id, activity->responsible_id,
			    activity->noticed_id, activity->sequence};
	}
	handover->participants = memory_alloc(bytes + 1);
	if (bytes > 0)
		memcpy(handover->participants, dossier->participants, bytes);
	handover->participant_count = dossier->participant_count;
	return handover;
}

void
handover_free(struct handover *handover)
{
	if (handover == NULL)
		return;
	free(handover->rows);
	free(handover->participants);
	free(handover);
}

static int
note_left(struct change *change, const struct dossier *dossier,
    const struct activity *activity, int64_t person_id, bool *is_changed,
    struct error *err)
{
	const struct activity_left left = {
	    activity->id, person_id, core_now(change->engine)};

	if (activity->responsible_id == person_id ||
	    dossier_takes_part(dossier, activity, person_id))
		return OB_OK;
	*is_changed = true;
	return handover_store_add(change->engine->store, &left, err);
}

/* An entry that also moved has risen already. */
static int
raise_sequence(struct change *change, struct activity *activity,
    const struct before *before, struct error *err)
{
	if (activity->sequence > before->sequence)
		return OB_OK;
	dossier_raise_sequence(activity);
	activity->changed_at = core_now(change->engine);
	return activity_store_update(
	    change->engine->store, activity, activity->state, err);
}

/* From whose calendars one activity has gone. */
static int
settle_one(struct change *change, const struct dossier *dossier,
    const struct handover *handover, const struct before *before,
    struct error *err)
{
	struct activity *activity =
	    dossier_activity_by_id(dossier, before->activity_id);
	bool is_changed = activity->responsible_id != before->responsible_id;
	int status = note_left(change, dossier, activity,
	    before->responsible_id, &is_changed, err);

	for (size_t i = 0; status == OB_OK && i < handover->participant_count;
	     i++) {
		const struct activity_person *row = &handover->participants[i];

		if (row->activity_id == activity->id)
			status = note_left(change, dossier, activity,
			    row->person_id, &is_changed, err);
	}
	if (status != OB_OK || !is_changed)
		return status;
	return raise_sequence(change, activity, before, err);
}

static const char *
role_name(const struct engine *engine, enum language language, const char *role)
{
	size_t prefix = strlen(ROLE_FUNCTION_PREFIX);
	cleanup_(memory_free_ptr) char *key =
	    role_is_function(role)
		? memory_printf("role.function.%s", role + prefix)
		: memory_printf("role.%s", role);

	return catalogue_get(engine->catalogues[language], key);
}

/* What the old owner had been told of and has no more. */
static json_t *
lost_views(const struct dossier *dossier, const struct handover *handover,
    const struct person *old)
{
	struct engine *engine = dossier->engine;
	enum language language = core_language(engine, old->language);
	json_t *list = json_array();

	for (size_t i = 0; i < handover->count; i++) {
		const struct before *before = &handover->rows[i];
		const struct activity *activity =
		    dossier_activity_by_id(dossier, before->activity_id);
		cleanup_(memory_free_ptr) char *when = NULL;

		if (before->responsible_id != old->id ||
		    before->noticed_id != old->id ||
		    activity->responsible_id == old->id)
			continue;
		when =
		    phrases_when_in(language, core_zone(engine, old), activity);
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s}", "title",
			dossier_step(dossier, activity)->title.in[language],
			"when", when));
	}
	return list;
}

static json_t *
view_of(const struct dossier *dossier, const struct person *old,
    const struct handover_change *what, json_t *lost)
{
	struct engine *engine = dossier->engine;
	cleanup_(memory_free_ptr) char *leader =
	    people_first_name(dossier_role(dossier, ROLE_LEADER));
	cleanup_(memory_free_ptr) char *successor =
	    people_first_name(dossier_person(dossier, what->new_id));

	return json_pack("{s:s, s:s, s:s, s:b, s:o}", "leader_first_name",
	    leader, "new_first_name", successor, "role_name",
	    role_name(engine, core_language(engine, old->language), what->role),
	    "has_activities", (int)(json_array_size(lost) > 0), "activities",
	    lost);
}

/* Somebody who never was told of anything needs no mail. */
static int
tell_old(struct change *change, const struct dossier *dossier,
    const struct handover *handover, const struct handover_change *what,
    struct error *err)
{
	const struct person *old = dossier_person(dossier, what->old_id);
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    "handover-out:%" PRId64 ":%s:%" PRId64 ":%" PRId64,
	    dossier->journey.id, what->role, old->id, core_now(change->engine));
	struct letter_request request = {
	    .kind = MAIL_HANDOVER_OUT,
	    .dedup_key = key,
	    .dossier = dossier,
	    .to = old,
	    .journey_id = dossier->journey.id,
	};
	json_t *lost = lost_views(dossier, handover, old);

	if (json_array_size(lost) == 0) {
		json_decref(lost);
		return OB_OK;
	}
	request.view = view_of(dossier, old, what, lost);
	return letters_queue(change, &request, NULL, err);
}

static json_t *
moved_views(const struct dossier *dossier, const struct handover *handover)
{
	json_t *list = json_array();

	for (size_t i = 0; i < handover->count; i++) {
		const struct before *before = &handover->rows[i];
		const struct activity *activity =
		    dossier_activity_by_id(dossier, before->activity_id);

		if (activity->responsible_id != before->responsible_id)
			(void)json_array_append_new(
			    list, json_pack("{s:I, s:s}", "activity",
				      (json_int_t)activity->id, "step",
				      activity->step));
	}
	return list;
}

int
handover_settle(struct change *change, struct dossier *dossier,
    const struct handover *handover, const struct handover_change *what,
    json_t **ret_moved, struct error *err)
{
	int status = dossier_know(dossier, what->new_id, err);

	if (status == OB_OK && what->old_id != 0)
		status = dossier_know(dossier, what->old_id, err);
	for (size_t i = 0; status == OB_OK && i < handover->count; i++)
		status = settle_one(
		    change, dossier, handover, &handover->rows[i], err);
	if (status == OB_OK && what->old_id != 0)
		status = tell_old(change, dossier, handover, what, err);
	if (status == OB_OK)
		*ret_moved = moved_views(dossier, handover);
	return status;
}
