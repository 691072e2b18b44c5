/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/feed.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <libical/ical.h>

#include "base/memory.h"
#include "base/zone.h"
#include "calendar/component.h"
#include "calendar/event.h"
#include "calendar/feed_component.h"
#include "calendar/slot.h"
#include "calendar/value.h"
#include "calendar/vtimezone.h"

#define REFRESH_SECONDS (4 * 3600)
#define REFRESH_TEXT "PT4H"
#define COLOUR_NAME "steelblue"
#define COLOUR_RGB "#4682B4"

/* The last second that four digits of a year can say. */
#define LAST_INSTANT 253402300799LL

/* 2026-01-01: how old a rule may be that an empty feed states. */
#define EMPTY_FEED_FROM 1767225600

struct item {
	const struct feed_entry *entry;
	struct slot slot; /* of a timed entry only */
};

struct feed {
	const struct feed_header *header;
	struct vtimezone vtimezone;
	struct item *items;
	size_t count;
	bool is_in_utc; /* a VTIMEZONE would be wrong */
	bool names_zone;
};

static void
release_feed(struct feed *feed)
{
	free(feed->items);
}

static bool
has_valid_times(const struct feed_entry *entry)
{
	if (entry->sequence < 0 || entry->changed_at < 0 ||
	    entry->changed_at > LAST_INSTANT)
		return false;
	if (entry->is_done &&
	    (entry->done_at < 0 || entry->done_at > LAST_INSTANT))
		return false;
	if (entry->has_alarm &&
	    (entry->alarm_minutes < 0 || entry->alarm_minutes > FEED_ALARM_MAX))
		return false;
	if (entry->all_day || entry->kind == FEED_TASK)
		return entry->all_day && slot_is_day(entry->date);
	return slot_is_valid(entry->date, entry->start, entry->end);
}

static int
check_entry(const struct feed_entry *entry, struct error *err)
{
	if (!value_is_uid(entry->uid))
		return error_set_field(err, OB_EINVALID, "uid",
		    "the calendar entry has an identity that clients do not "
		    "understand");
	if (!has_valid_times(entry))
		return error_set_field(err, OB_EINVALID, "date",
		    "the calendar entry '%s' has no valid time", entry->uid);
	if (entry->url != NULL && !value_is_link(entry->url))
		return error_set_field(err, OB_EINVALID, "url",
		    "the link of the calendar entry '%s' is not an https link",
		    entry->uid);
	return OB_OK;
}

static int
compare_uid(const void *a, const void *b)
{
	const struct item *one = a;
	const struct item *other = b;

	return strcmp(one->entry->uid, other->entry->uid);
}

/* All-day entries come before the timed ones of their day. */
static int
start_key(const struct feed_entry *entry)
{
	return entry->all_day ? -1 : entry->start;
}

static int
compare_start(const void *a, const void *b)
{
	const struct feed_entry *one = ((const struct item *)a)->entry;
	const struct feed_entry *other = ((const struct item *)b)->entry;

	if (one->date.day != other->date.day)
		return one->date.day < other->date.day ? -1 : 1;
	if (start_key(one) != start_key(other))
		return start_key(one) < start_key(other) ? -1 : 1;
	return strcmp(one->uid, other->uid);
}

static int
add_item(struct feed *feed, const struct feed_entry *entry, struct error *err)
{
	struct item *item = &feed->items[feed->count];
	int status = check_entry(entry, err);

	if (status < 0)
		return status;
	item->entry = entry;
	if (!entry->all_day)
		item->slot = slot_from_local(
		    feed->header->zone, entry->date, entry->start, entry->end);
	feed->count++;
	return OB_OK;
}

static int
add_items(struct feed *feed, const struct feed_entry *entries, size_t count,
    struct error *err)
{
	feed->items = memory_resize(NULL, count + 1, sizeof(*feed->items));
	for (size_t i = 0; i < count; i++) {
		int status = add_item(feed, &entries[i], err);

		if (status < 0)
			return status;
	}
	qsort(feed->items, count, sizeof(*feed->items), compare_uid);
	for (size_t i = 1; i < count; i++) {
		if (compare_uid(&feed->items[i - 1], &feed->items[i]) == 0)
			return error_set_field(err, OB_EINVALID, "uid",
			    "the calendar entry '%s' is there twice",
			    feed->items[i].entry->uid);
	}
	qsort(feed->items, count, sizeof(*feed->items), compare_start);
	return OB_OK;
}

/* The first timed item is also the earliest, since the items are sorted. */
static void
choose_zone(struct feed *feed)
{
	size_t first = 0;
	bool is_said;

	while (first < feed->count && feed->items[first].entry->all_day)
		first++;
	vtimezone_init(&feed->vtimezone, feed->header->zone,
	    first < feed->count ? feed->items[first].slot.start
				: EMPTY_FEED_FROM);
	is_said = feed->vtimezone.is_sayable;
	for (size_t i = first; i < feed->count && is_said; i++) {
		const struct item *item = &feed->items[i];

		is_said = item->entry->all_day ||
			  (vtimezone_says(&feed->vtimezone, item->slot.start) &&
			      vtimezone_says(&feed->vtimezone, item->slot.end));
	}
	feed->is_in_utc = !is_said;
	for (size_t i = first; i < feed->count && is_said; i++)
		feed->names_zone |=
		    !feed->items[i].entry->all_day &&
		    slot_is_local(&feed->items[i].slot, feed->header->zone);
}

static int64_t
last_change(const struct feed *feed)
{
	int64_t last = 0;

	for (size_t i = 0; i < feed->count; i++) {
		if (feed->items[i].entry->changed_at > last)
			last = feed->items[i].entry->changed_at;
	}
	return last;
}

static void
add_header(icalcomponent *calendar, const struct feed *feed)
{
	const struct feed_header *header = feed->header;
	struct icaldurationtype refresh =
	    icaldurationtype_from_int(REFRESH_SECONDS);

	event_add_calendar_head(calendar);
	if (header->organizer_address != NULL)
		icalcomponent_add_property(
		    calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
	component_add_line(calendar, ICAL_NAME_PROPERTY, header->name);
	component_add_x(calendar, "X-WR-CALNAME", header->name);
	if (header->description != NULL) {
		component_add_line(
		    calendar, ICAL_DESCRIPTION_PROPERTY, header->description);
		component_add_x(calendar, "X-WR-CALDESC", header->description);
	}
	component_add_x(calendar, "X-WR-TIMEZONE", zone_name(header->zone));
	if (feed->count > 0)
		component_add_utc(
		    calendar, ICAL_LASTMODIFIED_PROPERTY, last_change(feed));
	icalcomponent_add_property(
	    calendar, icalproperty_new_refreshinterval(refresh));
	component_add_x(calendar, "X-PUBLISHED-TTL", REFRESH_TEXT);
	icalcomponent_add_property(
	    calendar, icalproperty_new_color(COLOUR_NAME));
	component_add_x(calendar, "X-APPLE-CALENDAR-COLOR", COLOUR_RGB);
}

/*
 * Exactly the zones that entries use; but RFC 5545 allows no calendar without
 * a component, so an empty one has its zone.
 */
static void
add_zone(icalcomponent *calendar, const struct feed *feed)
{
	if (feed->count > 0 && !feed->names_zone)
		return;
	icalcomponent_add_component(
	    calendar, feed->is_in_utc ? vtimezone_build_utc()
				      : vtimezone_build(&feed->vtimezone));
}

int
feed_build(const struct feed_header *header, const struct feed_entry *entries,
    size_t count, struct strbuf *ret_bytes, struct error *err)
{
	cleanup_(release_feed) struct feed feed = {.header = header};
	cleanup_(component_release) icalcomponent *calendar = NULL;
	cleanup_(strbuf_release) struct strbuf organizer = STRBUF_INIT;
	struct feed_component_maker maker = {.header = header};
	int status = add_items(&feed, entries, count, err);

	if (status < 0)
		return status;
	if (header->organizer_address != NULL) {
		if (!value_add_mailto(&organizer, header->organizer_address))
			return error_set_field(err, OB_EINVALID, "organizer",
			    "the organizer of a calendar has no mail address");
		maker.organizer = organizer.buf;
	}
	choose_zone(&feed);
	maker.zone = feed.is_in_utc ? NULL : header->zone;
	calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	assert(calendar != NULL);
	add_header(calendar, &feed);
	add_zone(calendar, &feed);
	for (size_t i = 0; i < count; i++)
		icalcomponent_add_component(
		    calendar, feed_component_build(&maker, feed.items[i].entry,
				  &feed.items[i].slot));
	return component_write(calendar, ret_bytes, err);
}
