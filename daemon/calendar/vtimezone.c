/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/vtimezone.h"

#include <assert.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "calendar/component.h"

#define DAY_SECONDS 86400
#define FIRST_YEAR 1970

/* 1971-01-01: from then on all changes of a year are said. */
#define FIRST_SAID 31536000

/* A change of offset as RRULE says it: days of the month and a weekday. */
struct onset {
	int shift;	 /* days from the day that the rule names */
	int second;	 /* of the shifted day */
	int first, last; /* days of the month that it can be */
};

/* Of every year; February is the one month that has no fixed length. */
static int
month_len(int month)
{
	struct date first = date_from_civil(FIRST_YEAR, month, 1);

	return date_add_months(first, 1).day - first.day;
}

/*
 * An hour below 0 or over 23 leads to another day: "the Saturday from 24 to
 * 30 March".  Says false where the days would leave the month.
 */
static bool
find_onset(const struct posix_change *change, struct onset *ret_onset)
{
	struct onset onset;
	int last;

	if (change->kind != POSIX_DAY_OF_MONTH_WEEK)
		return false;
	last = month_len(change->month);
	onset.shift = change->second / DAY_SECONDS -
		      (change->second % DAY_SECONDS < 0 ? 1 : 0);
	onset.second = change->second - onset.shift * DAY_SECONDS;
	onset.first =
	    onset.shift +
	    (change->week == 5 ? last - 6 : 7 * (change->week - 1) + 1);
	onset.last = onset.first + 6;
	*ret_onset = onset;
	if (onset.shift == 0)
		return true;
	return onset.first >= 1 && onset.last <= last &&
	       !(change->week == 5 && change->month == 2);
}

static bool
is_sayable(const struct posix_zone *rule)
{
	struct onset onset;

	if (rule->standard.offset % 60 != 0)
		return false;
	return !rule->has_daylight ||
	       (rule->daylight.offset % 60 == 0 &&
		   rule->daylight.offset != rule->standard.offset &&
		   find_onset(&rule->to_daylight, &onset) &&
		   find_onset(&rule->to_standard, &onset));
}

static bool
agrees(const struct vtimezone *vtimezone, int64_t utc)
{
	return posix_zone_period(&vtimezone->rule, utc).offset ==
	       zone_offset(vtimezone->zone, utc);
}

/* Morocco and Gaza list their exceptions for Ramadan until 2087. */
static bool
keeps_to_rule(const struct vtimezone *vtimezone, int64_t from)
{
	int64_t change = zone_listed_change_after(vtimezone->zone, from);

	while (change != INT64_MAX) {
		if (!agrees(vtimezone, change - 1) ||
		    !agrees(vtimezone, change))
			return false;
		change = zone_listed_change_after(vtimezone->zone, change);
	}
	return agrees(vtimezone, from);
}

void
vtimezone_init(
    struct vtimezone *vtimezone, const struct zone *zone, int64_t from)
{
	vtimezone->zone = zone;
	vtimezone->is_sayable = posix_zone_parse(zone_rule(zone),
				    &vtimezone->rule, NULL) == OB_OK &&
				is_sayable(&vtimezone->rule) &&
				from >= FIRST_SAID &&
				keeps_to_rule(vtimezone, from);
}

bool
vtimezone_says(const struct vtimezone *vtimezone, int64_t utc)
{
	return vtimezone->is_sayable && utc >= FIRST_SAID &&
	       agrees(vtimezone, utc);
}

static void
add_offsets(icalcomponent *part, int from, const struct posix_period_name *to)
{
	icalcomponent_add_property(part, icalproperty_new_tzoffsetfrom(from));
	icalcomponent_add_property(
	    part, icalproperty_new_tzoffsetto(to->offset));
	component_add_line(part, ICAL_TZNAME_PROPERTY, to->name);
}

static void
add_rule(icalcomponent *part, const struct posix_change *change,
    const struct onset *onset)
{
	static const char *const weekdays[] = {
	    "SU", "MO", "TU", "WE", "TH", "FR", "SA"};
	const char *weekday =
	    weekdays[(change->weekday + onset->shift + 14) % 7];
	cleanup_(strbuf_release) struct strbuf rule = STRBUF_INIT;

	strbuf_add_format(
	    &rule, "FREQ=YEARLY;BYMONTH=%d;BYDAY=", change->month);
	if (onset->shift == 0) {
		strbuf_add_format(&rule, "%d%s",
		    change->week == 5 ? -1 : change->week, weekday);
	} else {
		strbuf_add_format(
		    &rule, "%s;BYMONTHDAY=%d", weekday, onset->first);
		for (int day = onset->first + 1; day <= onset->last; day++)
			strbuf_add_format(&rule, ",%d", day);
	}
	icalcomponent_add_property(part,
	    icalproperty_new_rrule(icalrecurrencetype_from_string(rule.buf)));
}

/* Which of the two is summer time is seen by the offset: Dublin's is not. */
static icalcomponent *
build_change(const struct posix_change *change, int from,
    const struct posix_period_name *to)
{
	icalcomponent *part =
	    icalcomponent_new(to->offset > from ? ICAL_XDAYLIGHT_COMPONENT
						: ICAL_XSTANDARD_COMPONENT);
	struct onset onset;
	bool is_found = find_onset(change, &onset);
	struct local_time first;

	assert(part != NULL && is_found);
	first.date = date_add_days(
	    posix_zone_change_day(change, FIRST_YEAR), onset.shift);
	first.second = onset.second;
	component_add_local(part, ICAL_DTSTART_PROPERTY, first, NULL);
	add_rule(part, change, &onset);
	add_offsets(part, from, to);
	return part;
}

static icalcomponent *
build_only(const struct posix_period_name *period)
{
	icalcomponent *part = icalcomponent_new(ICAL_XSTANDARD_COMPONENT);

	assert(part != NULL);
	component_add_local(part, ICAL_DTSTART_PROPERTY,
	    (struct local_time){.date = date_from_civil(FIRST_YEAR, 1, 1)},
	    NULL);
	add_offsets(part, period->offset, period);
	return part;
}

static icalcomponent *
build_zone(const char *name, const struct posix_zone *rule)
{
	icalcomponent *component = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);

	assert(component != NULL);
	component_add_line(component, ICAL_TZID_PROPERTY, name);
	if (!rule->has_daylight) {
		icalcomponent_add_component(
		    component, build_only(&rule->standard));
		return component;
	}
	icalcomponent_add_component(
	    component, build_change(&rule->to_daylight, rule->standard.offset,
			   &rule->daylight));
	icalcomponent_add_component(
	    component, build_change(&rule->to_standard, rule->daylight.offset,
			   &rule->standard));
	return component;
}

icalcomponent *
vtimezone_build(const struct vtimezone *vtimezone)
{
	assert(vtimezone->is_sayable);
	return build_zone(zone_name(vtimezone->zone), &vtimezone->rule);
}

icalcomponent *
vtimezone_build_utc(void)
{
	static const struct posix_zone utc = {
	    .standard = {.name = "UTC", .offset = 0}};

	return build_zone("Etc/UTC", &utc);
}
