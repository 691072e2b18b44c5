/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_events.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/invitations_told.h"
#include "model/activity.h"
#include "model/role.h"
#include "store/activity_store.h"
#include "store/event_store.h"

static struct feed_entry
entry_of(const struct annual_day *day, const struct feed_reader *reader)
{
	bool has_time = day->start_minute >= 0;

	return (struct feed_entry){
	    .uid = day->uid,
	    .sequence = day->sequence,
	    .changed_at = day->changed_at,
	    .all_day = !has_time,
	    .date = day->day,
	    .start = day->start_minute,
	    .end = day->start_minute + day->minutes,
	    .summary =
		reader->language == LANGUAGE_DA ? day->title_da : day->title_en,
	    .url = reader->page_url,
	    .cancelled = day->is_gone,
	    .busy = has_time && reader->purpose != FEED_COORDINATOR,
	    .has_alarm = reader->alarm_minutes >= 0 &&
			 reader->purpose != FEED_COORDINATOR,
	    .alarm_minutes = reader->alarm_minutes,
	};
}

/* What was gone before anybody heard of it is nobody's news. */
static bool
is_shown(const struct engine *engine, const struct annual_day *day)
{
	return !day->is_gone ||
	       feed_content_is_still_shown(engine, day->day, day->changed_at);
}

int
feed_events_add_step(struct engine *engine, const struct feed_reader *reader,
    const struct activity *activity, struct feed_entries *entries,
    struct error *err)
{
	cleanup_(event_store_release) struct annual_day day = {0};
	cleanup_(memory_free_ptr) char *key = NULL;
	struct date date;
	bool is_out = strcmp(activity->state, "cancelled") == 0 ||
		      strcmp(activity->state, "skipped") == 0;
	struct feed_entry entry;
	int status = course_split_event(activity->step, &key, &date);

	if (status == OB_OK)
		status = event_store_find(engine->store, key, date, &day, err);
	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status != OB_OK)
		return status;
	if ((is_out && !day.is_gone) || !is_shown(engine, &day))
		return OB_OK;
	entry = entry_of(&day, reader);
	feed_entries_add(entries, &entry);
	return OB_OK;
}

/* The activity that the day is in the person's own journey, if there is one. */
static int
find_own(struct engine *engine, const struct feed_reader *reader,
    const struct annual_day *day, struct activity *ret_activity,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *step =
	    course_event_step(day->key, day->day);
	int64_t id = 0;
	int status = event_store_find_led(
	    engine->store, step, reader->person->id, &id, err);

	return status == OB_OK
		   ? activity_store_find(engine->store, id, ret_activity, err)
		   : status;
}

static int
add_network_day(struct engine *engine, const struct feed_reader *reader,
    const struct annual_day *day, struct feed_entries *entries,
    struct error *err)
{
	cleanup_(activity_store_release) struct activity own = {0};
	struct feed_entry entry = entry_of(day, reader);
	int status;

	if (!is_shown(engine, day))
		return OB_OK;
	status = find_own(engine, reader, day, &own, err);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	if (status == OB_OK &&
	    invitations_told_hides(reader->invitations,
		reader->invitation_count, &own, reader->person->id))
		return OB_OK;
	if (status == OB_OK) {
		enum activity_state state = dossier_state(&own);

		entry.uid = own.uid;
		entry.sequence = own.sequence;
		entry.changed_at = own.changed_at;
		entry.cancelled =
		    state == ACTIVITY_CANCELLED || state == ACTIVITY_SKIPPED;
	}
	feed_entries_add(entries, &entry);
	return OB_OK;
}

int
feed_events_add_network(struct engine *engine, const struct feed_reader *reader,
    struct feed_entries *entries, struct error *err)
{
	const struct event_filter filter = {
	    ROLE_NETWORK_LEAD, reader->from, reader->until};
	struct annual_day *days = NULL;
	size_t count = 0;
	int status =
	    event_store_list_role(engine->store, &filter, &days, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status =
		    add_network_day(engine, reader, &days[i], entries, err);
	event_store_free(days, count);
	return status;
}
