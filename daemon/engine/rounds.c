/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/rounds.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/letters.h"
#include "engine/people.h"
#include "model/role.h"
#include "store/journey_store.h"
#include "store/mail_store.h"

#define ACTOR "clock"

int
rounds_load(struct engine *engine, struct rounds *ret_rounds, struct error *err)
{
	struct rounds rounds = {.engine = engine};
	struct journey *journeys = NULL;
	size_t count = 0;
	int status =
	    journey_store_list(engine->store, "active", &journeys, &count, err);

	if (status != OB_OK)
		return status;
	rounds.dossiers = memory_alloc((count + 1) * sizeof(struct dossier));
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		status = dossier_load(engine, journeys[i].id,
		    &rounds.dossiers[rounds.count], err);
		if (status == OB_OK)
			rounds.count++;
	}
	journey_store_free(journeys, count);
	if (status != OB_OK) {
		rounds_release(&rounds);
		return status;
	}
	*ret_rounds = rounds;
	return OB_OK;
}

void
rounds_release(struct rounds *rounds)
{
	for (size_t i = 0; i < rounds->count; i++)
		dossier_release(&rounds->dossiers[i]);
	free(rounds->dossiers);
	*rounds = (struct rounds){0};
}

static bool
occurs_before(const struct rounds *rounds, size_t end, int64_t person_id)
{
	for (size_t i = 0; i < end; i++) {
		const struct dossier *dossier = &rounds->dossiers[i];

		for (size_t k = 0; k < dossier->people_count; k++) {
			if (dossier->people[k].id == person_id)
				return true;
		}
	}
	return false;
}

int
rounds_each_person(
    struct rounds *rounds, rounds_person_fn each, void *arg, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; i < rounds->count; i++) {
		const struct dossier *dossier = &rounds->dossiers[i];

		for (size_t k = 0; status == OB_OK && k < dossier->people_count;
		     k++) {
			const struct person *person = &dossier->people[k];

			if (!occurs_before(rounds, i, person->id))
				status =
				    each(rounds, person, dossier, arg, err);
		}
	}
	return status;
}

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
	int status = change_begin(&change, engine, ACTOR, err);

	if (status != OB_OK)
		return status;
	request.view = json_pack("{s:s}", "leader_first_name", first_name);
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

		if (!journey->work_address_asked &&
		    !date_before(today, dossier_first_workday(dossier)) &&
		    dossier_role(dossier, ROLE_LEADER)->work_email[0] == '\0')
			status = ask_address(dossier, err);
	}
	return status;
}

bool
rounds_goes_by_itself(
    const struct dossier *dossier, const struct activity *activity)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("step:%" PRId64, activity->id);
	cleanup_(mail_store_release) struct mail mail = {0};

	if (dossier_step(dossier, activity)->kind != STEP_MAIL)
		return false;
	/* One that failed for good is a person's business again. */
	return mail_store_find_key(dossier->engine->store, key, &mail, NULL) ==
		   OB_OK &&
	       strcmp(mail.state, "failed") != 0;
}
