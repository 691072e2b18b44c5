/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads the feed named on the command line as a client does that uses libical,
 * and prints its events as JSON.  For feed_parsers.
 */
#include <jansson.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"

#define FEED_MAX_LEN ((size_t)4 << 20)

static json_int_t
instant_of(icalproperty *property, icalcomponent *calendar)
{
	struct icaltimetype time =
	    icalproperty_get_datetime_with_component(property, calendar);

	return (json_int_t)icaltime_as_timet_with_zone(
	    time, icaltime_get_timezone(time));
}

static json_t *
describe(icalcomponent *event, icalcomponent *calendar)
{
	icalproperty *start =
	    icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
	icalproperty *end =
	    icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
	icalproperty *category =
	    icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY);

	return json_pack("{s:s, s:I, s:I, s:b, s:s, s:s*, s:s*, s:s*, s:b}",
	    "uid", icalcomponent_get_uid(event), "start",
	    instant_of(start, calendar), "end", instant_of(end, calendar),
	    "all_day", icalcomponent_get_dtstart(event).is_date, "summary",
	    icalcomponent_get_summary(event), "description",
	    icalcomponent_get_description(event), "url",
	    icalcomponent_get_first_property(event, ICAL_URL_PROPERTY) != NULL
		? icalproperty_get_url(icalcomponent_get_first_property(
		      event, ICAL_URL_PROPERTY))
		: NULL,
	    "category",
	    category != NULL ? icalproperty_get_categories(category) : NULL,
	    "cancelled",
	    icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED);
}

static int
print_events(icalcomponent *calendar)
{
	json_t *events = json_array();
	int status = 0;

	for (icalcomponent *event = icalcomponent_get_first_component(
		 calendar, ICAL_VEVENT_COMPONENT);
	     event != NULL && status == 0;
	     event = icalcomponent_get_next_component(
		 calendar, ICAL_VEVENT_COMPONENT))
		status =
		    json_array_append_new(events, describe(event, calendar));
	if (status == 0)
		status = json_dumpf(events, stdout, 0);
	json_decref(events);
	return status;
}

int
main(int argc, char **argv)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;
	icalcomponent *calendar;
	int status = 1;

	if (argc != 2 || file_read(argv[1], FEED_MAX_LEN, &bytes, &err) < 0) {
		(void)fprintf(stderr, "feed_libical: %s\n", err.text);
		return 2;
	}
	calendar = icalparser_parse_string(bytes.buf);
	if (calendar == NULL || icalcomponent_count_errors(calendar) != 0)
		(void)fprintf(stderr, "feed_libical: the feed has errors\n");
	else if (!icalrestriction_check(calendar) ||
		 icalcomponent_count_errors(calendar) != 0)
		(void)fprintf(stderr,
		    "feed_libical: the feed breaks a restriction\n%s",
		    icalcomponent_as_ical_string(calendar));
	else
		status = print_events(calendar);
	if (calendar != NULL)
		icalcomponent_free(calendar);
	icalmemory_free_ring();
	return status != 0;
}
