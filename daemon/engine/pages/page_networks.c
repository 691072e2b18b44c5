/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_networks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/networks/network_case.h"
#include "engine/pages/page_journeys.h"
#include "model/role.h"
#include "store/journey_store.h"
#include "store/network_store.h"
#include "store/own_data_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* A list that is put together; nothing is offered without a seeker. */
struct making {
	struct engine *engine;
	const struct page_reader *reader;
	const struct network_seeker *seeker;
	bool has_left;
	json_t *list;
};

char *
page_networks_when(
    enum language language, const struct network_meeting *meeting)
{
	char day[DATES_TEXT_SIZE];
	char time[DATES_TEXT_SIZE];

	return memory_printf("%s, %s",
	    dates_text_long(language, meeting->day, day),
	    dates_text_range(language, meeting->start_minute,
		meeting->start_minute + meeting->minutes, time));
}

char *
page_networks_for_whom(
    const struct catalogue *catalogue, const struct network_case *network_case)
{
	const struct network *network = &network_case->network;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("page.network_for.%s", network->welcomes);
	struct strbuf text = STRBUF_INIT;

	strbuf_add_str(&text, catalogue_get(catalogue, key));
	if (network->area[0] != '\0')
		strbuf_add_format(&text, ", %s", network->area);
	if (network->level[0] != '\0')
		strbuf_add_format(&text, ", %s", network->level);
	return strbuf_detach(&text);
}

static json_t *
url_of(const struct page_reader *reader, const char *folder, const char *tail,
    int64_t id)
{
	cleanup_(memory_free_ptr) char *url = memory_printf(
	    "/%s/%s/networks/%" PRId64 "%s", folder, reader->token, id, tail);

	return json_string(url);
}

static json_t *
network_view(const struct making *making, const struct network_case *found)
{
	const struct page_reader *reader = making->reader;
	const struct network *network = &found->network;
	const struct network_meeting *next = network_case_next(found);
	const struct person *contact =
	    network_case_person(found, network->contact_id);
	cleanup_(memory_free_ptr) char *when =
	    next == NULL ? memory_strdup("")
			 : page_networks_when(reader->language, next);
	cleanup_(memory_free_ptr) char *for_whom =
	    page_networks_for_whom(reader->catalogue, found);
	bool is_member = network_case_has_member(
	    found, reader->person_id, core_today(making->engine));
	/* The page of a leader shows no other's attendance. */
	bool is_contact = network->contact_id == reader->person_id &&
			  strcmp(reader->folder, "p") == 0 && !making->has_left;

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, "
			 "s:b, s:o, s:o, s:o}",
	    "id", (json_int_t)network->id, "name", network->name, "about",
	    network->about, "for_whom", for_whom, "contact_name", contact->name,
	    "contact_email", contact->email, "next", when, "place",
	    next == NULL ? "" : next->place, "is_member", (int)is_member,
	    "is_contact", (int)is_contact, "can_join",
	    (int)(!is_member && network->contact_id != reader->person_id),
	    "join_url", url_of(reader, reader->folder, "/join", network->id),
	    "leave_url", url_of(reader, reader->folder, "/leave", network->id),
	    "manage_url", url_of(reader, "p", "", network->id));
}

static int
add(const struct making *making, const struct network *network,
    struct error *err)
{
	const struct page_reader *reader = making->reader;
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	int status;

	if (network->closed_at != INSTANT_NONE)
		return OB_OK;
	status = network_case_load(making->engine, network->id, &found, err);
	if (status != OB_OK)
		return status;
	if (network_case_concerns(
		&found, reader->person_id, core_today(making->engine)) ||
	    (making->seeker != NULL && network_is_for(network, making->seeker)))
		(void)json_array_append_new(
		    making->list, network_view(making, &found));
	return OB_OK;
}

/* The last of the journeys tells: who came back has another. */
int
page_networks_has_left(
    struct engine *engine, int64_t person_id, bool *ret_left, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = own_data_store_journeys(
	    engine->store, person_id, &ids, &count, err);

	*ret_left = false;
	for (size_t i = count; status == OB_OK && i > 0; i--) {
		cleanup_(journey_store_release) struct journey journey = {0};

		status = journey_store_find(
		    engine->store, ids[i - 1], &journey, err);
		if (status != OB_OK ||
		    strcmp(journey.kind, "onboarding") != 0 ||
		    strcmp(journey.state, "cancelled") == 0)
			continue;
		*ret_left = !date_is_none(journey.last_day) &&
			    date_before(journey.last_day, core_today(engine));
		return OB_OK;
	}
	return status;
}

static int
add_all(struct engine *engine, const struct page_reader *reader,
    const struct network_seeker *seeker, json_t *view, struct error *err)
{
	struct making making = {
	    .engine = engine, .reader = reader, .seeker = seeker};
	struct network *networks = NULL;
	size_t count = 0;
	int status = page_networks_has_left(
	    engine, reader->person_id, &making.has_left, err);

	making.list = json_array();
	if (status == OB_OK)
		status =
		    network_store_list(engine->store, &networks, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add(&making, &networks[i], err);
	network_store_free(networks, count);
	(void)json_object_set_new(view, "has_networks",
	    json_boolean(json_array_size(making.list) > 0));
	(void)json_object_set_new(view, "networks", making.list);
	return status;
}

/* In the first year a leader is new; who leaves is offered nothing. */
int
page_networks_add_leader(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	const struct journey *journey = &dossier->journey;
	const struct network_seeker seeker = {
	    .is_new = strcmp(journey->state, "ended") != 0,
	    .area = journey->area,
	    .level = journey->level,
	};
	bool seeks = dossier->version->kind == PROGRAMME_ONBOARDING &&
		     strcmp(journey->state, "cancelled") != 0 &&
		     date_is_none(journey->last_day);
	int status =
	    add_all(dossier->engine, reader, seeks ? &seeker : NULL, view, err);

	(void)json_object_set_new(view, "shows_networks",
	    json_boolean(
		seeks || json_is_true(json_object_get(view, "has_networks"))));
	return status;
}

/* The last journey that the person has been through as a new leader. */
static int
find_past(struct engine *engine, int64_t person_id, struct journey *ret_journey,
    struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = own_data_store_journeys(
	    engine->store, person_id, &ids, &count, err);

	for (size_t i = count; status == OB_OK && i > 0; i--) {
		struct journey journey = {0};

		status = journey_store_find(
		    engine->store, ids[i - 1], &journey, err);
		if (status == OB_OK &&
		    strcmp(journey.kind, "onboarding") == 0 &&
		    strcmp(journey.state, "ended") == 0 &&
		    date_is_none(journey.last_day)) {
			*ret_journey = journey;
			return OB_OK;
		}
		journey_store_release(&journey);
	}
	return status == OB_OK ? OB_ENOTFOUND : status;
}

/* What fell to somebody makes nobody a leader. */
static bool
leads_in(const struct dossier *dossier, int64_t person_id)
{
	if (dossier->version->kind != PROGRAMME_ONBOARDING)
		return false;
	for (size_t i = 0; i < dossier->role_count; i++) {
		const struct journey_role *row = &dossier->roles[i];

		if (row->person_id == person_id && !row->is_fallback &&
		    (strcmp(row->role, ROLE_MANAGER) == 0 ||
			strcmp(row->role, ROLE_MENTOR) == 0))
			return true;
	}
	return false;
}

/*
 * Whoever has new leaders, or is the mentor of one, is an experienced leader of
 * that area.
 */
static int
find_lead(struct engine *engine, int64_t person_id, char **ret_area,
    struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = page_journeys_list(engine, person_id, &ids, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};

		status = dossier_load(engine, ids[i], &dossier, err);
		if (status == OB_OK && leads_in(&dossier, person_id)) {
			*ret_area = memory_strdup(dossier.journey.area);
			return OB_OK;
		}
	}
	return status == OB_OK ? OB_ENOTFOUND : status;
}

int
page_networks_add_person(struct engine *engine,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	cleanup_(journey_store_release) struct journey past = {0};
	cleanup_(memory_free_ptr) char *area = NULL;
	struct network_seeker seeker = {.is_new = false, .level = ""};
	int status = find_past(engine, reader->person_id, &past, err);

	if (status == OB_OK) {
		seeker.area = past.area;
		seeker.level = past.level;
	} else if (status == OB_ENOTFOUND) {
		status = find_lead(engine, reader->person_id, &area, err);
		seeker.area = area;
	}
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	return add_all(
	    engine, reader, status == OB_OK ? &seeker : NULL, view, err);
}

int
page_networks_has_any(
    struct engine *engine, int64_t person_id, bool *ret_has, struct error *err)
{
	struct network *networks = NULL;
	size_t count = 0;
	bool has_left = false;
	bool has = false;
	int status = page_networks_has_left(engine, person_id, &has_left, err);

	if (status == OB_OK)
		status = network_store_list_of(engine->store, person_id,
		    core_today(engine), &networks, &count, err);
	for (size_t i = 0; i < count; i++)
		has = has || !has_left || networks[i].contact_id != person_id;
	network_store_free(networks, count);
	if (status == OB_OK)
		*ret_has = has;
	return status;
}
