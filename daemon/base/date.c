/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/date.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2199

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month(int year, int month)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool
date_is_valid_civil(int year, int month, int day)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 &&
	       month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

/* Howard Hinnant, "chrono-compatible low-level date algorithms". */
struct date
date_from_civil(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400;
	int year_of_era = y - era * 400;
	int day_of_year =
	    (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 -
			 year_of_era / 100 + day_of_year;

	return (struct date){era * 146097 + day_of_era - 719468};
}

struct civil
date_to_civil(struct date date)
{
	int z = date.day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int day_of_era = z - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			      day_of_era / 146096) /
			  365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 -
					   year_of_era / 100);
	int shifted_month = (5 * day_of_year + 2) / 153;
	int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;

	return (struct civil){
	    .year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
	    .month = month,
	    .day = day_of_year - (153 * shifted_month + 2) / 5 + 1,
	};
}

static bool
read_digits(const char *text, int count, int *ret_value)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (text[i] - '0');
	}
	*ret_value = value;
	return true;
}

int
date_parse(const char *text, struct date *ret_date, struct error *err)
{
	int year;
	int month;
	int day;

	if (strnlen(text, 11) != 10 || text[4] != '-' || text[7] != '-' ||
	    !read_digits(text, 4, &year) || !read_digits(text + 5, 2, &month) ||
	    !read_digits(text + 8, 2, &day))
		return error_refuse(err, OB_EINVALID, "", "no_day",
		    "'%.40s' is not a date; write it as 2026-12-07", text);
	if (!date_is_valid_civil(year, month, day))
		return error_refuse(err, OB_EINVALID, "", "no_day",
		    "there is no date '%s' between 1900 and 2199", text);
	*ret_date = date_from_civil(year, month, day);
	return OB_OK;
}

char *
date_format(struct date date, char text[DATE_TEXT_SIZE])
{
	struct civil civil;

	text[0] = '\0';
	if (date_is_none(date))
		return text;
	civil = date_to_civil(date);
	assert(civil.year >= 0 && civil.year <= 9999);
	(void)snprintf(text, DATE_TEXT_SIZE, "%04u-%02u-%02u",
	    (unsigned)civil.year % 10000, (unsigned)civil.month % 100,
	    (unsigned)civil.day % 100);
	return text;
}

enum weekday
date_weekday(struct date date)
{
	int shifted = (date.day + 3) % 7; /* 1970-01-01 was a Thursday */

	return (enum weekday)((shifted < 0 ? shifted + 7 : shifted) + 1);
}

struct iso_week
date_iso_week(struct date date)
{
	struct date thursday =
	    date_add_days(date, THURSDAY - (int)date_weekday(date));
	int year = date_to_civil(thursday).year;
	int day_of_year = thursday.day - date_from_civil(year, 1, 1).day;

	return (struct iso_week){.year = year, .week = day_of_year / 7 + 1};
}

struct date
date_add_days(struct date date, int days)
{
	return (struct date){date.day + days};
}

struct date
date_add_months(struct date date, int months)
{
	struct civil civil = date_to_civil(date);
	int index = civil.year * 12 + civil.month - 1 + months;
	int year = index / 12;
	int month = index % 12 + 1;
	int last = days_in_month(year, month);

	return date_from_civil(
	    year, month, civil.day < last ? civil.day : last);
}
