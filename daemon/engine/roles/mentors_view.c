/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/people/people.h"
#include "engine/roles/mentors.h"
#include "model/role.h"
#include "store/mentor_store.h"
#include "store/person_store.h"

/* A talk of mentor and leader that was held while the relation ran. */
static bool
is_meeting(const struct dossier *dossier, const struct activity *activity,
    const struct mentor_relation *relation)
{
	struct date held;

	if (dossier_state(activity) != ACTIVITY_DONE ||
	    dossier_step(dossier, activity)->kind != STEP_MEETING ||
	    !dossier_takes_part(dossier, activity, relation->person_id) ||
	    !dossier_takes_part(dossier, activity, dossier->journey.leader_id))
		return false;
	held = zone_to_local(dossier->engine->zone, activity->settled_at).date;
	return !date_before(held, relation->from_day) &&
	       (date_is_none(relation->until_day) ||
		   !date_before(relation->until_day, held));
}

static json_int_t
count_meetings(
    const struct dossier *dossier, const struct mentor_relation *relation)
{
	json_int_t count = 0;

	for (size_t i = 0; i < dossier->activity_count; i++)
		count += is_meeting(dossier, &dossier->activities[i], relation)
			     ? 1
			     : 0;
	return count;
}

static int
add_relation(const struct dossier *dossier,
    const struct mentor_relation *relation, json_t *list, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = person_store_find(
	    dossier->engine->store, relation->person_id, &person, err);

	if (status == OB_OK)
		(void)json_array_append_new(
		    list, json_pack("{s:o, s:o, s:o, s:o, s:I, s:s}", "person",
			      people_brief(&person), "from",
			      nullable_date(relation->from_day), "until",
			      nullable_date(relation->until_day), "briefed",
			      nullable_date(relation->briefed_on), "meetings",
			      count_meetings(dossier, relation), "closed_why",
			      relation->closed_why));
	return status;
}

int
mentors_of_journey(
    const struct dossier *dossier, json_t **ret_mentors, struct error *err)
{
	struct mentor_relation *rows = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = mentor_store_list_journey(
	    dossier->engine->store, dossier->journey.id, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_relation(dossier, &rows[i], list, err);
	mentor_store_free(rows, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_mentors = list;
	return OB_OK;
}

static bool
is_running(const struct journey *journey)
{
	return strcmp(journey->state, "ended") != 0 &&
	       strcmp(journey->state, "cancelled") != 0;
}

/* One leader of a mentor's, if the relation is open. */
static int
add_journey(struct engine *engine, const struct mentor_relation *relation,
    json_t *list, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status;

	if (!date_is_none(relation->until_day))
		return OB_OK;
	status = dossier_load(engine, relation->journey_id, &dossier, err);
	if (status != OB_OK || !is_running(&dossier.journey))
		return status;
	(void)json_array_append_new(
	    list, json_pack("{s:I, s:s, s:o, s:o, s:I}", "leader",
		      (json_int_t)relation->journey_id, "name",
		      dossier_role(&dossier, ROLE_LEADER)->name, "from",
		      nullable_date(relation->from_day), "briefed",
		      nullable_date(relation->briefed_on), "meetings",
		      count_meetings(&dossier, relation)));
	return OB_OK;
}

/* The relations of one person, which follow each other. */
static int
add_mentor(struct engine *engine, const struct mentor_relation *rows,
    size_t count, json_t *list, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	json_t *journeys = json_array();
	int status =
	    person_store_find(engine->store, rows[0].person_id, &person, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_journey(engine, &rows[i], journeys, err);
	if (status != OB_OK) {
		json_decref(journeys);
		return status;
	}
	(void)json_array_append_new(list,
	    json_pack("{s:o, s:I, s:i, s:o}", "person", people_brief(&person),
		"load", (json_int_t)json_array_size(journeys), "limit",
		engine->settings->mentors.limit, "journeys", journeys));
	return OB_OK;
}

int
mentors_list(struct engine *engine, json_t **ret_view, struct error *err)
{
	struct mentor_relation *rows = NULL;
	size_t count = 0;
	size_t first = 0;
	json_t *list = json_array();
	int status = mentor_store_list(engine->store, &rows, &count, err);

	while (status == OB_OK && first < count) {
		size_t next = first;

		while (next < count &&
		       rows[next].person_id == rows[first].person_id)
			next++;
		status =
		    add_mentor(engine, &rows[first], next - first, list, err);
		first = next;
	}
	mentor_store_free(rows, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "mentors", list);
	return OB_OK;
}
