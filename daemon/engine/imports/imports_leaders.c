/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/imports/imports_private.h"
#include "engine/journeys/journey_facts.h"
#include "engine/journeys/leaders_add.h"
#include "engine/people/people.h"
#include "store/external_key_store.h"
#include "store/journey_store.h"
#include "store/person_store.h"

#define KEY_KIND "leader"
#define JOURNEY_KIND "onboarding"

/* A request with the texts that had to be made for it. */
struct made_request {
	struct leader_request request;
	char first_day[DATE_TEXT_SIZE];
	char accepted[DATE_TEXT_SIZE];
	char *manager;
	char *mentor;
	char *coordinator;
	char *hiring_leader;
};

static void
release_made(struct made_request *made)
{
	memory_free_ptr(&made->manager);
	memory_free_ptr(&made->mentor);
	memory_free_ptr(&made->coordinator);
	memory_free_ptr(&made->hiring_leader);
}

static int
make_people(
    const struct imports_row *row, struct made_request *made, struct error *err)
{
	int status = imports_row_person(row, "manager", &made->manager, err);

	if (status == OB_OK)
		status = imports_row_person(row, "mentor", &made->mentor, err);
	if (status == OB_OK)
		status = imports_row_person(
		    row, "coordinator", &made->coordinator, err);
	if (status == OB_OK)
		status = imports_row_person(
		    row, "hiring_leader", &made->hiring_leader, err);
	made->request.manager = made->manager;
	made->request.mentor = made->mentor;
	made->request.coordinator = made->coordinator;
	made->request.hiring_leader = made->hiring_leader;
	return status;
}

static int
make_numbers(const struct imports_row *row, struct leader_request *request,
    struct error *err)
{
	int status = imports_row_number(
	    row, "addresses", JOURNEY_ADDRESSES_MAX, &request->addresses, err);

	if (status == OB_OK)
		status = imports_row_number(row, "employees",
		    JOURNEY_EMPLOYEES_MAX, &request->employees, err);
	if (status == OB_OK)
		status = imports_row_number(row, "professional_groups",
		    JOURNEY_PROFESSIONAL_GROUPS_MAX,
		    &request->professional_groups, err);
	if (request->addresses < 0)
		request->addresses = 0;
	if (request->employees < 0)
		request->employees = 0;
	if (request->professional_groups < 0)
		request->professional_groups = 0;
	return status;
}

static int
make_request(
    const struct imports_row *row, struct made_request *made, struct error *err)
{
	struct leader_request *request = &made->request;
	struct date first_day = DATE_NONE;
	struct date accepted = DATE_NONE;
	int status = imports_row_date(row, "first_day", &first_day, err);

	if (status == OB_OK)
		status = imports_row_date(row, "accepted", &accepted, err);
	if (status == OB_OK)
		status = imports_row_word(row, "recruitment",
		    imports_row_recruitments, &request->recruitment, err);
	if (status == OB_OK)
		status = imports_row_word(row, "language",
		    imports_row_languages, &request->language, err);
	if (status == OB_OK)
		status = make_numbers(row, request, err);
	if (status == OB_OK)
		status = make_people(row, made, err);
	request->first_day = date_format(first_day, made->first_day);
	if (!date_is_none(accepted))
		request->accepted = date_format(accepted, made->accepted);
	request->name = imports_row_option(row, "name");
	request->email = imports_row_option(row, "email");
	request->work_email = imports_row_option(row, "work_email");
	request->phone = imports_row_option(row, "phone");
	request->title = imports_row_option(row, "title");
	request->area = imports_row_option(row, "area");
	request->workplace = imports_row_option(row, "workplace");
	request->level = imports_row_option(row, "level");
	request->programme = imports_row_option(row, "programme");
	return status;
}

/*
 * A known leader with an open journey on another day: a wrong date is far
 * likelier than a second job.
 */
static int
check_journey(const struct imports_row *row, const struct journey *journey,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *key = NULL;
	char day[DATE_TEXT_SIZE];
	int status = external_key_store_find_entity(
	    row->change->engine->store, KEY_KIND, journey->id, &key, err);

	if (status != OB_OK)
		return status;
	if (imports_row_option(row, "key") != NULL && key[0] != '\0')
		return OB_OK;
	return error_set_field(err, OB_ECONFLICT, "first_day",
	    "leader %" PRId64 " has this address and an open journey with the "
	    "first day %s; move it with 'onboardctl move-first-day', or give "
	    "both journeys a key if this is another job",
	    journey->id, date_format(journey->first_day, day));
}

static bool
is_open(const struct journey *journey)
{
	return strcmp(journey->kind, JOURNEY_KIND) == 0 &&
	       strcmp(journey->state, "ended") != 0 &&
	       strcmp(journey->state, "cancelled") != 0;
}

static int
check_other_journeys(
    const struct imports_row *row, int64_t leader_id, struct error *err)
{
	struct journey *journeys = NULL;
	size_t count = 0;
	int status = journey_store_list(
	    row->change->engine->store, NULL, &journeys, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (journeys[i].leader_id == leader_id && is_open(&journeys[i]))
			status = check_journey(row, &journeys[i], err);
	}
	journey_store_free(journeys, count);
	return status;
}

/* By address and first day. */
static int
find_same(const struct imports_row *row, struct journey *ret_journey,
    struct error *err)
{
	struct engine *engine = row->change->engine;
	cleanup_(person_store_release) struct person person = {0};
	char kind[] = JOURNEY_KIND;
	struct journey wanted = {.kind = kind};
	int status = imports_row_date(row, "first_day", &wanted.first_day, err);

	if (status == OB_OK)
		status = imports_row_need(row, "email", err);
	if (status == OB_OK)
		status = imports_row_need(row, "first_day", err);
	if (status == OB_OK)
		status = people_find(
		    engine, imports_row_text(row, "email"), &person, err);
	if (status != OB_OK)
		return status;
	wanted.leader_id = person.id;
	status =
	    journey_store_find_same(engine->store, &wanted, ret_journey, err);
	if (status == OB_ENOTFOUND &&
	    check_other_journeys(row, person.id, err) != OB_OK)
		return err->status;
	return status;
}

static int
find_journey(const struct imports_row *row, struct journey *ret_journey,
    struct error *err)
{
	int64_t id = 0;
	int status = imports_row_find_key(row, KEY_KIND, &id, err);

	if (status == OB_ENOTFOUND)
		return find_same(row, ret_journey, err);
	if (status != OB_OK)
		return status;
	return journey_store_find(
	    row->change->engine->store, id, ret_journey, err);
}

static int
add(struct imports_row *row, struct error *err)
{
	struct engine *engine = row->change->engine;
	cleanup_(release_made) struct made_request made = {.manager = NULL};
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = make_request(row, &made, err);

	if (status == OB_OK)
		status = leaders_add_journey(
		    row->change, &made.request, &dossier, err);
	if (status != OB_OK)
		return status;
	core_touch(engine, dossier.journey.id);
	row->id = dossier.journey.id;
	row->is_added = true;
	/* A person who was known may have another name. */
	return imports_person_update(row, dossier.journey.leader_id, err);
}

int
imports_leaders_row(struct imports_row *row, struct error *err)
{
	cleanup_(journey_store_release) struct journey journey = {0};
	int status = find_journey(row, &journey, err);

	if (status == OB_ENOTFOUND) {
		status = add(row, err);
	} else if (status == OB_OK) {
		row->id = journey.id;
		status = imports_journey_update(row, &journey, err);
	}
	if (status == OB_OK)
		status = imports_row_keep_key(row, KEY_KIND, err);
	return status;
}
