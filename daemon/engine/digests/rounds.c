/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/rounds.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/letters/letters.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "store/journey_store.h"
#include "text/dates_text.h"

#define ACTOR "clock"

static int
ask_address(struct dossier *dossier, struct error *err)
{
	struct engine *engine = dossier->engine;
	const struct person *leader = dossier_role(dossier, ROLE_LEADER);
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(memory_free_ptr) char *first_name = people_first_name(leader);
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("work-address:%" PRId64, dossier->journey.id);
	struct letter_request request = {
	    .kind = MAIL_WORK_ADDRESS,
	    .dedup_key = key,
	    .dossier = dossier,
	    .to = dossier_role(dossier, ROLE_COORDINATOR),
	    .journey_id = dossier->journey.id,
	};
	struct date first_day = dossier_first_workday(dossier);
	char day[DATES_TEXT_SIZE];
	int status = change_begin(&change, engine, ACTOR, err);

	if (status != OB_OK)
		return status;
	request.view = json_pack("{s:s, s:s, s:b}", "leader_first_name",
	    first_name, "first_day",
	    dates_text_long(
		core_language(engine, request.to->language), first_day, day),
	    "is_today", (int)(first_day.day == core_today(engine).day));
	status = letters_queue(&change, &request, NULL, err);
	if (status == OB_OK)
		status = journey_store_set_asked(
		    engine->store, dossier->journey.id, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		dossier->journey.work_address_asked = true;
	return status;
}

int
rounds_ask_addresses(struct rounds *rounds, struct error *err)
{
	struct date today = core_today(rounds->engine);
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < rounds->count; i++) {
		struct dossier *dossier = &rounds->dossiers[i];
		const struct journey *journey = &dossier->journey;

		if (dossier->version->kind == PROGRAMME_ONBOARDING &&
		    strcmp(journey->state, "active") == 0 &&
		    !journey->work_address_asked &&
		    !dossier_has_ended(dossier) &&
		    !date_before(today, dossier_first_workday(dossier)) &&
		    dossier_role(dossier, ROLE_LEADER)->work_email[0] == '\0')
			status = ask_address(dossier, err);
	}
	return status;
}
