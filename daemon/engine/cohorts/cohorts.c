/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/cohorts/cohorts.h"

#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/cohorts/cohort_sessions.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/dossier/views.h"
#include "engine/feeds/feeds.h"
#include "engine/links/page_links.h"
#include "engine/people/people.h"
#include "engine/planning/planning.h"
#include "model/nomination.h"
#include "model/role.h"
#include "store/journey_store.h"
#include "store/nomination_store.h"
#include "text/catalogue.h"

int
cohorts_load(struct engine *engine, int64_t id, struct dossier *ret_dossier,
    struct error *err)
{
	cleanup_(journey_store_release) struct journey journey = {0};
	int status = journey_store_find(engine->store, id, &journey, err);

	if (status == OB_OK &&
	    strcmp(journey.kind, programme_kind_name(PROGRAMME_COHORT)) != 0)
		status = OB_ENOTFOUND;
	if (status == OB_ENOTFOUND)
		(void)error_set(
		    err, OB_ENOTFOUND, "there is no cohort %" PRId64, id);
	if (status != OB_OK)
		return status;
	return dossier_load(engine, id, ret_dossier, err);
}

int
cohorts_count_participants(const struct dossier *dossier)
{
	int count = 0;

	for (size_t i = 0; i < dossier->nomination_count; i++)
		count += nomination_takes_part(&dossier->nominations[i]);
	return count;
}

json_t *
cohorts_rules(const struct dossier *dossier)
{
	const struct engine *engine = dossier->engine;
	const struct catalogue *catalogue =
	    engine->catalogues[engine->settings->language];
	int have = cohorts_count_participants(dossier);
	int need = engine->settings->cohorts.least;

	return json_pack("[{s:s, s:i, s:i, s:s}]", "rule", "participants",
	    "have", have, "need", need, "hint",
	    have >= need ? ""
			 : catalogue_get(catalogue, "rule_help.participants"));
}

static json_t *
cohort_view(const struct dossier *dossier)
{
	const struct journey *journey = &dossier->journey;
	char opened[DATE_TEXT_SIZE];
	char start[DATE_TEXT_SIZE];
	char end[DATE_TEXT_SIZE];

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:s, s:o, "
			 "s:i, s:i, s:i}",
	    "id", (json_int_t)journey->id, "name", journey->title, "state",
	    journey->state, "opened", date_format(journey->accepted, opened),
	    "start", date_format(journey->first_day, start), "end",
	    date_format(journey->end_day, end), "programme",
	    dossier->programme->id, "version", dossier->programme->version,
	    "area", journey->area, "coordinator",
	    people_brief(dossier_role(dossier, ROLE_COORDINATOR)),
	    "participants", cohorts_count_participants(dossier), "least",
	    dossier->engine->settings->cohorts.least, "most",
	    dossier->engine->settings->cohorts.most);
}

int
cohorts_list(struct engine *engine, json_t **ret_view, struct error *err)
{
	struct journey *journeys = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status =
	    journey_store_list_cohorts(engine->store, &journeys, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};

		status = dossier_load(engine, journeys[i].id, &dossier, err);
		if (status == OB_OK)
			(void)json_array_append_new(
			    list, cohort_view(&dossier));
	}
	journey_store_free(journeys, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "cohorts", list);
	return OB_OK;
}

json_t *
cohorts_nomination_view(
    const struct engine *engine, const struct nomination *nomination)
{
	char day[DATE_TEXT_SIZE];

	return json_pack("{s:I, s:s, s:s, s:o, s:o, s:o, s:s}", "id",
	    (json_int_t)nomination->id, "state", nomination_state(nomination),
	    "nominated", date_format(nomination->nominated_on, day),
	    "person_accepted",
	    nullable_instant(engine, nomination->person_accepted_at),
	    "manager_accepted",
	    nullable_instant(engine, nomination->manager_accepted_at),
	    "withdrawn", nullable_instant(engine, nomination->withdrawn_at),
	    "reason", nomination->withdrawn_why);
}

static bool
lists(const json_t *pages, const char *role, const char *url)
{
	const json_t *page;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)pages, i, page)
	{
		if (strcmp(json_string_value(json_object_get(page, "role")),
			role) == 0 &&
		    strcmp(json_string_value(json_object_get(page, "url")),
			url) == 0)
			return true;
	}
	return false;
}

/* Once for a manager of several. */
static int
add_page(const struct dossier *dossier, int64_t person_id, const char *role,
    json_t *pages, struct error *err)
{
	cleanup_(memory_free_ptr) char *url = NULL;
	int status = page_links_url(dossier, person_id, &url, err);

	if (status == OB_OK && !lists(pages, role, url))
		(void)json_array_append_new(
		    pages, json_pack("{s:s, s:o, s:s}", "role", role, "person",
			       people_brief(dossier_person(dossier, person_id)),
			       "url", url));
	return status;
}

/* Their pages, where both answer, are shown with those of the roles. */
static int
add_nomination(struct dossier *dossier, size_t index, json_t *list,
    json_t *pages, struct error *err)
{
	const struct nomination *row = &dossier->nominations[index];
	json_t *view = cohorts_nomination_view(dossier->engine, row);
	int status = dossier_know(dossier, row->person_id, err);

	(void)json_array_append_new(list, view);
	if (status == OB_OK)
		status = dossier_know(dossier, row->manager_id, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(view, "person",
	    people_brief(dossier_person(dossier, row->person_id)));
	(void)json_object_set_new(view, "manager",
	    people_brief(dossier_person(dossier, row->manager_id)));
	if (row->withdrawn_at != INSTANT_NONE)
		return OB_OK;
	status =
	    add_page(dossier, row->person_id, ROLE_PARTICIPANTS, pages, err);
	if (status == OB_OK)
		status = add_page(
		    dossier, row->manager_id, ROLE_MANAGER, pages, err);
	return status;
}

static int
view_of(struct dossier *dossier, json_t **ret_view, struct error *err)
{
	json_t *nominations = json_array();
	json_t *feeds = NULL;
	json_t *pages = NULL;
	int status = feeds_of_journey(dossier, &feeds, err);

	if (status == OB_OK)
		status = page_links_of_journey(dossier, &pages, err);
	for (size_t i = 0; status == OB_OK && i < dossier->nomination_count;
	     i++)
		status = add_nomination(dossier, i, nominations, pages, err);
	if (status != OB_OK) {
		json_decref(nominations);
		json_decref(feeds);
		json_decref(pages);
		return status;
	}
	*ret_view = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "cohort",
	    cohort_view(dossier), "nominations", nominations, "activities",
	    views_activities(dossier), "feeds", feeds, "pages", pages, "rules",
	    cohorts_rules(dossier));
	return OB_OK;
}

int
cohorts_show(
    struct engine *engine, int64_t id, json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = cohorts_load(engine, id, &dossier, err);

	if (status == OB_OK)
		status = view_of(&dossier, ret_view, err);
	return status;
}

/* A session that somebody new has no time for is planned anew for all. */
static int
recast(struct dossier *dossier, struct activity *activity, json_t *moved,
    struct error *err)
{
	int64_t id = activity->id;
	int status = planning_recast(dossier, activity, err);

	if (status == OB_OK)
		status = activity_store_update(
		    dossier->engine->store, activity, activity->state, err);
	if (status == OB_OK && activity->start_minute >= 0 &&
	    !date_before(activity->planned, core_today(dossier->engine)) &&
	    planning_check_time(dossier, activity, activity->planned,
		activity->start_minute, activity->end_minute, NULL) != OB_OK)
		status = planning_adjust(dossier, &id, 1, moved, err);
	return status;
}

int
cohorts_recast(
    struct change *change, struct dossier *dossier, struct error *err)
{
	struct engine *engine = change->engine;
	int64_t id = dossier->journey.id;
	json_t *moved = json_array();
	int status;

	dossier_release(dossier);
	status = dossier_load(engine, id, dossier, err);
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		if (cohort_sessions_is_one(dossier, &dossier->activities[i]) &&
		    activity_is_open(dossier_state(&dossier->activities[i])))
			status = recast(
			    dossier, &dossier->activities[i], moved, err);
	}
	json_decref(moved);
	if (status == OB_OK)
		status = feeds_ensure_journey(dossier, err);
	if (status == OB_OK)
		status = page_links_ensure(dossier, err);
	if (status == OB_OK)
		core_touch(engine, id);
	return status;
}
