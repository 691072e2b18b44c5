/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/posix_zone.h"

#include <ctype.h>
#include <string.h>

#define DAY_SECONDS 86400

/*
 * The readers below take the place in the text, move it past what they read
 * and say whether it was well formed.
 */

static bool
read_number(const char **place, int least, int most, int *ret_number)
{
	const char *text = *place;
	int number = 0;

	if (!isdigit((unsigned char)*text))
		return false;
	for (; isdigit((unsigned char)*text); text++) {
		number = number * 10 + (*text - '0');
		if (number > most)
			return false;
	}
	if (number < least)
		return false;
	*place = text;
	*ret_number = number;
	return true;
}

static bool
accept(const char **place, char wanted)
{
	if (**place != wanted)
		return false;
	(*place)++;
	return true;
}

/* [+-]hh[:mm[:ss]] */
static bool
read_time(const char **place, int most_hours, int *ret_seconds)
{
	bool is_negative = accept(place, '-');
	int hours;
	int minutes = 0;
	int seconds = 0;
	int total;

	if (!is_negative)
		(void)accept(place, '+');
	if (!read_number(place, 0, most_hours, &hours))
		return false;
	if (accept(place, ':')) {
		if (!read_number(place, 0, 59, &minutes))
			return false;
		if (accept(place, ':') && !read_number(place, 0, 59, &seconds))
			return false;
	}
	total = hours * 3600 + minutes * 60 + seconds;
	*ret_seconds = is_negative ? -total : total;
	return true;
}

static bool
is_quoted_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '+' || c == '-';
}

/* Three or more letters, or <letters, digits, + and ->. */
static bool
read_name(const char **place, char name[POSIX_ZONE_NAME_SIZE])
{
	bool is_quoted = accept(place, '<');
	const char *start = *place;
	size_t len = 0;

	while (is_quoted ? is_quoted_name_char(start[len])
			 : isalpha((unsigned char)start[len]) != 0)
		len++;
	if (len < 3 || len >= POSIX_ZONE_NAME_SIZE)
		return false;
	memcpy(name, start, len);
	name[len] = '\0';
	*place = start + len;
	return !is_quoted || accept(place, '>');
}

static bool
read_month_week(const char **place, struct posix_change *change)
{
	change->kind = POSIX_DAY_OF_MONTH_WEEK;
	return read_number(place, 1, 12, &change->month) &&
	       accept(place, '.') && read_number(place, 1, 5, &change->week) &&
	       accept(place, '.') && read_number(place, 0, 6, &change->weekday);
}

static bool
read_change_day(const char **place, struct posix_change *change)
{
	if (accept(place, 'M'))
		return read_month_week(place, change);
	if (accept(place, 'J')) {
		change->kind = POSIX_DAY_JULIAN;
		return read_number(place, 1, 365, &change->day);
	}
	change->kind = POSIX_DAY_OF_YEAR;
	return read_number(place, 0, 365, &change->day);
}

/* ,date[/time] */
static bool
read_change(const char **place, struct posix_change *ret_change)
{
	*ret_change = (struct posix_change){.second = 2 * 3600};
	if (!accept(place, ',') || !read_change_day(place, ret_change))
		return false;
	return !accept(place, '/') ||
	       read_time(place, 167, &ret_change->second);
}

static bool
read_daylight(const char **place, struct posix_zone *rule)
{
	rule->has_daylight = true;
	rule->daylight.offset = rule->standard.offset + 3600;
	if (!read_name(place, rule->daylight.name))
		return false;
	if (**place != ',') {
		if (!read_time(place, 24, &rule->daylight.offset))
			return false;
		rule->daylight.offset = -rule->daylight.offset;
	}
	return read_change(place, &rule->to_daylight) &&
	       read_change(place, &rule->to_standard);
}

static bool
read_rule(const char **place, struct posix_zone *rule)
{
	if (!read_name(place, rule->standard.name) ||
	    !read_time(place, 24, &rule->standard.offset))
		return false;
	rule->standard.offset = -rule->standard.offset; /* POSIX counts west */
	if (**place != '\0' && !read_daylight(place, rule))
		return false;
	return **place == '\0';
}

int
posix_zone_parse(
    const char *text, struct posix_zone *ret_rule, struct error *err)
{
	struct posix_zone rule = {.has_daylight = false};
	const char *place = text;

	if (!read_rule(&place, &rule))
		return error_set(err, OB_EINVALID,
		    "'%.80s' is not a time zone rule that can be read", text);
	*ret_rule = rule;
	return OB_OK;
}

static struct date
month_week_day(const struct posix_change *change, int year)
{
	struct date first = date_from_civil(year, change->month, 1);
	int weekday = (int)date_weekday(first) % 7;
	int skip = (change->weekday - weekday + 7) % 7;
	struct date day = date_add_days(first, skip + 7 * (change->week - 1));

	if (date_to_civil(day).month != change->month) /* no fifth one */
		day = date_add_days(day, -7);
	return day;
}

struct date
posix_zone_change_day(const struct posix_change *change, int year)
{
	struct date new_year = date_from_civil(year, 1, 1);
	struct date march = date_from_civil(year, 3, 1);

	switch (change->kind) {
	case POSIX_DAY_OF_MONTH_WEEK:
		return month_week_day(change, year);
	case POSIX_DAY_JULIAN:
		return change->day >= 60
			   ? date_add_days(march, change->day - 60)
			   : date_add_days(new_year, change->day - 1);
	case POSIX_DAY_OF_YEAR:
		break;
	}
	return date_add_days(new_year, change->day);
}

static int64_t
change_instant(const struct posix_change *change, int year, int offset_before)
{
	struct date day = posix_zone_change_day(change, year);

	return (int64_t)day.day * DAY_SECONDS + change->second - offset_before;
}

/*
 * Of two changes at the same instant the one to daylight counts: this is how
 * RFC 8536 writes daylight saving time all year.
 */
static void
narrow(struct zone_period *period, int64_t utc, int64_t change, int offset)
{
	if (change <= utc && change >= period->start) {
		period->start = change;
		period->offset = offset;
	}
	if (change > utc && change < period->end)
		period->end = change;
}

static int
year_of(int64_t utc)
{
	return date_to_civil((struct date){(int32_t)(utc / DAY_SECONDS)}).year;
}

struct zone_period
posix_zone_period(const struct posix_zone *rule, int64_t utc)
{
	struct zone_period period = {
	    .start = INT64_MIN,
	    .end = INT64_MAX,
	    .offset = rule->standard.offset,
	};
	int year = year_of(utc);

	if (!rule->has_daylight)
		return period;
	for (int y = year - 1; y <= year + 1; y++) {
		narrow(&period, utc,
		    change_instant(
			&rule->to_standard, y, rule->daylight.offset),
		    rule->standard.offset);
		narrow(&period, utc,
		    change_instant(
			&rule->to_daylight, y, rule->standard.offset),
		    rule->daylight.offset);
	}
	return period;
}
