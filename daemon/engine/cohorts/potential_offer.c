/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/cohorts/potential_offer.h"

#include <inttypes.h>

#include "base/memory.h"
#include "engine/cohorts/potential_bank.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/letters/letters_address.h"
#include "engine/letters/letters_alone.h"
#include "engine/links/page_links.h"
#include "model/nomination.h"
#include "store/nomination_store.h"
#include "store/person_store.h"
#include "text/dates_text.h"

#define ACTOR "clock"

/* Since then a course may have ended of which the pages are still open. */
#define DAYS_BACK (DOSSIER_LINK_DAYS + DOSSIER_OPEN_LINK_DAYS)

/* What is gone through while people are asked. */
struct offering {
	struct change change; /* opened when there is somebody to ask */
	struct engine *engine;
	struct dossier cohort; /* of the nomination looked at last */
};

static void
release(struct offering *offering)
{
	dossier_release(&offering->cohort);
	change_release(&offering->change);
}

static struct date
open_until(struct date asked)
{
	return date_add_days(asked, POTENTIAL_OFFER_DAYS);
}

static int
queue(struct offering *offering, const struct nomination *nomination,
    const struct person *person, const char *address, struct error *err)
{
	struct engine *engine = offering->engine;
	struct date until = open_until(core_today(engine));
	cleanup_(memory_free_ptr) char *url = NULL;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("potential-offer:%" PRId64, nomination->id);
	char day[DATES_TEXT_SIZE];
	struct letter_alone letter = {.kind = MAIL_POTENTIAL_OFFER,
	    .dedup_key = key,
	    .to = person,
	    .address = address,
	    .not_after = core_instant(engine, until, 0),
	    .can_wait = true};
	int64_t id = 0;
	int status = page_links_person_url(engine, person->id, &url, err);

	if (status != OB_OK)
		return status;
	letter.view = json_pack("{s:s, s:s, s:s}", "cohort_name",
	    offering->cohort.journey.title, "page_url", url, "answer_by",
	    dates_text_long(
		core_language(engine, person->language), until, day));
	status = letters_alone_queue(&offering->change, &letter, &id, err);
	return status == OB_EEXISTS ? OB_OK : status;
}

static int
write_to(struct offering *offering, const struct nomination *nomination,
    struct error *err)
{
	struct engine *engine = offering->engine;
	cleanup_(person_store_release) struct person person = {0};
	const char *address = NULL;
	int status = person_store_find(
	    engine->store, nomination->person_id, &person, err);

	if (status == OB_OK)
		status = page_links_ensure_own(engine, person.id, err);
	if (status == OB_OK)
		status = letters_address_choose(
		    engine, &person, core_now(engine), &address, err);
	if (status == OB_OK)
		status = queue(offering, nomination, &person, address, err);
	return status;
}

/* The audit keeps that it was asked, and never what became of it. */
static int
ask(struct offering *offering, const struct nomination *nomination,
    struct error *err)
{
	struct engine *engine = offering->engine;
	struct potential_bank_standing standing;
	int status = offering->change.is_open
			 ? OB_OK
			 : change_begin(&offering->change, engine, ACTOR, err);

	if (status == OB_OK)
		status = potential_bank_standing(
		    engine, nomination->person_id, &standing, err);
	if (status == OB_OK && !standing.is_in)
		status = write_to(offering, nomination, err);
	if (status == OB_OK)
		status = nomination_store_note_consent_asked(
		    engine->store, nomination->id, core_today(engine), err);
	if (status != OB_OK)
		return status;
	return change_audit(&offering->change, "ask-potential",
	    SUBJECT("nomination", nomination->id), NULL, NULL, err);
}

static int
look_at(struct offering *offering, const struct nomination *nomination,
    struct error *err)
{
	struct dossier *cohort = &offering->cohort;
	int status = OB_OK;

	if (cohort->journey.id != nomination->journey_id) {
		dossier_release(cohort);
		status = dossier_load(
		    offering->engine, nomination->journey_id, cohort, err);
	}
	if (status != OB_OK || dossier_has_ended(cohort) ||
	    !potential_bank_is_over_for(cohort, nomination->person_id))
		return status;
	return ask(offering, nomination, err);
}

int
potential_offer_run(struct engine *engine, struct error *err)
{
	cleanup_(release) struct offering offering = {
	    .change = CHANGE_INIT, .engine = engine};
	struct nomination *rows = NULL;
	size_t count = 0;
	int status = nomination_store_list_unasked(engine->store,
	    date_add_days(core_today(engine), -DAYS_BACK), &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = look_at(&offering, &rows[i], err);
	nomination_store_free(rows, count);
	return status == OB_OK && offering.change.is_open
		   ? change_commit(&offering.change, err)
		   : status;
}

int
potential_offer_is_open(struct engine *engine, int64_t person_id,
    bool *ret_is_open, struct error *err)
{
	struct nomination *rows = NULL;
	size_t count = 0;
	bool is_open = false;
	int status = nomination_store_list_person(
	    engine->store, person_id, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		const struct nomination *row = &rows[i];

		is_open =
		    is_open || (row->person_id == person_id &&
				   nomination_takes_part(row) &&
				   !date_is_none(row->consent_asked_on) &&
				   date_before(core_today(engine),
				       open_until(row->consent_asked_on)));
	}
	nomination_store_free(rows, count);
	if (status == OB_OK)
		*ret_is_open = is_open;
	return status;
}
