/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/activities.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/exits/exit_interviews.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/leaders.h"
#include "engine/links/page_links.h"
#include "engine/people/people.h"
#include "engine/people/reporting.h"
#include "engine/roles/handover.h"
#include "engine/roles/mentors.h"
#include "engine/roles/roles.h"
#include "model/role.h"
#include "store/person_store.h"

#define REASON_MAX 2000

static int
check_request(const struct assign_request *request, struct error *err)
{
	if (!role_is_assignable(request->role))
		return error_refuse(err, OB_EINVALID, "role", "role_unknown",
		    "'%.60s' is no role that can be given to a person; use "
		    "manager, mentor, coordinator, hiring_leader, director, "
		    "local_admin, network_lead or function:NAME",
		    request->role);
	if (request->person == NULL)
		return error_refuse(err, OB_EINVALID, "person", "missing",
		    "say who gets the role: \"Name <address>\", or \"\" for "
		    "nobody");
	if (request->reason != NULL && request->reason[0] != '\0')
		return utf8_check_text(
		    "reason", request->reason, REASON_MAX, err);
	return OB_OK;
}

/* Nothing of a journey that is over passes to anybody. */
static int
check_open(const struct dossier *dossier, struct error *err)
{
	const char *state = dossier->journey.state;

	if (strcmp(state, "ended") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "journey_ended",
		    "the journey has ended");
	if (strcmp(state, "cancelled") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "journey_cancelled",
		    "the journey is cancelled");
	return OB_OK;
}

/* A cohort has no leader, and of the roles only those that do something. */
static int
check_role(const struct dossier *dossier, const char *role, struct error *err)
{
	const struct programme *version = dossier->version;

	if (version->kind != PROGRAMME_COHORT ||
	    strcmp(role, ROLE_COORDINATOR) == 0)
		return OB_OK;
	for (size_t i = 0; i < version->step_count; i++) {
		if (roles_of_step(&version->steps[i], role))
			return OB_OK;
	}
	return error_refuse(err, OB_EINVALID, "role", "role_cohort",
	    "no step of this cohort's programme is for the role '%.60s'", role);
}

/* One role on its way to somebody else. */
struct transfer {
	const struct assign_request *request;
	struct handover_change what;
	bool is_vacated;
};

/* Whether the role is whose that talks to somebody who leaves. */
static bool
holds_exit_talk(const struct dossier *dossier, const char *role)
{
	const struct activity *talk =
	    dossier->version->kind == PROGRAMME_EXIT
		? dossier_activity(dossier, PROGRAMME_EXIT_TALK)
		: NULL;

	return talk != NULL && activity_is_open(dossier_state(talk)) &&
	       strcmp(dossier_step(dossier, talk)->role, role) == 0;
}

static int
check_holder(const struct dossier *dossier, const struct transfer *transfer,
    const struct person *person, struct error *err)
{
	const char *role = transfer->request->role;
	const struct journey_role *old =
	    role_find(dossier->roles, dossier->role_count, role);

	if (old->person_id == person->id && !old->is_fallback)
		return error_refuse(err, OB_ECONFLICT, "person", "role_same",
		    "'%s' has this role already", person->name);
	if (strcmp(role, ROLE_MENTOR) == 0)
		return mentors_check(
		    dossier, person, transfer->request->reason, err);
	if (person->id == dossier->journey.leader_id)
		return error_refuse(err, OB_EINVALID, "person", "role_leader",
		    "'%s' is the new leader and cannot have this role",
		    person->name);
	return holds_exit_talk(dossier, role)
		   ? exit_interviews_check(dossier, person, "person", err)
		   : OB_OK;
}

static int
give(struct change *change, const struct dossier *dossier,
    struct transfer *transfer, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	const struct assign_request *request = transfer->request;
	int status;

	if (request->person[0] == '\0') {
		transfer->is_vacated = true;
		return roles_vacate(change, dossier, request->role,
		    &transfer->what.new_id, err);
	}
	status = people_ensure(change, "person", request->person, &person, err);
	if (status == OB_OK)
		status = check_holder(dossier, transfer, &person, err);
	if (status != OB_OK)
		return status;
	transfer->what.new_id = person.id;
	return roles_assign(change, dossier, request->role, person.id, err);
}

static bool
is_onboarding(const struct dossier *dossier)
{
	return dossier->version->kind == PROGRAMME_ONBOARDING;
}

/* What a mentor's or a manager's change means beside the activities. */
static int
follow_role(struct change *change, struct dossier *dossier,
    const struct transfer *transfer, struct error *err)
{
	const char *role = transfer->request->role;
	int64_t holder = transfer->is_vacated ? 0 : transfer->what.new_id;
	int status = OB_OK;

	if (!is_onboarding(dossier))
		return OB_OK;
	if (strcmp(role, ROLE_MENTOR) == 0)
		status = mentors_change(
		    change, dossier, holder, transfer->request->reason, err);
	if (status == OB_OK && strcmp(role, ROLE_MENTOR) == 0 && holder != 0)
		status = activities_fulfil(change, dossier, MENTORS_NAMING,
		    core_now(change->engine), err);
	if (status == OB_OK && strcmp(role, ROLE_MANAGER) == 0 && holder != 0)
		status = reporting_note(
		    change, dossier->journey.leader_id, holder, err);
	return status;
}

static int
audit(struct change *change, const struct dossier *dossier,
    const struct transfer *transfer, json_t *moved, struct error *err)
{
	const struct assign_request *request = transfer->request;

	return change_audit(change, "assign",
	    SUBJECT("journey", dossier->journey.id),
	    json_pack("{s:s, s:I}", "role", request->role, "person",
		(json_int_t)transfer->what.old_id),
	    json_pack("{s:s, s:I, s:b, s:s, s:o}", "role", request->role,
		"person", (json_int_t)transfer->what.new_id, "is_fallback",
		(int)transfer->is_vacated, "reason",
		request->reason == NULL ? "" : request->reason, "moved", moved),
	    err);
}

/* The dossier is loaded anew on the way. */
static int
hand_over(struct change *change, struct dossier *dossier,
    struct transfer *transfer, const struct handover *handover,
    struct error *err)
{
	struct engine *engine = change->engine;
	int64_t id = dossier->journey.id;
	json_t *moved = NULL;
	int status;

	core_touch(engine, id);
	dossier_release(dossier);
	status = dossier_load(engine, id, dossier, err);
	if (status == OB_OK)
		status = roles_recast(dossier, transfer->request->role, err);
	/* A mail needs the pages, and tells of calendars. */
	if (status == OB_OK)
		status = feeds_ensure_journey(dossier, err);
	if (status == OB_OK)
		status = page_links_ensure(dossier, err);
	if (status == OB_OK)
		status = handover_settle(
		    change, dossier, handover, &transfer->what, &moved, err);
	if (status == OB_OK)
		status = audit(change, dossier, transfer, moved, err);
	if (status == OB_OK)
		status = follow_role(change, dossier, transfer, err);
	return status;
}

/* Who minded an empty role as coordinator hands nothing over. */
static int64_t
owner_of(const struct dossier *dossier, const char *role)
{
	const struct journey_role *row =
	    role_find(dossier->roles, dossier->role_count, role);

	if (row->is_fallback &&
	    row->person_id == dossier_role(dossier, ROLE_COORDINATOR)->id)
		return 0;
	return row->person_id;
}

int
leaders_assign(struct engine *engine, const char *actor, int64_t id,
    const struct assign_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct transfer transfer = {.request = request};
	struct handover *handover = NULL;
	int status = check_request(request, err);

	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = dossier_load(engine, id, &dossier, err);
	if (status == OB_OK)
		status = check_open(&dossier, err);
	if (status == OB_OK)
		status = check_role(&dossier, request->role, err);
	if (status != OB_OK)
		return status;
	transfer.what.role = request->role;
	transfer.what.old_id = owner_of(&dossier, request->role);
	handover = handover_new(&dossier);
	status = give(&change, &dossier, &transfer, err);
	if (status == OB_OK)
		status = hand_over(&change, &dossier, &transfer, handover, err);
	handover_free(handover);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK)
		return status;
	return leaders_show(engine, id, ret_view, err);
}
