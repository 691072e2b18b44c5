/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys.h"

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/journeys/journey_change.h"
#include "engine/programmes/programmes.h"
#include "engine/roles/contacts.h"
#include "model/handbook.h"
#include "store/handbook_store.h"
#include "store/journey_store.h"
#include "store/programme_store.h"

static int
check_said(const struct journey_facts *facts, struct error *err)
{
	const struct journey_facts none = JOURNEY_FACTS_NONE;

	if (facts->recruitment == NULL && facts->title == NULL &&
	    facts->area == NULL && facts->workplace == NULL &&
	    facts->level == NULL && facts->addresses == none.addresses &&
	    facts->employees == none.employees &&
	    facts->professional_groups == none.professional_groups)
		return error_refuse(err, OB_EINVALID, "", "nothing_changed",
		    "say what to change: title, area, workplace, level, "
		    "addresses, employees, professional_groups or recruitment");
	return OB_OK;
}

/* The dossier then has the calendar of the area as it is now. */
static int
store(struct journey_change *work, const struct journey_facts *facts,
    struct error *err)
{
	struct dossier *dossier = &work->dossier;
	struct engine *engine = work->change.engine;
	int64_t id = dossier->journey.id;
	int status = journey_facts_set(facts, &dossier->journey, err);

	if (status == OB_OK)
		status = journey_store_update(engine->store, &dossier->journey,
		    dossier->journey.state, err);
	if (status != OB_OK)
		return status;
	dossier_release(dossier);
	*dossier = (struct dossier){.engine = NULL};
	return dossier_load(engine, id, dossier, err);
}

/* Where the leader was. */
struct place {
	char *area;
	char *workplace;
};

static void
place_release(struct place *place)
{
	memory_free_ptr(&place->area);
	memory_free_ptr(&place->workplace);
}

static void
place_take(struct place *place, const struct journey *journey)
{
	place->area = memory_strdup(journey->area);
	place->workplace = memory_strdup(journey->workplace);
}

/* The functions of the new place contact the leader from now on. */
static int
follow_place(struct journey_change *work, const struct place *before,
    json_t *contacts, struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	const struct journey *journey = &work->dossier.journey;
	cleanup_(place_release) struct place after = {.area = NULL};
	int status =
	    handbook_store_load(work->change.engine->store, &handbook, err);

	if (status != OB_OK)
		return status;
	place_take(&after, journey);
	return contacts_follow(&work->change, &work->dossier,
	    &(struct contacts_move){
		.from = {handbook, {before->area, before->workplace}},
		.to = {handbook, {after.area, after.workplace}}},
	    contacts, err);
}

/* Occurrences and events go by themselves when all is planned anew. */
static int
drop_unconcerned(struct journey_change *work, struct error *err)
{
	struct dossier *dossier = &work->dossier;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (activity_is_open(dossier_state(activity)) &&
		    !planning_concerns(
			dossier, dossier_step(dossier, activity)->only_if))
			status = planning_cancel(
			    dossier, activity, work->outcome.cancelled, err);
	}
	return status;
}

/* Only in another area or workplace another version may have come to fit. */
static int
find_fitting(const struct journey_change *work,
    const struct journey_facts *facts, int *ret_version, struct error *err)
{
	const struct dossier *dossier = &work->dossier;
	const struct programme_scope where = {
	    dossier->journey.area, dossier->journey.workplace};
	cleanup_(programme_store_release) struct programme_version found = {0};
	int status;

	*ret_version = 0;
	if (facts->area == NULL && facts->workplace == NULL)
		return OB_OK;
	status = programmes_find(
	    work->change.engine, dossier->version->id, &where, &found, err);
	if (status == OB_OK && found.id != dossier->journey.programme_id)
		*ret_version = found.version;
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
change_facts(struct journey_change *work, const struct journey_facts *facts,
    json_t *contacts, struct error *err)
{
	cleanup_(place_release) struct place before = {.area = NULL};
	int status;

	place_take(&before, &work->dossier.journey);
	status = store(work, facts, err);
	if (status == OB_OK)
		status = follow_place(work, &before, contacts, err);
	if (status == OB_OK)
		status = drop_unconcerned(work, err);
	if (status != OB_OK)
		return status;
	planning_draft_missing(&work->dossier);
	return journey_change_reschedule(work, PLANNING_WHAT_CHANGED, err);
}

int
journeys_edit(struct engine *engine, const char *actor, int64_t id,
    const struct edit_leader_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(journey_change_release) struct journey_change work = {
	    .before = NULL};
	json_auto_t *contacts = json_array();
	int fitting = 0;
	int status = journey_change_begin(&work, engine, actor, id, err);

	if (status == OB_OK)
		status =
		    journey_change_take_reason(&work, request->reason, err);
	if (status == OB_OK)
		status = journey_change_check_onboarding(&work, err);
	if (status == OB_OK)
		status = journey_change_check_open(&work, err);
	if (status == OB_OK)
		status = check_said(&request->facts, err);
	if (status == OB_OK)
		status = change_facts(&work, &request->facts, contacts, err);
	if (status == OB_OK)
		status = find_fitting(&work, &request->facts, &fitting, err);
	if (status == OB_OK)
		status = journey_change_finish(
		    &work, "edit-leader", NULL, request->dry_run, err);
	if (status != OB_OK)
		return status;
	*ret_view = journey_change_view(&work, request->dry_run);
	(void)json_object_set(*ret_view, "contacts", contacts);
	if (fitting > 0)
		(void)json_object_set_new(
		    *ret_view, "fitting_version", json_integer(fitting));
	return OB_OK;
}
