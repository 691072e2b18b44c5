/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/quarter.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define QUARTERS 4
#define MONTHS 3

struct quarter
quarter_of(struct date date)
{
	struct civil civil = date_to_civil(date);

	return (struct quarter){civil.year, (civil.month - 1) / MONTHS + 1};
}

struct date
quarter_first_day(struct quarter quarter)
{
	return date_from_civil(
	    quarter.year, (quarter.number - 1) * MONTHS + 1, 1);
}

struct date
quarter_last_day(struct quarter quarter)
{
	struct date last_month =
	    date_from_civil(quarter.year, quarter.number * MONTHS, 1);

	/* Every month has a 28th, and one more month clamps to none. */
	return date_add_days(date_add_months(last_month, 1), -1);
}

static int
index_of(struct quarter quarter)
{
	return quarter.year * QUARTERS + quarter.number - 1;
}

struct quarter
quarter_add(struct quarter quarter, int quarters)
{
	int index = index_of(quarter) + quarters;

	assert(index >= 0);
	return (struct quarter){index / QUARTERS, index % QUARTERS + 1};
}

int
quarter_compare(struct quarter a, struct quarter b)
{
	return index_of(a) - index_of(b);
}

int
quarter_parse(const char *text, struct quarter *ret_quarter, struct error *err)
{
	struct quarter quarter = {0, 0};
	bool is_form = strlen(text) == 6 && text[4] == 'Q';

	for (int i = 0; is_form && i < 4; i++) {
		is_form = text[i] >= '0' && text[i] <= '9';
		quarter.year = quarter.year * 10 + (text[i] - '0');
	}
	if (is_form)
		quarter.number = text[5] - '0';
	if (!is_form || quarter.year < QUARTER_FIRST_YEAR ||
	    quarter.year > QUARTER_LAST_YEAR || quarter.number < 1 ||
	    quarter.number > QUARTERS)
		return error_set(err, OB_EINVALID,
		    "'%s' is no quarter: write a year, Q and 1 to 4, as 2026Q4",
		    text);
	*ret_quarter = quarter;
	return OB_OK;
}

char *
quarter_format(struct quarter quarter, char text[QUARTER_TEXT_SIZE])
{
	assert(quarter.year >= 0 && quarter.year <= 9999);
	(void)snprintf(text, QUARTER_TEXT_SIZE, "%04dQ%d", quarter.year % 10000,
	    quarter.number % 10);
	return text;
}
