/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/cohorts/nominations.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/cohorts/cohorts.h"
#include "engine/cohorts/nominations_private.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/links/page_links.h"
#include "engine/people/people.h"
#include "engine/programmes/terms.h"
#include "model/nomination.h"
#include "store/nomination_store.h"
#include "store/person_store.h"

#define REASON_MAX 2000

/* A change of one cohort: the transaction, and all that is known of it. */
static int
begin(struct engine *engine, const char *actor, int64_t cohort_id,
    struct change *change, struct dossier *dossier, struct error *err)
{
	int status = change_begin(change, engine, actor, err);

	if (status == OB_OK)
		status = cohorts_load(engine, cohort_id, dossier, err);
	if (status != OB_OK)
		return status;
	if (strcmp(dossier->journey.state, "planned") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "cohort_early",
		    "the cohort '%s' is not open yet; nobody hears of it "
		    "before the day it opens",
		    dossier->journey.title);
	if (strcmp(dossier->journey.state, "active") != 0 &&
	    strcmp(dossier->journey.state, "paused") != 0)
		return error_refuse(err, OB_ECONFLICT, "", "cohort_over",
		    "the cohort '%s' is %s", dossier->journey.title,
		    dossier->journey.state);
	return OB_OK;
}

static int
check_room(const struct dossier *dossier, struct error *err)
{
	int most = dossier->engine->settings->cohorts.most;
	int count = 0;

	for (size_t i = 0; i < dossier->nomination_count; i++) {
		if (dossier->nominations[i].withdrawn_at == INSTANT_NONE)
			count++;
	}
	if (count < most)
		return OB_OK;
	return error_refuse(err, OB_ECONFLICT, "", "cohort_full",
	    "the cohort '%s' has %d nominated, and 'cohorts.most' allows no "
	    "more; withdraw one first",
	    dossier->journey.title, count);
}

static int
check_needed(const struct nomination_request *request, struct error *err)
{
	const struct {
		const char *field;
		const char *value;
		const char *advice;
	} rows[] = {
	    {"name", request->name, "the nominee's full name"},
	    {"email", request->email, "the nominee's mail address"},
	    {"manager", request->manager,
		"the nominee's manager as \"Name <address>\""},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].value == NULL || rows[i].value[0] == '\0')
			return error_set_field(err, OB_EINVALID, rows[i].field,
			    "%s is missing", rows[i].advice);
	}
	return OB_OK;
}

static int
ensure_people(struct change *change, const struct nomination_request *request,
    struct nomination *nomination, struct error *err)
{
	cleanup_(person_store_release) struct person nominee = {0};
	cleanup_(person_store_release) struct person manager = {0};
	const struct person_request person = {
	    .name = request->name,
	    .email = request->email,
	    .language = request->language,
	};
	int status = people_ensure_leader(change, &person, &nominee, err);

	if (status == OB_OK)
		status = people_ensure(
		    change, "manager", request->manager, &manager, err);
	if (status != OB_OK)
		return status;
	if (nominee.id == manager.id)
		return error_refuse(err, OB_EINVALID, "manager",
		    "nominee_manager", "nobody is their own manager");
	nomination->person_id = nominee.id;
	nomination->manager_id = manager.id;
	return OB_OK;
}

/* Adds the row, or opens the one of somebody who withdrew again. */
static int
store_new(struct change *change, struct dossier *dossier,
    struct nomination *nomination, struct error *err)
{
	struct store *store = change->engine->store;
	cleanup_(nomination_store_release) struct nomination old = {0};
	int status = nomination_store_find_person(
	    store, dossier->journey.id, nomination->person_id, &old, err);

	if (status == OB_ENOTFOUND)
		return nomination_store_add(
		    store, nomination, &nomination->id, err);
	if (status != OB_OK)
		return status;
	if (old.withdrawn_at == INSTANT_NONE)
		return error_refuse(err, OB_EEXISTS, "email", "nominee_twice",
		    "'%s' is nominated for '%s' already",
		    dossier_person(dossier, nomination->person_id)->email,
		    dossier->journey.title);
	nomination->id = old.id;
	return nomination_store_update(store, nomination, err);
}

static int
fill(struct change *change, struct dossier *dossier,
    const struct nomination_request *request, struct nomination *nomination,
    struct error *err)
{
	char digest[DIGEST_HEX_SIZE];
	int status = ensure_people(change, request, nomination, err);

	if (status == OB_OK)
		status = terms_digest(
		    change->engine, dossier->version->id, digest, err);
	if (status == OB_OK)
		status = dossier_know(dossier, nomination->person_id, err);
	if (status == OB_OK)
		status = dossier_know(dossier, nomination->manager_id, err);
	if (status != OB_OK)
		return status;
	nomination->journey_id = dossier->journey.id;
	nomination->nominated_on = core_today(change->engine);
	nomination->terms = memory_strdup(digest);
	nomination->withdrawn_why = memory_strdup("");
	return OB_OK;
}

static int
add(struct change *change, struct dossier *dossier,
    const struct nomination_request *request, struct error *err)
{
	cleanup_(nomination_store_release) struct nomination nomination = {
	    .person_accepted_at = INSTANT_NONE,
	    .manager_accepted_at = INSTANT_NONE,
	    .withdrawn_at = INSTANT_NONE,
	    .consent_asked_on = DATE_NONE,
	};
	int status = fill(change, dossier, request, &nomination, err);

	if (status == OB_OK)
		status = store_new(change, dossier, &nomination, err);
	if (status == OB_OK)
		status = page_links_ensure(dossier, err);
	if (status == OB_OK)
		status = nominations_write(
		    change, dossier, &nomination, NOMINATION_NOMINEE, err);
	if (status == OB_OK)
		status = nominations_write(
		    change, dossier, &nomination, NOMINATION_MANAGER, err);
	if (status != OB_OK)
		return status;
	status = change_audit(change, "nominate",
	    SUBJECT("nomination", nomination.id), NULL,
	    json_pack("{s:I, s:I, s:I, s:s}", "cohort",
		(json_int_t)nomination.journey_id, "person",
		(json_int_t)nomination.person_id, "manager",
		(json_int_t)nomination.manager_id, "terms", nomination.terms),
	    err);
	return status == OB_OK ? cohorts_note_progress(change, dossier, err)
			       : status;
}

int
nominations_add(struct engine *engine, const char *actor, int64_t cohort_id,
    const struct nomination_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = check_needed(request, err);

	if (status == OB_OK)
		status =
		    begin(engine, actor, cohort_id, &change, &dossier, err);
	if (status == OB_OK)
		status = check_room(&dossier, err);
	if (status == OB_OK)
		status = add(&change, &dossier, request, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK ? cohorts_show(engine, cohort_id, ret_view, err)
			       : status;
}

static int
find(struct dossier *dossier, const char *email,
    struct nomination *ret_nomination, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = people_find(dossier->engine, email, &person, err);

	if (status == OB_OK)
		status = nomination_store_find_person(dossier->engine->store,
		    dossier->journey.id, person.id, ret_nomination, err);
	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_ENOTFOUND, "email",
		    "'%.100s' is not nominated for '%s'", email,
		    dossier->journey.title);
	return status;
}

static int
read_side(const char *by, enum nomination_side *ret_side, struct error *err)
{
	if (by != NULL && strcmp(by, "participant") == 0)
		*ret_side = NOMINATION_NOMINEE;
	else if (by != NULL && strcmp(by, "manager") == 0)
		*ret_side = NOMINATION_MANAGER;
	else
		return error_set_field(err, OB_EINVALID, "by",
		    "say who accepts: participant or manager");
	return OB_OK;
}

static int
read_at(const struct engine *engine, const char *text,
    const struct nomination *nomination, int64_t *ret_at, struct error *err)
{
	int status;

	*ret_at = core_now(engine);
	if (text == NULL)
		return OB_OK;
	status = instant_parse(engine->zone, text, ret_at, err);
	if (status != OB_OK)
		return error_name_field(err, "at");
	if (*ret_at > core_now(engine))
		return error_refuse(err, OB_EINVALID, "at", "not_yet",
		    "'%s' has not come yet", text);
	if (date_before(zone_to_local(engine->zone, *ret_at).date,
		nomination->nominated_on))
		return error_refuse(err, OB_EINVALID, "at", "nomination_later",
		    "'%s' lies before the day of the nomination", text);
	return OB_OK;
}

int
nominations_accept(struct engine *engine, const char *actor, int64_t cohort_id,
    const struct nomination_answer *answer, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(nomination_store_release) struct nomination nomination = {0};
	struct nomination_acceptance acceptance = {.terms = NULL};
	int status = read_side(answer->by, &acceptance.side, err);

	if (status == OB_OK)
		status =
		    begin(engine, actor, cohort_id, &change, &dossier, err);
	if (status == OB_OK)
		status = find(&dossier, answer->email, &nomination, err);
	if (status == OB_OK)
		status = read_at(
		    engine, answer->at, &nomination, &acceptance.at, err);
	if (status == OB_OK)
		status = nominations_note_acceptance(
		    &change, &dossier, &nomination, &acceptance, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK ? cohorts_show(engine, cohort_id, ret_view, err)
			       : status;
}

int
nominations_withdraw(struct engine *engine, const char *actor,
    int64_t cohort_id, const struct nomination_answer *answer,
    json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(nomination_store_release) struct nomination nomination = {0};
	const char *reason = answer->reason == NULL ? "" : answer->reason;
	int status = OB_OK;

	if (reason[0] != '\0')
		status = utf8_check_text("reason", reason, REASON_MAX, err);
	if (status == OB_OK)
		status =
		    begin(engine, actor, cohort_id, &change, &dossier, err);
	if (status == OB_OK)
		status = find(&dossier, answer->email, &nomination, err);
	if (status == OB_OK)
		status = nominations_note_withdrawal(
		    &change, &dossier, &nomination, reason, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK ? cohorts_show(engine, cohort_id, ret_view, err)
			       : status;
}

static const char *
reason_of(const struct nomination_no *no)
{
	if (no->had_place)
		return NOMINATIONS_GIVEN_UP;
	return no->side == NOMINATION_NOMINEE ? NOMINATIONS_NOMINEE_DECLINED
					      : NOMINATIONS_MANAGER_DECLINED;
}

static int
decline(struct change *change, struct dossier *dossier,
    struct nomination *nomination, enum nomination_side side, struct error *err)
{
	const struct nomination_no no = {
	    side, nomination_takes_part(nomination)};
	int status;

	/* From an old page: it would take more than the manager's own yes. */
	if (side == NOMINATION_MANAGER &&
	    nomination->manager_accepted_at != INSTANT_NONE)
		return error_set(err, OB_ECONFLICT,
		    "the manager has accepted already; ask who runs the "
		    "cohort to take the participant out");
	status = nominations_note_withdrawal(
	    change, dossier, nomination, reason_of(&no), err);
	return status == OB_OK
		   ? nominations_tell_no(change, dossier, nomination, &no, err)
		   : status;
}

static int
answer_form(struct change *change, struct dossier *dossier,
    struct nomination *nomination, const struct nomination_form *form,
    struct error *err)
{
	const struct nomination_acceptance acceptance = {
	    .side = form->person_id == nomination->person_id
			? NOMINATION_NOMINEE
			: NOMINATION_MANAGER,
	    .at = core_now(change->engine),
	    .terms = form->terms == NULL ? "" : form->terms,
	};

	if (form->accepts)
		return nominations_note_acceptance(
		    change, dossier, nomination, &acceptance, err);
	return decline(change, dossier, nomination, acceptance.side, err);
}

int
nominations_answer(struct engine *engine, const char *actor,
    const struct nomination_form *form, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(nomination_store_release) struct nomination nomination = {0};
	int status =
	    nomination_store_find(engine->store, form->id, &nomination, err);

	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && nomination.person_id != form->person_id &&
		nomination.manager_id != form->person_id))
		return error_set(
		    err, OB_ENOTFOUND, "there is no such nomination");
	if (status == OB_OK)
		status = begin(engine, actor, nomination.journey_id, &change,
		    &dossier, err);
	if (status == OB_OK)
		status = answer_form(&change, &dossier, &nomination, form, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}
