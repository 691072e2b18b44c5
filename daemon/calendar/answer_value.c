/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/answer_value.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "calendar/windows_zone.h"

#define DAY_SECONDS 86400
#define DATE_LEN 8
#define TIME_LEN 15 /* 20261123T090000 */
#define MAX_DURATION ((int64_t)366 * DAY_SECONDS)
#define MAX_DIGITS 9

/* Exactly count digits; false for anything else. */
static bool
read_digits(const char *text, size_t count, int *ret_number)
{
	int number = 0;

	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (text[i] - '0');
	}
	*ret_number = number;
	return true;
}

static bool
read_date(const char *text, struct date *ret_date)
{
	int year;
	int month;
	int day;

	if (!read_digits(text, 4, &year) || !read_digits(text + 4, 2, &month) ||
	    !read_digits(text + 6, 2, &day) ||
	    !date_is_valid_civil(year, month, day))
		return false;
	*ret_date = date_from_civil(year, month, day);
	return true;
}

static bool
read_clock(const char *text, int *ret_second)
{
	int hour;
	int minute;
	int second;

	if (!read_digits(text, 2, &hour) ||
	    !read_digits(text + 2, 2, &minute) ||
	    !read_digits(text + 4, 2, &second) || hour > 23 || minute > 59 ||
	    second > 60)
		return false;
	if (second == 60)
		second = 59;
	*ret_second = (hour * 60 + minute) * 60 + second;
	return true;
}

/* Also without the Z that is_utc tells of. */
static bool
read_time(const char *value, struct answer_time *ret_time)
{
	struct answer_time time = {.clock = ANSWER_LOCAL};
	size_t len = strlen(value);

	if (len == TIME_LEN + 1 && value[TIME_LEN] == 'Z')
		time.clock = ANSWER_UTC;
	else if (len != TIME_LEN)
		return false;
	if (value[DATE_LEN] != 'T' || !read_date(value, &time.date) ||
	    !read_clock(value + DATE_LEN + 1, &time.second))
		return false;
	*ret_time = time;
	return true;
}

/* Area/Place or Area/Country/Place, or a name alone: the form, no more. */
static bool
is_zone_name(const char *name)
{
	size_t len = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz0123456789_+-/");

	return len > 0 && name[len] == '\0' && len < ANSWER_ZONE_SIZE &&
	       name[0] != '/' && name[len - 1] != '/' &&
	       strstr(name, "//") == NULL;
}

/*
 * Libraries put their own name before a zone's, as
 * /freeassociation.sourceforge.net/Europe/Copenhagen.
 */
static const char *
without_prefix(const char *name)
{
	const char *at = name[0] == '/' ? strrchr(name, '/') : NULL;

	if (at == NULL || at == name)
		return name;
	while (at > name && at[-1] != '/')
		at--;
	return at;
}

static bool
read_zone(const char *name, char ret_zone[ANSWER_ZONE_SIZE])
{
	const char *known = windows_zone_find(name);

	if (known == NULL)
		known = without_prefix(name);
	if (!is_zone_name(known))
		return false;
	memcpy(ret_zone, known, strlen(known) + 1);
	return true;
}

bool
answer_value_time(const struct answer_line *line, struct answer_time *ret_time)
{
	const char *zone = answer_line_parameter(line, "TZID");
	struct answer_time time;

	if (!read_time(line->value, &time))
		return false;
	if (time.clock == ANSWER_LOCAL && zone[0] != '\0' &&
	    !read_zone(zone, time.zone))
		return false;
	*ret_time = time;
	return true;
}

bool
answer_value_stamp(const char *value, int64_t *ret_stamp)
{
	struct answer_time time;

	if (!read_time(value, &time) || time.clock != ANSWER_UTC)
		return false;
	*ret_stamp = (int64_t)time.date.day * DAY_SECONDS + time.second;
	return true;
}

bool
answer_value_sequence(const char *value, int *ret_sequence)
{
	size_t len = strlen(value);

	return len > 0 && len <= MAX_DIGITS &&
	       read_digits(value, len, ret_sequence);
}

/* The number before the unit at *at, which moves behind the unit. */
static bool
read_amount(const char **at, char *ret_unit, int64_t *ret_amount)
{
	size_t len = strspn(*at, "0123456789");
	int number;

	if (len == 0 || len > MAX_DIGITS || !read_digits(*at, len, &number))
		return false;
	*ret_unit = (*at)[len];
	*ret_amount = number;
	*at += len;
	if (**at != '\0')
		(*at)++;
	return true;
}

/* Seconds of a unit; 0 for one that cannot stand on that side of the T. */
static int64_t
unit_seconds(char unit, bool after_t)
{
	static const struct {
		char unit;
		bool after_t;
		int64_t seconds;
	} units[] = {{'W', false, 7L * DAY_SECONDS}, {'D', false, DAY_SECONDS},
	    {'H', true, 3600}, {'M', true, 60}, {'S', true, 1}};

	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		if (units[i].unit == unit && units[i].after_t == after_t)
			return units[i].seconds;
	}
	return 0;
}

bool
answer_value_duration(const char *value, int64_t *ret_seconds)
{
	const char *at = value + (*value == '+');
	int64_t total = 0;
	bool after_t = false;

	if (*at++ != 'P' || *at == '\0')
		return false;
	while (*at != '\0') {
		int64_t amount;
		int64_t unit;
		char letter;

		if (*at == 'T' && !after_t) {
			after_t = true;
			at++;
		}
		if (!read_amount(&at, &letter, &amount))
			return false;
		unit = unit_seconds(letter, after_t);
		total += amount * unit;
		if (unit == 0 || total > MAX_DURATION)
			return false;
	}
	*ret_seconds = total;
	return true;
}

struct answer_time
answer_value_add(const struct answer_time *time, int64_t seconds)
{
	struct answer_time sum = *time;
	int64_t total = sum.second + seconds;

	sum.date = date_add_days(sum.date, (int)(total / DAY_SECONDS));
	sum.second = (int)(total % DAY_SECONDS);
	return sum;
}

char *
answer_value_text(const char *value, size_t max_chars)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	for (; *value != '\0'; value++) {
		if (value[0] != '\\' || value[1] == '\0') {
			strbuf_add_char(&text, *value);
			continue;
		}
		value++;
		if (*value == 'n' || *value == 'N')
			strbuf_add_char(&text, '\n');
		else
			strbuf_add_char(&text, *value);
	}
	return utf8_clean(text.buf, text.len, max_chars);
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that %XX stands for; -1 for no escape, and for NUL. */
static int
escaped_byte(const char *text)
{
	int high = text[0] == '%' ? hex_digit(text[1]) : -1;
	int low = high >= 0 ? hex_digit(text[2]) : -1;

	return low < 0 || high + low == 0 ? -1 : high * 16 + low;
}

char *
answer_value_address(const char *value, size_t max_chars)
{
	static const char scheme[] = "mailto:";
	cleanup_(strbuf_release) struct strbuf address = STRBUF_INIT;

	value += strspn(value, " ");
	if (strncasecmp(value, scheme, sizeof(scheme) - 1) != 0)
		return memory_strdup("");
	for (value += sizeof(scheme) - 1; *value != '\0'; value++) {
		int byte = escaped_byte(value);
		unsigned char octet = (unsigned char)byte;

		if (byte < 0) {
			strbuf_add_char(&address, *value);
			continue;
		}
		strbuf_add(&address, &octet, 1);
		value += 2;
	}
	return utf8_clean(address.buf, address.len, max_chars);
}
