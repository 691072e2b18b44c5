/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/cohorts/cohorts.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/views.h"
#include "engine/feeds/feeds.h"
#include "engine/links/page_links.h"
#include "engine/people/people.h"
#include "engine/planning/planning.h"
#include "engine/programmes/programmes.h"
#include "engine/programmes/terms.h"
#include "engine/roles/roles.h"
#include "model/workday.h"
#include "store/journey_store.h"
#include "store/person_store.h"
#include "store/programme_store.h"

#define DEFAULT_PROGRAMME "foer-leder"
#define TEXT_MAX 200
#define YEARS_AHEAD 10
#define YEARS_BACK 2

static int
read_date(const char *field, const char *text, struct date *ret_date,
    struct error *err)
{
	int status = date_parse(text, ret_date, err);

	return status == OB_OK ? OB_OK : error_name_field(err, field);
}

static int
check_dates(const struct engine *engine, const struct journey *journey,
    struct error *err)
{
	struct date today = core_today(engine);
	char day[DATE_TEXT_SIZE];

	(void)date_format(journey->first_day, day);
	if (!date_before(journey->accepted, journey->first_day))
		return error_refuse(err, OB_EINVALID, "start",
		    "cohort_early_start",
		    "the cohort must begin after the day it opens, not on %s",
		    day);
	if (date_before(
		date_add_months(today, 12 * YEARS_AHEAD), journey->first_day))
		return error_refuse(err, OB_EINVALID, "start", "cohort_ahead",
		    "%s lies too far ahead; a cohort begins at most %d years "
		    "from today",
		    day, YEARS_AHEAD);
	if (date_before(
		journey->accepted, date_add_months(today, -12 * YEARS_BACK)))
		return error_refuse(err, OB_EINVALID, "opened", "cohort_back",
		    "a cohort was opened at most %d years ago", YEARS_BACK);
	return OB_OK;
}

static int
read_dates(const struct engine *engine, const struct cohort_request *request,
    struct journey *journey, struct error *err)
{
	int status;

	if (request->start == NULL || request->start[0] == '\0')
		return error_set_field(err, OB_EINVALID, "start",
		    "the day that the cohort begins is missing");
	status = read_date("start", request->start, &journey->first_day, err);
	journey->accepted = core_today(engine);
	if (status == OB_OK && request->opened != NULL)
		status = read_date(
		    "opened", request->opened, &journey->accepted, err);
	return status == OB_OK ? check_dates(engine, journey, err) : status;
}

static int
read_request(const struct engine *engine, const struct cohort_request *request,
    struct journey *journey, struct error *err)
{
	const char *area = request->area == NULL ? "" : request->area;
	int status;

	if (request->name == NULL || request->name[0] == '\0')
		return error_set_field(
		    err, OB_EINVALID, "name", "the cohort's name is missing");
	status = utf8_check_line("name", request->name, TEXT_MAX, err);
	if (status == OB_OK && area[0] != '\0')
		status = utf8_check_line("area", area, TEXT_MAX, err);
	if (status == OB_OK)
		status = read_dates(engine, request, journey, err);
	if (status != OB_OK)
		return status;
	journey->kind = memory_strdup(programme_kind_name(PROGRAMME_COHORT));
	journey->title = memory_strdup(request->name);
	journey->area = memory_strdup(area);
	journey->workplace = memory_strdup("");
	journey->level = memory_strdup("");
	journey->recruitment = memory_strdup("internal");
	journey->addresses = 1;
	journey->last_day = DATE_NONE;
	return OB_OK;
}

/* Until its activities are planned, a cohort ends where it begins. */
static int
choose_programme(struct engine *engine, const char *id, struct journey *journey,
    struct error *err)
{
	cleanup_(programme_store_release) struct programme_version version = {
	    0};
	const struct programme_scope where = {journey->area, ""};
	const struct programme *programme = NULL;
	char digest[DIGEST_HEX_SIZE];
	int status = programmes_find(
	    engine, id == NULL ? DEFAULT_PROGRAMME : id, &where, &version, err);

	if (status == OB_OK)
		status = programmes_get(engine, version.id, &programme, err);
	if (status != OB_OK)
		return status;
	if (programme->kind != PROGRAMME_COHORT)
		return error_refuse(err, OB_EINVALID, "programme",
		    "cohort_programme", "'%s' is no programme of a cohort",
		    programme->id);
	status = terms_digest(engine, programme->id, digest, err);
	if (status != OB_OK)
		return status;
	journey->programme_id = version.id;
	journey->end_day = workday_next(engine->calendar, journey->first_day);
	journey->state = memory_strdup(
	    date_before(core_today(engine), journey->accepted) ? "planned"
							       : "active");
	journey->created_at = core_now(engine);
	return OB_OK;
}

static int
store(struct change *change, const struct cohort_request *request,
    struct journey *journey, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(person_store_release) struct person runs = {0};
	const char *coordinator = request->coordinator != NULL
				      ? request->coordinator
				      : engine->settings->people.coordinator;
	struct roles_request roles = {.coordinator = coordinator};
	int status;

	if (coordinator[0] == '\0')
		return error_refuse(err, OB_EINVALID, "coordinator",
		    "coordinator_none",
		    "a coordinator is missing; give one, or set "
		    "'people.coordinator' in the configuration");
	status = people_ensure(change, "coordinator", coordinator, &runs, err);
	if (status != OB_OK)
		return status;
	journey->leader_id = runs.id;
	roles.leader_id = runs.id;
	roles.where =
	    (struct programme_scope){journey->area, journey->workplace};
	status = journey_store_add(engine->store, journey, &journey->id, err);
	if (status == OB_OK)
		status = roles_fill(change, journey->id, &roles, err);
	return status;
}

/* A form that is sent twice opens one. */
static int
check_other(const struct engine *engine, const struct journey *journey,
    struct error *err)
{
	cleanup_(journey_store_release) struct journey same = {0};
	char day[DATE_TEXT_SIZE];
	int status =
	    journey_store_find_cohort(engine->store, journey, &same, err);

	if (status == OB_OK)
		return error_refuse(err, OB_EEXISTS, "name", "cohort_twice",
		    "cohort %" PRId64 " is called '%s' and begins on %s "
		    "already",
		    same.id, journey->title,
		    date_format(journey->first_day, day));
	return status == OB_ENOTFOUND ? OB_OK : status;
}

/* A cohort is over after the last of its activities. */
static int
set_end(struct dossier *dossier, struct error *err)
{
	struct journey *journey = &dossier->journey;

	for (size_t i = 0; i < dossier->activity_count; i++)
		journey->end_day =
		    date_max(journey->end_day, dossier->activities[i].planned);
	return journey_store_update(
	    dossier->engine->store, journey, journey->state, err);
}

static int
add(struct change *change, const struct cohort_request *request,
    struct journey *journey, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = store(change, request, journey, err);

	if (status == OB_OK)
		status =
		    dossier_load(change->engine, journey->id, &dossier, err);
	if (status == OB_OK)
		status = planning_create(&dossier, err);
	if (status == OB_OK)
		status = set_end(&dossier, err);
	if (status == OB_OK)
		status = feeds_ensure_journey(&dossier, err);
	if (status == OB_OK)
		status = page_links_ensure(&dossier, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "add-cohort",
	    SUBJECT("journey", journey->id), NULL, views_leader(&dossier), err);
}

int
cohorts_add(struct engine *engine, const char *actor,
    const struct cohort_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(journey_store_release) struct journey journey = {0};
	int status = read_request(engine, request, &journey, err);

	if (status == OB_OK)
		status =
		    choose_programme(engine, request->programme, &journey, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = check_other(engine, &journey, err);
	if (status == OB_OK)
		status = add(&change, request, &journey, err);
	if (status == OB_OK) {
		core_touch(engine, journey.id);
		status = change_commit(&change, err);
	}
	return status == OB_OK ? cohorts_show(engine, journey.id, ret_view, err)
			       : status;
}
