/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/calendar_time.h"

#include <string.h>

#define DATE_OCTETS 8
#define LOCAL_OCTETS 15
#define DAY_SECONDS 86400

/* -1 when not all of them are digits. */
static int
read_digits(const char *text, size_t len)
{
	int value = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

static bool
is_day(int year, int month, int day)
{
	static const int lengths[] = {
	    31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
		return false;
	return month != 2 || day < 29 || is_leap;
}

static bool
parse_date(const char *text, struct date *ret_date)
{
	int year = read_digits(text, 4);
	int month = read_digits(text + 4, 2);
	int day = read_digits(text + 6, 2);

	if (year < 0 || !is_day(year, month, day))
		return false;
	*ret_date = date_is_valid_civil(year, month, day)
			? date_from_civil(year, month, day)
			: DATE_NONE;
	return true;
}

/* "THHMMSS"; a leap second counts as the one before. */
static bool
parse_clock(const char *text, int *ret_second)
{
	int hour = read_digits(text + 1, 2);
	int minute = read_digits(text + 3, 2);
	int second = read_digits(text + 5, 2);

	if (text[0] != 'T' || hour < 0 || hour > 23 || minute < 0 ||
	    minute > 59 || second < 0 || second > 60)
		return false;
	*ret_second = hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
	return true;
}

bool
calendar_time_parse(
    const char *text, size_t len, struct calendar_time *ret_time)
{
	struct calendar_time time = {.kind = CALENDAR_TIME_DATE};

	if (len < DATE_OCTETS || !parse_date(text, &time.date))
		return false;
	if (len > DATE_OCTETS) {
		bool is_utc =
		    len == LOCAL_OCTETS + 1 && text[LOCAL_OCTETS] == 'Z';

		if ((len != LOCAL_OCTETS && !is_utc) ||
		    !parse_clock(text + DATE_OCTETS, &time.second))
			return false;
		time.kind = is_utc ? CALENDAR_TIME_UTC : CALENDAR_TIME_LOCAL;
	}
	*ret_time = time;
	return true;
}

int64_t
calendar_time_seconds(const struct calendar_time *time)
{
	return (int64_t)time->date.day * DAY_SECONDS + time->second;
}

/* "12H": takes the number and its unit if the unit is one of those to come. */
static bool
take_unit(const char **at, const char **units)
{
	size_t digits = strspn(*at, "0123456789");
	char unit = (*at)[digits];
	const char *found = strchr(*units, unit);

	if (digits == 0 || unit == '\0' || found == NULL)
		return false;
	*at += digits + 1;
	*units = found + 1;
	return true;
}

static bool
is_clock_duration(const char *at)
{
	const char *units = "HMS";

	if (*at != 'T' || at[1] == '\0')
		return false;
	at++;
	while (*at != '\0') {
		if (!take_unit(&at, &units))
			return false;
	}
	return true;
}

/* Behind the sign and the P; days and weeks do not mix. */
static bool
is_unsigned_duration(const char *at)
{
	const char *units = "WD";
	bool has_weeks;

	if (!take_unit(&at, &units))
		return is_clock_duration(at);
	has_weeks = units[0] == 'D';
	return *at == '\0' || (!has_weeks && is_clock_duration(at));
}

bool
calendar_time_is_duration(const char *text)
{
	if (*text == '+' || *text == '-')
		text++;
	return *text == 'P' && is_unsigned_duration(text + 1);
}

bool
calendar_time_is_days(const char *text)
{
	return calendar_time_is_duration(text) && strchr(text, 'T') == NULL;
}
