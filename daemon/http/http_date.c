/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/http_date.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "http/octet.h"

#define DAY_SECONDS 86400

static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday"};

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct http_date_fields {
	int year;
	int month;
	int day;
	int hour;
	int minute;
	int second;
};

/*
 * The forms: 'w' short weekday, 'W' long one, 'd' two digits of the day, 'e'
 * the same with a blank for 0, 'b' month, 'Y' four and 'y' two digits of the
 * year, 'T' the time; others stand for themselves.
 */
static const char *const forms[] = {
    "w, d b Y T G",
    "W, d-b-y T G",
    "w b e T Y",
};

char *
http_date_format(int64_t instant, char text[HTTP_DATE_SIZE])
{
	int64_t days = instant / DAY_SECONDS;
	int second = (int)(instant % DAY_SECONDS);
	struct date date;
	struct civil civil;

	if (second < 0) {
		days--;
		second += DAY_SECONDS;
	}
	date.day = (int32_t)days;
	civil = date_to_civil(date);
	(void)snprintf(text, HTTP_DATE_SIZE,
	    "%.3s, %02d %s %04d %02d:%02d:%02d GMT",
	    weekdays[date_weekday(date) - MONDAY], civil.day,
	    months[civil.month - 1], civil.year, second / 3600,
	    second / 60 % 60, second % 60);
	return text;
}

static bool
read_number(const char **at, int digits, int *ret_number)
{
	int number = 0;

	for (int i = 0; i < digits; i++, (*at)++) {
		if (!octet_is_digit(**at))
			return false;
		number = number * 10 + (**at - '0');
	}
	*ret_number = number;
	return true;
}

static bool
read_text(const char **at, const char *text, size_t len)
{
	if (strncmp(*at, text, len) != 0)
		return false;
	*at += len;
	return true;
}

static bool
read_weekday(const char **at, bool is_long)
{
	for (size_t i = 0; i < ARRAY_LEN(weekdays); i++) {
		size_t len = is_long ? strlen(weekdays[i]) : 3;

		if (read_text(at, weekdays[i], len))
			return true;
	}
	return false;
}

static bool
read_month(const char **at, int *ret_month)
{
	for (size_t i = 0; i < ARRAY_LEN(months); i++) {
		if (read_text(at, months[i], 3)) {
			*ret_month = (int)i + 1;
			return true;
		}
	}
	return false;
}

static bool
read_time(const char **at, struct http_date_fields *fields)
{
	return read_number(at, 2, &fields->hour) && read_text(at, ":", 1) &&
	       read_number(at, 2, &fields->minute) && read_text(at, ":", 1) &&
	       read_number(at, 2, &fields->second);
}

static bool
read_short_year(const char **at, int *ret_year)
{
	int year;

	if (!read_number(at, 2, &year))
		return false;
	/* Obsolete dates: a fixed window does for what senders mean. */
	*ret_year = year < 70 ? 2000 + year : 1900 + year;
	return true;
}

static bool
read_part(char part, const char **at, struct http_date_fields *fields)
{
	switch (part) {
	case 'w':
	case 'W':
		return read_weekday(at, part == 'W');
	case 'e':
		if (**at == ' ')
			return read_text(at, " ", 1) &&
			       read_number(at, 1, &fields->day);
		return read_number(at, 2, &fields->day);
	case 'd':
		return read_number(at, 2, &fields->day);
	case 'b':
		return read_month(at, &fields->month);
	case 'Y':
		return read_number(at, 4, &fields->year);
	case 'y':
		return read_short_year(at, &fields->year);
	case 'T':
		return read_time(at, fields);
	case 'G':
		return read_text(at, "GMT", 3);
	default:
		return read_text(at, &part, 1);
	}
}

static bool
read_form(const char *form, const char *text, struct http_date_fields *fields)
{
	for (; *form != '\0'; form++) {
		if (!read_part(*form, &text, fields))
			return false;
	}
	return *text == '\0';
}

static bool
to_instant(const struct http_date_fields *fields, int64_t *ret_instant)
{
	struct date date;

	/* A leap second (60) is valid and counts as the next second. */
	if (!date_is_valid_civil(fields->year, fields->month, fields->day) ||
	    fields->hour > 23 || fields->minute > 59 || fields->second > 60)
		return false;
	date = date_from_civil(fields->year, fields->month, fields->day);
	*ret_instant = (int64_t)date.day * DAY_SECONDS +
		       (int64_t)fields->hour * 3600 +
		       (int64_t)fields->minute * 60 + fields->second;
	return true;
}

bool
http_date_parse(const char *text, int64_t *ret_instant)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		struct http_date_fields fields = {0};

		if (read_form(forms[i], text, &fields))
			return to_instant(&fields, ret_instant);
	}
	return false;
}
