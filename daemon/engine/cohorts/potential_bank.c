/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/cohorts/potential_bank.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/letters/letters_address.h"
#include "engine/letters/letters_alone.h"
#include "engine/links/page_links.h"
#include "engine/people/people.h"
#include "model/nomination.h"
#include "store/journey_store.h"
#include "store/nomination_store.h"
#include "store/person_store.h"
#include "store/potential_store.h"
#include "text/dates_text.h"

/* Whose page it is names the person; the audit is not to. */
#define ACTOR "page"
#define HELPFUL_SECONDS (14 * 24 * 60 * 60)
#define NOBODY 0 /* no person has this number */

bool
potential_bank_is_over_for(const struct dossier *dossier, int64_t person_id)
{
	bool has_been = false;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (!dossier_takes_part(dossier, activity, person_id))
			continue;
		if (activity_is_open(dossier_state(activity)) &&
		    !date_before(
			activity->planned, core_today(dossier->engine)))
			return false;
		has_been = true;
	}
	return has_been && strcmp(dossier->journey.state, "cancelled") != 0;
}

static int
look_at(struct engine *engine, const struct nomination *nomination,
    int64_t person_id, struct potential_bank_standing *standing,
    struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status;

	if (nomination->person_id != person_id ||
	    !nomination_takes_part(nomination))
		return OB_OK;
	status = dossier_load(engine, nomination->journey_id, &dossier, err);
	if (status == OB_OK && potential_bank_is_over_for(&dossier, person_id))
		standing->cohort_id = nomination->journey_id;
	return status;
}

int
potential_bank_standing(struct engine *engine, int64_t person_id,
    struct potential_bank_standing *ret_standing, struct error *err)
{
	struct potential_bank_standing standing = {.expires = DATE_NONE};
	struct nomination *rows = NULL;
	struct potential known;
	size_t count = 0;
	int status = nomination_store_list_person(
	    engine->store, person_id, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = look_at(engine, &rows[i], person_id, &standing, err);
	nomination_store_free(rows, count);
	if (status != OB_OK)
		return status;
	status = potential_store_find(engine->store, person_id, &known, err);
	if (status == OB_OK) {
		standing.is_in = true;
		standing.expires = known.expires_on;
	}
	if (status == OB_OK || status == OB_ENOTFOUND)
		*ret_standing = standing;
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
audit(struct change *change, const char *verb, json_t *after, struct error *err)
{
	return change_audit(
	    change, verb, SUBJECT("potential", 0), NULL, after, err);
}

int
potential_bank_join(struct engine *engine, int64_t person_id, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct potential_bank_standing standing;
	struct potential row = {.person_id = person_id,
	    .consented_at = core_now(engine),
	    .expires_on = date_add_months(
		core_today(engine), engine->settings->potential.months),
	    .reminded_on = DATE_NONE};
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status =
		    potential_bank_standing(engine, person_id, &standing, err);
	if (status != OB_OK)
		return status;
	if (standing.cohort_id == 0)
		return error_set(err, OB_ECONFLICT,
		    "only who has been through a pre-leader course can stand "
		    "in the potential bank");
	row.journey_id = standing.cohort_id;
	status = potential_store_put(engine->store, &row, err);
	if (status == OB_OK)
		status = audit(&change, "join-potential", NULL, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

int
potential_bank_leave(
    struct engine *engine, int64_t person_id, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = potential_store_forget_mails(
		    engine->store, person_id, core_today(engine), err);
	if (status == OB_OK)
		status = potential_store_remove(engine->store, person_id, err);
	if (status == OB_OK)
		status = audit(&change, "leave-potential", NULL, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

static int
view_of(struct engine *engine, const struct potential *row, json_t **ret_view,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(journey_store_release) struct journey cohort = {0};
	char since[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];
	int status =
	    person_store_find(engine->store, row->person_id, &person, err);

	if (status == OB_OK)
		status = journey_store_find(
		    engine->store, row->journey_id, &cohort, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o, s:s, s:s, s:s}", "person",
		    people_brief(&person), "course", cohort.title,
		    "consented_on",
		    date_format(
			zone_to_local(engine->zone, row->consented_at).date,
			since),
		    "expires_on", date_format(row->expires_on, until));
	return status;
}

int
potential_bank_list(struct engine *engine, const char *actor, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct potential *rows = NULL;
	json_auto_t *list = json_array();
	size_t count = 0;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status =
		    potential_store_list(engine->store, &rows, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		json_t *view = NULL;

		status = view_of(engine, &rows[i], &view, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, view);
	}
	potential_store_free(rows);
	if (status == OB_OK)
		status = audit(&change, "read-potential",
		    json_pack("{s:I}", "rows", (json_int_t)count), err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:O}", "potential", list);
	return status;
}

int
potential_bank_expire(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int count = 0;
	int status = change_begin(&change, engine, "clock", err);

	if (status == OB_OK)
		status = potential_store_forget_mails(
		    engine->store, NOBODY, core_today(engine), err);
	if (status == OB_OK)
		status = potential_store_expire(
		    engine->store, core_today(engine), &count, err);
	if (status != OB_OK || count == 0)
		return status;
	status = audit(&change, "expire-potential",
	    json_pack("{s:i}", "rows", count), err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

static int
queue(struct change *change, const struct potential *row,
    const struct person *person, const char *address, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *url = NULL;
	char today[DATE_TEXT_SIZE];
	/* One that never left is followed by another. */
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("potential:%" PRId64 ":%s", row->person_id,
		date_format(core_today(engine), today));
	char until[DATES_TEXT_SIZE];
	struct letter_alone letter = {.kind = MAIL_POTENTIAL,
	    .dedup_key = key,
	    .to = person,
	    .address = address,
	    .not_after = core_now(engine) + HELPFUL_SECONDS,
	    .can_wait = true,
	    .is_private = true};
	int64_t id = 0;
	int status = page_links_person_url(engine, person->id, &url, err);

	if (status != OB_OK)
		return status;
	letter.view = json_pack("{s:s, s:s}", "page_url", url, "when",
	    dates_text_long(core_language(engine, person->language),
		row->expires_on, until));
	status = letters_alone_queue(change, &letter, &id, err);
	return status == OB_EEXISTS ? OB_OK : status;
}

static int
remind(struct change *change, const struct potential *row, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(person_store_release) struct person person = {0};
	const char *address = NULL;
	int status =
	    person_store_find(engine->store, row->person_id, &person, err);

	if (status == OB_OK)
		status = page_links_ensure_own(engine, person.id, err);
	if (status == OB_OK)
		status = letters_address_choose(
		    engine, &person, core_now(engine), &address, err);
	if (status == OB_OK)
		status = queue(change, row, &person, address, err);
	return status == OB_OK ? potential_store_note_reminder(engine->store,
				     row->person_id, core_today(engine), err)
			       : status;
}

int
potential_bank_remind(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct potential *rows = NULL;
	size_t count = 0;
	int status = change_begin(&change, engine, "clock", err);

	if (status == OB_OK)
		status = potential_store_list_ending(engine->store,
		    date_add_months(
			core_today(engine), POTENTIAL_BANK_REMINDED_MONTHS),
		    &rows, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = remind(&change, &rows[i], err);
	potential_store_free(rows);
	return status == OB_OK && count > 0 ? change_commit(&change, err)
					    : status;
}
