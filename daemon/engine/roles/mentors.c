/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/roles/mentors.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/reporting.h"
#include "model/role.h"
#include "store/mentor_store.h"
#include "text/catalogue.h"

static int
check_load(const struct dossier *dossier, const struct person *person,
    const char *reason, struct error *err)
{
	struct engine *engine = dossier->engine;
	int limit = engine->settings->mentors.limit;
	int64_t load = 0;
	int status = mentor_store_load(
	    engine->store, person->id, dossier->journey.id, &load, err);

	if (status != OB_OK || load < limit ||
	    (reason != NULL && reason[0] != '\0'))
		return status;
	return error_refuse(err, OB_ECONFLICT, "person", "mentor_full",
	    "'%s' is mentor of %" PRId64 " already and the limit is %d; name "
	    "somebody else (list-mentors shows who has room), or give a reason",
	    person->name, load, limit);
}

int
mentors_is_in_line(const struct dossier *dossier, int64_t person_id,
    bool *ret_in_line, struct error *err)
{
	struct engine *engine = dossier->engine;
	int64_t leader_id = dossier->journey.leader_id;
	int64_t manager_id = dossier_role(dossier, ROLE_MANAGER)->id;
	bool found = person_id == manager_id;
	int status = OB_OK;

	if (!found)
		status = reporting_is_above(
		    engine, person_id, manager_id, &found, err);
	if (status == OB_OK && !found)
		status = reporting_is_above(
		    engine, person_id, leader_id, &found, err);
	if (status == OB_OK && !found)
		status = reporting_is_above(
		    engine, leader_id, person_id, &found, err);
	if (status == OB_OK)
		*ret_in_line = found;
	return status;
}

int
mentors_check(const struct dossier *dossier, const struct person *person,
    const char *reason, struct error *err)
{
	bool is_own_line = false;
	int status;

	if (person->id == dossier->journey.leader_id)
		return error_refuse(err, OB_EINVALID, "person", "mentor_self",
		    "'%s' is the new leader and cannot be their own mentor; "
		    "name a colleague",
		    person->name);
	if (person->is_group)
		return error_refuse(err, OB_EINVALID, "person", "mentor_group",
		    "'%s' is a group; a mentor is one person", person->name);
	status = mentors_is_in_line(dossier, person->id, &is_own_line, err);
	if (status == OB_OK && is_own_line)
		return error_refuse(err, OB_EINVALID, "person", "mentor_line",
		    "'%s' stands in the leader's own reporting line; name "
		    "somebody who neither leads the leader nor is led by them",
		    person->name);
	if (status == OB_OK)
		status = check_load(dossier, person, reason, err);
	return status;
}

static const char *
words(const struct engine *engine, const char *key)
{
	return catalogue_get(
	    engine->catalogues[engine->settings->language], key);
}

static int
close_relation(struct change *change, struct mentor_relation *relation,
    const char *why, struct error *err)
{
	struct engine *engine = change->engine;
	int status;

	relation->until_day = core_today(engine);
	free(relation->closed_why);
	relation->closed_why = memory_strdup(why);
	status = mentor_store_update(engine->store, relation, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "close-mentor",
	    SUBJECT("mentor_relation", relation->id), NULL,
	    json_pack("{s:I, s:s}", "person", (json_int_t)relation->person_id,
		"why", why),
	    err);
}

int
mentors_close(struct change *change, int64_t journey_id, const char *why,
    struct error *err)
{
	cleanup_(mentor_store_release) struct mentor_relation relation = {0};
	int status = mentor_store_find_open(
	    change->engine->store, journey_id, &relation, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status != OB_OK)
		return status;
	return close_relation(change, &relation,
	    why == NULL || why[0] == '\0'
		? words(change->engine, "mentor_closed.ended")
		: why,
	    err);
}

static int
open_relation(struct change *change, int64_t journey_id, int64_t person_id,
    struct error *err)
{
	struct engine *engine = change->engine;
	struct mentor_relation relation = {
	    .journey_id = journey_id,
	    .person_id = person_id,
	    .from_day = core_today(engine),
	    .until_day = DATE_NONE,
	    .briefed_on = DATE_NONE,
	};
	int status =
	    mentor_store_add(engine->store, &relation, &relation.id, err);

	if (status != OB_OK)
		return status;
	return change_audit(change, "open-mentor",
	    SUBJECT("mentor_relation", relation.id), NULL,
	    json_pack("{s:I, s:I}", "leader", (json_int_t)journey_id, "person",
		(json_int_t)person_id),
	    err);
}

int
mentors_change(struct change *change, const struct dossier *dossier,
    int64_t person_id, const char *why, struct error *err)
{
	const char *key =
	    person_id == 0 ? "mentor_closed.vacated" : "mentor_closed.replaced";
	int status = mentors_close(change, dossier->journey.id,
	    why == NULL || why[0] == '\0' ? words(change->engine, key) : why,
	    err);

	if (status != OB_OK || person_id == 0)
		return status;
	return open_relation(change, dossier->journey.id, person_id, err);
}

static int
note_briefing(struct change *change, struct mentor_relation *relation,
    const struct activity *activity, struct error *err)
{
	struct engine *engine = change->engine;
	bool is_done = dossier_state(activity) == ACTIVITY_DONE;

	relation->briefed_on =
	    is_done ? zone_to_local(engine->zone, activity->settled_at).date
		    : DATE_NONE;
	return mentor_store_update(engine->store, relation, err);
}

static int
open_relation_again(
    struct change *change, struct mentor_relation *relation, struct error *err)
{
	int status;

	relation->until_day = DATE_NONE;
	relation->closed_why[0] = '\0';
	status = mentor_store_update(change->engine->store, relation, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "reopen-mentor",
	    SUBJECT("mentor_relation", relation->id), NULL,
	    json_pack("{s:I}", "person", (json_int_t)relation->person_id), err);
}

/* The evaluation was opened again: so is what it had closed. */
static int
open_again(
    struct change *change, const struct dossier *dossier, struct error *err)
{
	struct store *store = change->engine->store;
	const char *why = words(change->engine, "mentor_closed.evaluated");
	struct mentor_relation *rows = NULL;
	size_t count = 0;
	int status = mentor_store_list_journey(
	    store, dossier->journey.id, &rows, &count, err);

	if (status == OB_OK && count > 0 &&
	    strcmp(rows[count - 1].closed_why, why) == 0)
		status = open_relation_again(change, &rows[count - 1], err);
	mentor_store_free(rows, count);
	return status;
}

static bool
is_evaluated(const struct dossier *dossier)
{
	const struct activity *evaluation =
	    dossier_activity(dossier, MENTORS_EVALUATION);

	return evaluation != NULL && dossier_state(evaluation) == ACTIVITY_DONE;
}

int
mentors_go_on(
    struct change *change, const struct dossier *dossier, struct error *err)
{
	const struct journey_role *role =
	    role_find(dossier->roles, dossier->role_count, ROLE_MENTOR);
	struct mentor_relation *rows = NULL;
	size_t count = 0;
	int status;

	if (role == NULL || role->is_fallback || is_evaluated(dossier))
		return OB_OK;
	status = mentor_store_list_journey(
	    change->engine->store, dossier->journey.id, &rows, &count, err);
	if (status == OB_OK && count > 0 &&
	    rows[count - 1].person_id == role->person_id &&
	    !date_is_none(rows[count - 1].until_day))
		status = open_relation_again(change, &rows[count - 1], err);
	mentor_store_free(rows, count);
	return status;
}

int
mentors_note(struct change *change, const struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	cleanup_(mentor_store_release) struct mentor_relation relation = {0};
	bool is_briefing = strcmp(activity->step, MENTORS_BRIEFING) == 0;
	bool is_evaluation = strcmp(activity->step, MENTORS_EVALUATION) == 0;
	int status;

	if (!is_briefing && !is_evaluation)
		return OB_OK;
	if (is_evaluation && dossier_state(activity) != ACTIVITY_DONE)
		return open_again(change, dossier, err);
	status = mentor_store_find_open(
	    change->engine->store, dossier->journey.id, &relation, err);
	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status == OB_OK && is_briefing)
		status = note_briefing(change, &relation, activity, err);
	else if (status == OB_OK)
		status = close_relation(change, &relation,
		    words(change->engine, "mentor_closed.evaluated"), err);
	return status;
}

/* A briefing after the first meeting comes too late. */
static bool
is_in_time(const struct dossier *dossier, struct date briefed_on)
{
	const struct activity *meeting =
	    dossier_activity(dossier, MENTORS_FIRST_MEETING);

	if (date_is_none(briefed_on))
		return false;
	return meeting == NULL || dossier_state(meeting) != ACTIVITY_DONE ||
	       !date_before(
		   zone_to_local(dossier->engine->zone, meeting->settled_at)
		       .date,
		   briefed_on);
}

/* The last one counts, also when it is over: it was as it was. */
static int
last_briefing(const struct dossier *dossier, int64_t person_id,
    struct date *ret_day, struct error *err)
{
	struct mentor_relation *rows = NULL;
	size_t count = 0;
	int status = mentor_store_list_journey(
	    dossier->engine->store, dossier->journey.id, &rows, &count, err);

	if (status != OB_OK)
		return status;
	*ret_day = DATE_NONE;
	if (count > 0 && rows[count - 1].person_id == person_id)
		*ret_day = rows[count - 1].briefed_on;
	mentor_store_free(rows, count);
	return OB_OK;
}

int
mentors_standing(const struct dossier *dossier,
    struct mentors_standing *ret_standing, struct error *err)
{
	const struct journey_role *role =
	    role_find(dossier->roles, dossier->role_count, ROLE_MENTOR);
	struct mentors_standing standing = {.is_named = false};
	struct date briefed = DATE_NONE;
	int status = OB_OK;

	standing.is_named = role != NULL && !role->is_fallback;
	if (standing.is_named) {
		status = last_briefing(dossier, role->person_id, &briefed, err);
		standing.is_briefed = is_in_time(dossier, briefed);
	}
	if (status == OB_OK && standing.is_named)
		status = mentors_is_in_line(
		    dossier, role->person_id, &standing.is_in_line, err);
	if (status == OB_OK && standing.is_named)
		status = mentor_store_load(dossier->engine->store,
		    role->person_id, 0, &standing.load, err);
	if (status == OB_OK)
		*ret_standing = standing;
	return status;
}
