/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/leaders_add.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/accounts/account_mail.h"
#include "engine/activities/activities.h"
#include "engine/core/calendars.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/views.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/journey_facts.h"
#include "engine/links/page_links.h"
#include "engine/people/people.h"
#include "engine/people/reporting.h"
#include "engine/planning/events_attach.h"
#include "engine/planning/planning.h"
#include "engine/programmes/programmes.h"
#include "engine/roles/mentors.h"
#include "engine/roles/roles.h"
#include "model/role.h"
#include "store/journey_store.h"
#include "store/person_store.h"
#include "store/programme_store.h"

#define DEFAULT_PROGRAMME "ny-leder"
#define STEP_CREATE "opret" /* done by adding the leader */
#define YEARS_AHEAD 10
#define YEARS_BACK 2

static int
check_needed(const struct leader_request *request, struct error *err)
{
	const struct {
		const char *field;
		const char *value;
		const char *advice;
	} rows[] = {
	    {"name", request->name, "the leader's full name"},
	    {"email", request->email, "the leader's mail address"},
	    {"first_day", request->first_day, "the first day of work"},
	    {"manager", request->manager,
		"the nearest leader as \"Name <address>\""},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].value == NULL || rows[i].value[0] == '\0')
			return error_refuse(err, OB_EINVALID, rows[i].field,
			    "missing", "%s is missing", rows[i].advice);
	}
	return OB_OK;
}

static int
read_date(const char *field, const char *text, struct date *ret_date,
    struct error *err)
{
	int status = date_parse(text, ret_date, err);

	return status == OB_OK ? OB_OK : error_name_field(err, field);
}

int
leaders_check_first_day(const struct engine *engine, const char *field,
    struct date accepted, struct date first_day, struct error *err)
{
	char day[DATE_TEXT_SIZE];

	(void)date_format(first_day, day);
	if (!date_before(accepted, first_day))
		return error_refuse(err, OB_EINVALID, field, "first_day_early",
		    "the first day '%s' must come after the day of "
		    "acceptance",
		    day);
	if (date_before(date_add_months(core_today(engine), 12 * YEARS_AHEAD),
		first_day))
		return error_refuse(err, OB_EINVALID, field, "first_day_ahead",
		    "the first day '%s' lies too far ahead; a journey begins "
		    "at most %d years from today",
		    day, YEARS_AHEAD);
	return OB_OK;
}

static int
read_dates(const struct engine *engine, const struct leader_request *request,
    struct journey *journey, struct error *err)
{
	struct date today = core_today(engine);
	int status = read_date(
	    "first_day", request->first_day, &journey->first_day, err);

	journey->accepted = today;
	if (status == OB_OK && request->accepted != NULL)
		status = read_date(
		    "accepted", request->accepted, &journey->accepted, err);
	if (status != OB_OK)
		return status;
	status = leaders_check_first_day(
	    engine, "first_day", journey->accepted, journey->first_day, err);
	if (status != OB_OK)
		return status;
	if (date_before(
		journey->accepted, date_add_months(today, -12 * YEARS_BACK)))
		return error_refuse(err, OB_EINVALID, "accepted",
		    "accepted_back",
		    "the day of acceptance '%s' lies too far back; a journey "
		    "was accepted at most %d years ago",
		    request->accepted, YEARS_BACK);
	return OB_OK;
}

/* Who says nothing of it leads one address. */
static int
read_facts(const struct leader_request *request, struct journey *journey,
    struct error *err)
{
	const struct journey_facts facts = {
	    .recruitment = request->recruitment == NULL ? "external"
							: request->recruitment,
	    .title = request->title == NULL ? "" : request->title,
	    .area = request->area == NULL ? "" : request->area,
	    .workplace = request->workplace == NULL ? "" : request->workplace,
	    .level = request->level == NULL ? "" : request->level,
	    .addresses = request->addresses == 0 ? 1 : request->addresses,
	    .employees = request->employees,
	    .professional_groups = request->professional_groups,
	};

	return journey_facts_set(&facts, journey, err);
}

static int
read_request(const struct engine *engine, const struct leader_request *request,
    struct journey *journey, struct error *err)
{
	int status = check_needed(request, err);

	if (status == OB_OK)
		status = read_dates(engine, request, journey, err);
	if (status == OB_OK)
		status = read_facts(request, journey, err);
	journey->kind =
	    memory_strdup(programme_kind_name(PROGRAMME_ONBOARDING));
	journey->last_day = DATE_NONE;
	return status;
}

static int
check_first(struct change *change, const struct person *leader,
    const struct journey *journey, struct error *err)
{
	cleanup_(journey_store_release) struct journey same = {0};
	char day[DATE_TEXT_SIZE];
	int status =
	    journey_store_find_same(change->engine->store, journey, &same, err);

	if (status == OB_OK)
		return error_refuse(err, OB_EEXISTS, "email", "leader_twice",
		    "'%s' with the first day %s is leader %" PRId64 " already",
		    leader->email, date_format(journey->first_day, day),
		    same.id);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
store_journey(struct change *change, const struct leader_request *request,
    struct journey *journey, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(programme_store_release) struct programme_version version = {
	    0};
	struct date today = core_today(engine);
	const struct programme_scope where = {
	    journey->area, journey->workplace};
	int status = programmes_find(engine,
	    request->programme == NULL ? DEFAULT_PROGRAMME : request->programme,
	    &where, &version, err);

	if (status != OB_OK)
		return status;
	journey->programme_id = version.id;
	journey->state = memory_strdup(
	    date_before(today, journey->accepted) ? "planned" : "active");
	journey->end_day =
	    date_rule_anchors(calendars_of(engine, journey->area),
		journey->accepted, journey->first_day)
		.end;
	journey->created_at = core_now(engine);
	return journey_store_add(engine->store, journey, &journey->id, err);
}

static int
finish_create_step(
    struct change *change, struct dossier *dossier, struct error *err)
{
	struct engine *engine = change->engine;
	struct activity *activity = dossier_activity(dossier, STEP_CREATE);

	if (activity == NULL)
		return OB_OK;
	free(activity->state);
	activity->state = memory_strdup(activity_state_name(ACTIVITY_DONE));
	activity->settled_at = core_now(engine);
	free(activity->settled_by);
	activity->settled_by = memory_strdup(change->actor);
	return activity_store_update(engine->store, activity,
	    activity_state_name(ACTIVITY_PLANNED), err);
}

/* Who is known may get a work address, which who signs in hears of. */
static int
store_person(struct change *change, const struct person_request *request,
    struct person *ret_leader, struct error *err)
{
	cleanup_(person_store_release) struct person known = {0};
	int status = people_find(change->engine, request->email, &known, NULL);
	const char *const before[2] = {known.email, known.work_email};
	bool is_known = status == OB_OK;

	status = people_ensure_leader(change, request, ret_leader, err);
	if (status == OB_OK && is_known)
		status =
		    account_mail_tell_address(change, before, ret_leader, err);
	return status;
}

static int
store_leader(struct change *change, const struct leader_request *request,
    struct journey *journey, struct error *err)
{
	cleanup_(person_store_release) struct person leader = {0};
	const struct person_request person = {
	    .name = request->name,
	    .email = request->email,
	    .work_email = request->work_email,
	    .phone = request->phone,
	    .language = request->language,
	};
	struct roles_request roles = {
	    .manager = request->manager,
	    .hiring_leader = request->hiring_leader,
	    .mentor = request->mentor,
	    .coordinator = request->coordinator,
	};
	int status = store_person(change, &person, &leader, err);

	if (status != OB_OK)
		return status;
	journey->leader_id = leader.id;
	status = check_first(change, &leader, journey, err);
	if (status != OB_OK)
		return status;
	roles.leader_id = leader.id;
	roles.where =
	    (struct programme_scope){journey->area, journey->workplace};
	status = store_journey(change, request, journey, err);
	if (status == OB_OK)
		status = roles_fill(change, journey->id, &roles, err);
	return status;
}

/* Nobody is their own manager or mentor. */
static int
check_roles(const struct dossier *dossier, struct error *err)
{
	for (size_t i = 0; i < dossier->role_count; i++) {
		const struct journey_role *row = &dossier->roles[i];

		if (row->person_id == dossier->journey.leader_id &&
		    (strcmp(row->role, ROLE_MANAGER) == 0 ||
			strcmp(row->role, ROLE_MENTOR) == 0))
			return error_refuse(err, OB_EINVALID, row->role,
			    "own_role", "the new leader cannot be their own %s",
			    row->role);
	}
	return OB_OK;
}

/* What a named mentor and manager mean beside their roles. */
static int
begin_relations(struct change *change, const struct dossier *dossier,
    const struct leader_request *request, struct error *err)
{
	int64_t leader_id = dossier->journey.leader_id;
	int status;

	if (dossier->version->kind != PROGRAMME_ONBOARDING)
		return OB_OK;
	status = reporting_note(
	    change, leader_id, dossier_role(dossier, ROLE_MANAGER)->id, err);
	if (status != OB_OK || request->mentor == NULL ||
	    request->mentor[0] == '\0')
		return status;
	status = mentors_check(
	    dossier, dossier_role(dossier, ROLE_MENTOR), NULL, err);
	if (status != OB_OK)
		return error_name_field(err, "mentor");
	return mentors_change(
	    change, dossier, dossier_role(dossier, ROLE_MENTOR)->id, NULL, err);
}

/* Adding the leader is a step, and so is naming the mentor. */
static int
finish_steps(struct change *change, struct dossier *dossier,
    const struct leader_request *request, struct error *err)
{
	int status = finish_create_step(change, dossier, err);

	if (status != OB_OK || request->mentor == NULL ||
	    request->mentor[0] == '\0')
		return status;
	return activities_fulfil(
	    change, dossier, MENTORS_NAMING, core_now(change->engine), err);
}

int
leaders_add_journey(struct change *change, const struct leader_request *request,
    struct dossier *ret_dossier, struct error *err)
{
	cleanup_(journey_store_release) struct journey journey = {0};
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = read_request(change->engine, request, &journey, err);

	if (status == OB_OK)
		status = store_leader(change, request, &journey, err);
	if (status == OB_OK)
		status =
		    dossier_load(change->engine, journey.id, &dossier, err);
	if (status == OB_OK)
		status = check_roles(&dossier, err);
	if (status == OB_OK)
		status = begin_relations(change, &dossier, request, err);
	if (status == OB_OK)
		status = planning_create(&dossier, err);
	if (status == OB_OK)
		status = events_attach_stored(&dossier, NULL, err);
	if (status == OB_OK)
		status = finish_steps(change, &dossier, request, err);
	if (status == OB_OK)
		status = feeds_ensure_journey(&dossier, err);
	if (status == OB_OK)
		status = page_links_ensure(&dossier, err);
	if (status == OB_OK)
		status = change_audit(change, "add-leader",
		    SUBJECT("journey", journey.id), NULL,
		    views_leader(&dossier), err);
	if (status != OB_OK)
		return status;
	*ret_dossier = dossier;
	dossier = (struct dossier){0};
	return OB_OK;
}
