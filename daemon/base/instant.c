/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/instant.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#define DAY_SECONDS 86400

/* Two digits, at most most; moves the place past them. */
static bool
read_pair(const char **place, int most, int *ret_value)
{
	const char *text = *place;

	if (!isdigit((unsigned char)text[0]) ||
	    !isdigit((unsigned char)text[1]))
		return false;
	*ret_value = (text[0] - '0') * 10 + (text[1] - '0');
	*place = text + 2;
	return *ret_value <= most;
}

static bool
read_separated_pair(
    const char **place, char separator, int most, int *ret_value)
{
	if (**place != separator)
		return false;
	(*place)++;
	return read_pair(place, most, ret_value);
}

/* HH:MM[:SS] */
static bool
read_time_of_day(const char **place, int *ret_second)
{
	int hour;
	int minute;
	int second = 0;

	if (!read_pair(place, 23, &hour) ||
	    !read_separated_pair(place, ':', 59, &minute))
		return false;
	if (**place == ':' && !read_separated_pair(place, ':', 59, &second))
		return false;
	*ret_second = hour * 3600 + minute * 60 + second;
	return true;
}

/* Z or +HH:MM or -HH:MM, up to the end. */
static bool
read_offset(const char *text, int *ret_offset)
{
	char sign = *text;
	int hour;
	int minute;

	if (strcmp(text, "Z") == 0) {
		*ret_offset = 0;
		return true;
	}
	if (sign != '+' && sign != '-')
		return false;
	text++;
	if (!read_pair(&text, 23, &hour) ||
	    !read_separated_pair(&text, ':', 59, &minute) || *text != '\0')
		return false;
	*ret_offset = (hour * 3600 + minute * 60) * (sign == '-' ? -1 : 1);
	return true;
}

static int
refuse_instant(const char *text, struct error *err)
{
	return error_refuse(err, OB_EINVALID, "", "no_moment",
	    "'%.40s' is not a time; write it as 2026-10-01T08:00", text);
}

int
instant_parse(const struct zone *zone, const char *text, int64_t *ret_instant,
    struct error *err)
{
	char day[DATE_TEXT_SIZE] = "";
	struct date date;
	const char *place;
	int second;
	int offset;

	if (strnlen(text, 16) < 16 || text[10] != 'T')
		return refuse_instant(text, err);
	memcpy(day, text, 10);
	if (date_parse(day, &date, err) < 0)
		return OB_EINVALID;
	place = text + 11;
	if (!read_time_of_day(&place, &second))
		return refuse_instant(text, err);
	if (*place == '\0') {
		*ret_instant = zone_to_utc(zone, date, second);
		return OB_OK;
	}
	if (!read_offset(place, &offset))
		return refuse_instant(text, err);
	*ret_instant = (int64_t)date.day * DAY_SECONDS + second - offset;
	return OB_OK;
}

/* Writes the local date and time without its offset; returns the end. */
static char *
format_local(int64_t local, char text[INSTANT_TEXT_SIZE])
{
	int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0 ? 1 : 0);
	unsigned second = (unsigned)(local - day * DAY_SECONDS);

	(void)date_format((struct date){(int32_t)day}, text);
	(void)snprintf(text + DATE_TEXT_SIZE - 1,
	    INSTANT_TEXT_SIZE - DATE_TEXT_SIZE + 1, "T%02u:%02u:%02u",
	    second / 3600 % 24, second / 60 % 60, second % 60);
	return text + strlen(text);
}

/* RFC 3339 knows no offset with seconds: such an instant is told in UTC. */
char *
instant_format(
    const struct zone *zone, int64_t instant, char text[INSTANT_TEXT_SIZE])
{
	int offset = zone_offset(zone, instant);
	unsigned minutes = (unsigned)abs(offset) / 60;
	char *end;

	if (offset % 60 != 0)
		return instant_format_utc(instant, text);
	end = format_local(instant + offset, text);
	(void)snprintf(end, (size_t)(text + INSTANT_TEXT_SIZE - end),
	    "%c%02u:%02u", offset < 0 ? '-' : '+', minutes / 60 % 100,
	    minutes % 60);
	return text;
}

char *
instant_format_utc(int64_t instant, char text[INSTANT_TEXT_SIZE])
{
	char *end = format_local(instant, text);

	memcpy(end, "Z", 2);
	return text;
}

int
instant_parse_clock(const char *text, int *ret_minute, struct error *err)
{
	const char *place = text;
	int hour;
	int minute;

	if (!read_pair(&place, 23, &hour) ||
	    !read_separated_pair(&place, ':', 59, &minute) || *place != '\0')
		return error_refuse(err, OB_EINVALID, "", "no_time",
		    "'%.40s' is not a time of day; write it as 08:00", text);
	*ret_minute = hour * 60 + minute;
	return OB_OK;
}
