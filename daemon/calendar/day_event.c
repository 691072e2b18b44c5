/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/day_event.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "calendar/day_value.h"
#include "calendar/value.h"

#define DAY_SECONDS 86400

void
day_event_release(struct day_event *event)
{
	if (event->component != NULL)
		icalcomponent_free(event->component);
	free(event->uid);
	free(event->title);
	*event = (struct day_event){.component = NULL};
}

static icalproperty *
find(const struct day_event *event, icalproperty_kind kind)
{
	return icalcomponent_get_first_property(event->component, kind);
}

/* A longer one ends in a sign that it does. */
static void
shorten(struct strbuf *title)
{
	size_t chars = 0;
	size_t cut = 0;

	for (size_t i = 0; i < title->len; i++) {
		if (((unsigned char)title->buf[i] & 0xc0) == 0x80)
			continue;
		if (chars == DAY_EVENT_TITLE_CHARS - 1)
			cut = i;
		chars++;
	}
	if (chars <= DAY_EVENT_TITLE_CHARS)
		return;
	strbuf_truncate(title, cut);
	strbuf_add_str(title, "\xe2\x80\xa6");
}

static char *
text_of(const struct day_event *event, icalproperty_kind kind)
{
	struct strbuf clean = STRBUF_INIT;
	icalproperty *property = find(event, kind);
	const icalvalue *value =
	    property == NULL ? NULL : icalproperty_get_value(property);
	const char *text = value == NULL ? NULL : icalvalue_get_text(value);

	if (text != NULL)
		value_add_line(&clean, text);
	return strbuf_detach(&clean);
}

static char *
title_of(const struct day_event *event)
{
	struct strbuf title = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *text =
	    text_of(event, ICAL_SUMMARY_PROPERTY);

	for (char *tab = strchr(text, '\t'); tab != NULL;
	     tab = strchr(tab, '\t'))
		*tab = ' ';
	strbuf_add_str(&title, text + strspn(text, " "));
	while (title.len > 0 && title.buf[title.len - 1] == ' ')
		strbuf_truncate(&title, title.len - 1);
	shorten(&title);
	/* One that only looks empty, as of no-break spaces, is none. */
	if (utf8_check_line("title", title.buf, DAY_EVENT_TITLE_CHARS, NULL) !=
	    OB_OK)
		strbuf_clear(&title);
	return strbuf_detach(&title);
}

bool
day_event_day_of(
    const icalproperty *property, struct date *ret_date, bool *ret_has_time)
{
	const icalvalue *value = icalproperty_get_value(property);
	icalvalue_kind kind =
	    value == NULL ? ICAL_NO_VALUE : icalvalue_isa(value);
	struct icaltimetype time;

	if (kind != ICAL_DATE_VALUE && kind != ICAL_DATETIME_VALUE)
		return false;
	time = kind == ICAL_DATE_VALUE ? icalvalue_get_date(value)
				       : icalvalue_get_datetime(value);
	*ret_has_time = !time.is_date;
	return day_value_from_ical(time, ret_date);
}

/* A whole day, or why it is none. */
static int
read_day(const icalproperty *property, struct date *ret_date, struct error *err)
{
	bool has_time = false;

	if (property == NULL)
		return error_set(err, OB_EINVALID, "it has no day");
	if (!day_event_day_of(property, ret_date, &has_time))
		return error_set(err, OB_EINVALID, "its day is not understood");
	if (has_time)
		return error_set(
		    err, OB_EINVALID, "it has a time: not a whole day");
	return OB_OK;
}

static int
read_duration(const icalproperty *property, int *ret_days, struct error *err)
{
	struct icaldurationtype duration = icalproperty_get_duration(property);

	if (duration.hours != 0 || duration.minutes != 0 ||
	    duration.seconds != 0 || duration.is_neg ||
	    duration.weeks > DAY_EVENT_MAX_DAYS ||
	    duration.days > DAY_EVENT_MAX_DAYS)
		return error_set(err, OB_EINVALID,
		    "it does not last whole days, at most %d",
		    DAY_EVENT_MAX_DAYS);
	*ret_days = (int)(duration.weeks * 7 + duration.days);
	return OB_OK;
}

/* The end is not part of it; one that ends as it begins lasts a day. */
static int
read_length(struct day_event *event, struct error *err)
{
	icalproperty *end = find(event, ICAL_DTEND_PROPERTY);
	icalproperty *duration = find(event, ICAL_DURATION_PROPERTY);
	struct date after = event->first;
	int days = 1;
	int status = OB_OK;

	if (end != NULL) {
		status = read_day(end, &after, err);
		days = after.day - event->first.day;
	} else if (duration != NULL) {
		status = read_duration(duration, &days, err);
	}
	if (status != OB_OK)
		return status;
	if (days < 0)
		return error_set(err, OB_EINVALID, "it ends before it begins");
	if (days > DAY_EVENT_MAX_DAYS)
		return error_set(err, OB_EINVALID,
		    "it lasts longer than %d days", DAY_EVENT_MAX_DAYS);
	event->days = days == 0 ? 1 : days;
	return OB_OK;
}

static int
read_recurrence(struct day_event *event, struct error *err)
{
	icalproperty *instead = find(event, ICAL_RECURRENCEID_PROPERTY);
	bool has_time = false;

	event->instead = DATE_NONE;
	event->comes_again = find(event, ICAL_RRULE_PROPERTY) != NULL ||
			     find(event, ICAL_RDATE_PROPERTY) != NULL;
	if (find(event, ICAL_EXRULE_PROPERTY) != NULL)
		return error_set(err, OB_EINVALID,
		    "it leaves out days by a rule (EXRULE), which is not "
		    "understood");
	if (instead == NULL)
		return OB_OK;
	if (icalproperty_get_first_parameter(instead, ICAL_RANGE_PARAMETER) !=
	    NULL)
		return error_set(err, OB_EINVALID,
		    "it changes all that follow it (RANGE), which is not "
		    "understood");
	if (!day_event_day_of(instead, &event->instead, &has_time))
		return error_set(err, OB_EINVALID,
		    "the day that it stands for is not understood");
	return OB_OK;
}

static int
check_readable(const struct day_event *event, struct error *err)
{
	icalproperty *status = find(event, ICAL_STATUS_PROPERTY);

	if (find(event, ICAL_XLICERROR_PROPERTY) != NULL)
		return error_set(
		    err, OB_EINVALID, "a line of it is not understood");
	if (status != NULL &&
	    icalproperty_get_status(status) == ICAL_STATUS_CANCELLED)
		return error_set(err, OB_EINVALID, "it is cancelled");
	return OB_OK;
}

int
day_event_parse(
    const char *text, struct day_event *ret_event, struct error *err)
{
	struct day_event event = {.component = NULL};
	int status;

	event.component = icalparser_parse_string(text);
	*ret_event = event;
	if (event.component == NULL ||
	    icalcomponent_isa(event.component) != ICAL_VEVENT_COMPONENT)
		return error_set(err, OB_EINVALID, "it is not understood");
	event.uid = text_of(&event, ICAL_UID_PROPERTY);
	event.title = title_of(&event);
	status = read_recurrence(&event, err);
	if (status == OB_OK)
		status = check_readable(&event, err);
	if (status == OB_OK)
		status = read_day(
		    find(&event, ICAL_DTSTART_PROPERTY), &event.first, err);
	if (status == OB_OK)
		status = read_length(&event, err);
	*ret_event = event;
	return status;
}
