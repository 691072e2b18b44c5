/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_assembly.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/feeds/feed_document.h"
#include "engine/feeds/feed_events.h"
#include "engine/feeds/feed_networks.h"
#include "engine/feeds/feed_stamps.h"
#include "engine/links/page_links.h"
#include "model/role.h"
#include "store/feed_store.h"
#include "store/invitation_store.h"
#include "store/network_store.h"
#include "store/person_store.h"

/* A calendar on its way. */
struct assembly {
	struct engine *engine;
	const struct feed *feed;
	struct feed_cached *cached;
	struct person person;
	struct feed_reader reader;
	char *page_url;
	struct network network; /* whose calendar it is, or nothing */
	struct invitation *invitations;
	size_t invitation_count;
	int64_t *journeys; /* that it shows, each once, in order */
	size_t journey_count;
	struct feed_part *parts; /* what the new calendar is made of */
	size_t part_count;
	struct dossier dossier; /* of FEED_JOURNEY */
	bool is_new;		/* a part was read anew */
};

static void
assembly_release(struct assembly *assembly)
{
	person_store_release(&assembly->person);
	network_store_release(&assembly->network);
	free(assembly->page_url);
	invitation_store_free(
	    assembly->invitations, assembly->invitation_count);
	free(assembly->journeys);
	feed_cache_release_parts(assembly->parts, assembly->part_count);
	dossier_release(&assembly->dossier);
}

static int
read_reader(struct assembly *assembly, struct error *err)
{
	struct engine *engine = assembly->engine;
	struct feed_reader *reader = &assembly->reader;
	struct date today = core_today(engine);
	int status = person_store_find(
	    engine->store, assembly->feed->person_id, &assembly->person, err);

	if (status == OB_OK)
		status = feed_purpose_parse(
		    assembly->feed->purpose, &reader->purpose, err);
	if (status != OB_OK)
		return status;
	status = page_links_person_url(
	    engine, assembly->person.id, &assembly->page_url, err);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	status =
	    invitation_store_list_person(engine->store, assembly->person.id,
		&assembly->invitations, &assembly->invitation_count, err);
	if (status != OB_OK)
		return status;
	reader->person = &assembly->person;
	reader->network_id = assembly->feed->network_id;
	reader->invitations = assembly->invitations;
	reader->invitation_count = assembly->invitation_count;
	reader->language = core_language(engine, assembly->person.language);
	reader->has_tasks = assembly->cached->has_tasks;
	reader->alarm_minutes = assembly->feed->alarm_minutes;
	reader->page_url = assembly->page_url;
	reader->from = DATE_NONE;
	reader->until = DATE_NONE;
	if (reader->purpose == FEED_JOURNEY)
		return OB_OK;
	reader->from = date_add_days(today, -FEED_ASSEMBLY_DAYS_BACK);
	reader->until = date_add_months(today, FEED_ASSEMBLY_MONTHS_AHEAD);
	return OB_OK;
}

static int
compare_ids(const void *a, const void *b)
{
	const int64_t *one = a;
	const int64_t *other = b;

	return *one < *other ? -1 : *one > *other;
}

static void
sort_journeys(struct assembly *assembly)
{
	size_t kept = 0;

	if (assembly->journey_count == 0)
		return;
	qsort(assembly->journeys, assembly->journey_count,
	    sizeof(assembly->journeys[0]), compare_ids);
	for (size_t i = 0; i < assembly->journey_count; i++) {
		if (kept == 0 ||
		    assembly->journeys[kept - 1] != assembly->journeys[i])
			assembly->journeys[kept++] = assembly->journeys[i];
	}
	assembly->journey_count = kept;
}

static void
add_journeys(struct assembly *assembly, const int64_t *ids, size_t count)
{
	if (count == 0)
		return;
	assembly->journeys = memory_resize(assembly->journeys,
	    assembly->journey_count + count, sizeof(assembly->journeys[0]));
	memcpy(&assembly->journeys[assembly->journey_count], ids,
	    count * sizeof(ids[0]));
	assembly->journey_count += count;
}

/* Those in which somebody has a part for whom the person acts today. */
static int
list_many(struct assembly *assembly, struct error *err)
{
	struct engine *engine = assembly->engine;
	const struct acting *acting = NULL;
	cleanup_(memory_free_ptr) int64_t *owners = NULL;
	size_t owner_count = 0;
	int status = acting_today(engine, &acting, err);

	if (status == OB_OK)
		owners =
		    acting_owners(acting, assembly->person.id, &owner_count);
	for (size_t i = 0; status == OB_OK && i < owner_count; i++) {
		const struct feed_journeys_of of = {owners[i],
		    assembly->reader.from,
		    assembly->reader.purpose == FEED_COORDINATOR};
		cleanup_(memory_free_ptr) int64_t *ids = NULL;
		size_t count = 0;

		status = feed_store_list_journeys(
		    engine->store, &of, &ids, &count, err);
		if (status == OB_OK)
			add_journeys(assembly, ids, count);
	}
	sort_journeys(assembly);
	return status;
}

static int
list_journeys(struct assembly *assembly, struct error *err)
{
	const int64_t events = FEED_PART_EVENTS;
	const int64_t networks = FEED_PART_NETWORKS;
	int status = OB_OK;

	switch (assembly->reader.purpose) {
	case FEED_JOURNEY:
		add_journeys(assembly, &assembly->feed->journey_id, 1);
		if (strcmp(assembly->feed->role, ROLE_LEADER) == 0)
			add_journeys(assembly, &networks, 1);
		break;
	case FEED_NETWORK:
		if (assembly->feed->network_id == 0)
			add_journeys(assembly, &events, 1);
		else
			add_journeys(assembly, &networks, 1);
		break;
	case FEED_PERSON:
		add_journeys(assembly, &networks, 1);
		status = list_many(assembly, err);
		break;
	case FEED_COORDINATOR:
		status = list_many(assembly, err);
		break;
	}
	return status;
}

#define FNV_START 0xcbf29ce484222325U
#define FNV_PRIME 0x100000001b3U

static uint64_t
mix(uint64_t mark, uint64_t value)
{
	for (int i = 0; i < 8; i++)
		mark = (mark ^ (value >> (8 * i) & 0xff)) * FNV_PRIME;
	return mark;
}

/* Of what a calendar leaves out for what was answered; all else is the same. */
static uint64_t
invitations_mark(const struct assembly *assembly)
{
	uint64_t mark = FNV_START;

	for (size_t i = 0; i < assembly->invitation_count; i++) {
		const struct invitation *row = &assembly->invitations[i];

		if (!row->was_answered)
			continue;
		mark = mix(mark, (uint64_t)row->activity_id);
		mark = mix(mark, (uint64_t)row->method[0]);
	}
	return mark;
}

static bool
is_same_text(const char *one, const char *other)
{
	return one == NULL || other == NULL ? one == other
					    : strcmp(one, other) == 0;
}

/* Whether parts of the cached calendar may be used again. */
static bool
is_alike(const struct assembly *assembly)
{
	const struct feed_cached *cached = assembly->cached;

	return cached->day.day == core_today(assembly->engine).day &&
	       cached->invitations_mark == invitations_mark(assembly) &&
	       cached->alarm_minutes == assembly->feed->alarm_minutes &&
	       is_same_text(cached->page_url, assembly->page_url);
}

static struct feed_part *
find_part(const struct feed_cached *cached, int64_t journey_id)
{
	for (size_t i = 0; i < cached->part_count; i++) {
		if (cached->parts[i].journey_id == journey_id)
			return &cached->parts[i];
	}
	return NULL;
}

static int
read_journey(
    struct assembly *assembly, struct feed_part *part, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	bool is_one = assembly->reader.purpose == FEED_JOURNEY;
	int status =
	    dossier_load(assembly->engine, part->journey_id, &dossier, err);

	if (status == OB_OK)
		status = dossier_know(&dossier, assembly->person.id, err);
	if (status != OB_OK)
		return status;
	if (dossier_has_ended(&dossier))
		return is_one ? error_set(
				    err, OB_ENOTFOUND, "the calendar has ended")
			      : OB_OK;
	status =
	    feed_content_add(&dossier, &assembly->reader, &part->entries, err);
	if (status == OB_OK && is_one) {
		assembly->dossier = dossier;
		dossier = (struct dossier){0};
	}
	return status;
}

static int
read_part(struct assembly *assembly, struct feed_part *part, struct error *err)
{
	assembly->is_new = true;
	part->stamp = feed_stamps_now(assembly->engine->stamps);
	if (part->journey_id == FEED_PART_NETWORKS)
		return feed_networks_add(
		    assembly->engine, &assembly->reader, &part->entries, err);
	if (part->journey_id == FEED_PART_EVENTS)
		return feed_events_add_network(
		    assembly->engine, &assembly->reader, &part->entries, err);
	return read_journey(assembly, part, err);
}

/* Moves what is still right out of the cache, and reads what is not. */
static int
make_parts(struct assembly *assembly, struct error *err)
{
	bool alike = is_alike(assembly);
	int status = OB_OK;

	assembly->parts = memory_alloc(
	    (assembly->journey_count + 1) * sizeof(assembly->parts[0]));
	for (size_t i = 0; status == OB_OK && i < assembly->journey_count;
	     i++) {
		struct feed_part *part = &assembly->parts[i];
		struct feed_part *old =
		    find_part(assembly->cached, assembly->journeys[i]);

		part->journey_id = assembly->journeys[i];
		assembly->part_count++;
		if (old != NULL && alike &&
		    !feed_stamps_is_old(assembly->engine->stamps,
			old->journey_id, old->stamp)) {
			part->stamp = old->stamp;
			part->entries = old->entries;
			old->entries = (struct feed_entries){.count = 0};
		} else {
			status = read_part(assembly, part, err);
		}
	}
	return status;
}

static int
write_bytes(struct assembly *assembly, struct error *err)
{
	struct feed_document document = {
	    .engine = assembly->engine,
	    .reader = &assembly->reader,
	    .feed_id = assembly->feed->id,
	    .network_name = assembly->network.name,
	    .dossier = &assembly->dossier,
	};
	cleanup_(memory_free_ptr) struct feed_entry *entries = NULL;
	size_t count = 0;

	for (size_t i = 0; i < assembly->part_count; i++)
		count += assembly->parts[i].entries.count;
	entries = memory_alloc((count + 1) * sizeof(*entries));
	document.entries = entries;
	for (size_t i = 0; i < assembly->part_count; i++) {
		const struct feed_entries *own = &assembly->parts[i].entries;

		if (own->count > 0)
			memcpy(&entries[document.count], own->items,
			    own->count * sizeof(*entries));
		document.count += own->count;
	}
	return feed_document_write(&document, &assembly->cached->bytes,
	    &assembly->cached->left_out, err);
}

/* A single journey is read in no time: only of many are the parts kept. */
static void
keep(struct assembly *assembly)
{
	struct feed_cached *cached = assembly->cached;

	feed_cache_release_parts(cached->parts, cached->part_count);
	cached->parts = NULL;
	cached->part_count = 0;
	if (assembly->reader.purpose != FEED_JOURNEY) {
		cached->parts = TAKE_PTR(assembly->parts);
		cached->part_count = assembly->part_count;
		assembly->part_count = 0;
	}
	free(cached->page_url);
	cached->page_url = TAKE_PTR(assembly->page_url);
	cached->alarm_minutes = assembly->feed->alarm_minutes;
	cached->invitations_mark = invitations_mark(assembly);
	cached->day = core_today(assembly->engine);
}

/* What was moved out is lost to it. */
static void
forget(struct feed_cached *cached)
{
	feed_cache_release_parts(cached->parts, cached->part_count);
	cached->parts = NULL;
	cached->part_count = 0;
	cached->day = DATE_NONE;
}

int
feed_assembly_renew(struct engine *engine, const struct feed *feed,
    struct feed_cached *cached, bool *ret_written, struct error *err)
{
	cleanup_(assembly_release) struct assembly assembly = {
	    .engine = engine,
	    .feed = feed,
	    .cached = cached,
	};
	bool is_other = false;
	int status = read_reader(&assembly, err);

	if (status == OB_OK && feed->network_id != 0)
		status = feed_networks_find(
		    engine, &assembly.reader, &assembly.network, err);
	if (status == OB_OK)
		status = list_journeys(&assembly, err);
	if (status == OB_OK)
		status = make_parts(&assembly, err);
	if (status == OB_OK)
		is_other = assembly.is_new || !is_alike(&assembly) ||
			   assembly.part_count != cached->part_count;
	if (is_other)
		status = write_bytes(&assembly, err);
	if (status != OB_OK) {
		forget(cached);
		return status;
	}
	keep(&assembly);
	*ret_written = is_other;
	return OB_OK;
}
