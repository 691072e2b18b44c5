/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_networks.h"

#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "store/network_meeting_store.h"
#include "store/network_store.h"
#include "text/catalogue.h"

/* One network in a calendar. */
struct showing {
	struct engine *engine;
	const struct feed_reader *reader;
	struct network network;
	struct network_member *members;
	size_t member_count;
	struct feed_entries *entries;
};

static void
showing_release(struct showing *showing)
{
	network_store_release(&showing->network);
	free(showing->members);
}

static bool
is_member_on(const struct showing *showing, struct date day)
{
	for (size_t i = 0; i < showing->member_count; i++) {
		const struct network_member *member = &showing->members[i];

		if (member->person_id == showing->reader->person->id &&
		    network_is_member_on(member, day))
			return true;
	}
	return false;
}

static bool
is_contact(const struct showing *showing)
{
	return showing->network.contact_id == showing->reader->person->id;
}

static bool
is_shown(const struct showing *showing, const struct network_meeting *meeting)
{
	if (meeting->cancelled_at != INSTANT_NONE &&
	    !feed_content_is_still_shown(
		showing->engine, meeting->day, meeting->cancelled_at))
		return false;
	return showing->reader->network_id != 0 || is_contact(showing) ||
	       is_member_on(showing, meeting->day);
}

static int
describe(const struct showing *showing, const struct network_meeting *meeting,
    struct strbuf *out, struct error *err)
{
	json_t *view = json_pack("{s:s}", "place", meeting->place);
	int status = OB_OK;

	if (meeting->place[0] != '\0')
		status = catalogue_format(
		    showing->engine->catalogues[showing->reader->language],
		    "feed.entry.place", view, out, err);
	json_decref(view);
	return status;
}

static int
add_meeting(const struct showing *showing,
    const struct network_meeting *meeting, struct error *err)
{
	const struct feed_reader *reader = showing->reader;
	cleanup_(strbuf_release) struct strbuf about = STRBUF_INIT;
	struct feed_entry entry = {
	    .uid = meeting->uid,
	    .sequence = meeting->sequence,
	    .changed_at = meeting->changed_at,
	    .date = meeting->day,
	    .start = meeting->start_minute,
	    .end = meeting->start_minute + meeting->minutes,
	    .summary = showing->network.name,
	    .url = reader->page_url,
	    .cancelled = meeting->cancelled_at != INSTANT_NONE,
	    .busy = true,
	    .has_alarm = reader->alarm_minutes >= 0,
	    .alarm_minutes = reader->alarm_minutes,
	};
	int status = describe(showing, meeting, &about, err);

	if (status != OB_OK)
		return status;
	if (about.len > 0)
		entry.description = about.buf;
	feed_entries_add(showing->entries, &entry);
	return OB_OK;
}

static int
show(struct showing *showing, struct error *err)
{
	const struct network_meeting_filter filter = {
	    showing->network.id, showing->reader->from, showing->reader->until};
	struct network_meeting *meetings = NULL;
	size_t count = 0;
	int status = network_meeting_store_list(
	    showing->engine->store, &filter, &meetings, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (is_shown(showing, &meetings[i]))
			status = add_meeting(showing, &meetings[i], err);
	}
	network_meeting_store_free(meetings, count);
	return status;
}

static int
load(struct showing *showing, int64_t id, struct error *err)
{
	struct store *store = showing->engine->store;
	int status = network_store_find(store, id, &showing->network, err);

	return status == OB_OK
		   ? network_store_list_members(store, id, &showing->members,
			 &showing->member_count, err)
		   : status;
}

static int
add_one(struct engine *engine, const struct feed_reader *reader, int64_t id,
    struct feed_entries *entries, struct error *err)
{
	cleanup_(showing_release) struct showing showing = {
	    .engine = engine, .reader = reader, .entries = entries};
	int status = load(&showing, id, err);

	return status == OB_OK ? show(&showing, err) : status;
}

int
feed_networks_add(struct engine *engine, const struct feed_reader *reader,
    struct feed_entries *entries, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status;

	if (reader->network_id != 0)
		return add_one(
		    engine, reader, reader->network_id, entries, err);
	status = network_meeting_store_list_networks(
	    engine->store, reader->person->id, &ids, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_one(engine, reader, ids[i], entries, err);
	return status;
}

static bool
is_over(const struct showing *showing)
{
	const struct engine *engine = showing->engine;
	int64_t closed_at = showing->network.closed_at;

	return closed_at != INSTANT_NONE &&
	       !feed_content_is_still_shown(engine,
		   zone_to_local(engine->zone, closed_at).date, closed_at);
}

int
feed_networks_find(struct engine *engine, const struct feed_reader *reader,
    struct network *ret_network, struct error *err)
{
	cleanup_(showing_release) struct showing showing = {
	    .engine = engine, .reader = reader};
	int status = load(&showing, reader->network_id, err);

	if (status != OB_OK)
		return status;
	if (is_over(&showing) ||
	    (!is_contact(&showing) &&
		!is_member_on(&showing, core_today(engine))))
		return error_set(err, OB_ENOTFOUND, "the calendar has ended");
	*ret_network = showing.network;
	showing.network = (struct network){.id = 0};
	return OB_OK;
}
