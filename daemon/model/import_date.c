/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/import_date.h"

#include <stdbool.h>
#include <string.h>

#define DIGITS "0123456789"
#define YEAR_FIRST 1900
#define YEAR_LAST 2199

struct part {
	int value;
	size_t digits;
};

/* Three numbers with the same separator between, and nothing else. */
static bool
split(const char *text, struct part parts[3])
{
	char separator = '\0';

	for (int i = 0; i < 3; i++) {
		parts[i].digits = strspn(text, DIGITS);
		if (parts[i].digits == 0 || parts[i].digits > 4)
			return false;
		parts[i].value = 0;
		for (size_t k = 0; k < parts[i].digits; k++)
			parts[i].value = parts[i].value * 10 + (text[k] - '0');
		text += parts[i].digits;
		if (i == 0)
			separator = *text;
		if (i < 2 && (*text != separator || *text == '\0' ||
				 strchr("-./", *text) == NULL))
			return false;
		text += i < 2 ? 1 : 0;
	}
	return *text == '\0';
}

static int
refuse_form(const char *text, struct error *err)
{
	if (text[0] != '\0' && text[strspn(text, DIGITS)] == '\0')
		return error_set(err, OB_EINVALID,
		    "'%.40s' is a number and no date; give the column the "
		    "format of a date in the spreadsheet, and save again",
		    text);
	return error_set(err, OB_EINVALID,
	    "'%.40s' is no date; write it as 2027-02-01 or 01-02-2027", text);
}

int
import_date_parse(const char *text, struct date *ret_date, struct error *err)
{
	struct part parts[3];
	const struct part *year = &parts[2];
	const struct part *day = &parts[0];

	if (!split(text, parts))
		return refuse_form(text, err);
	if (parts[0].digits == 4) {
		year = &parts[0];
		day = &parts[2];
	}
	if (year->digits != 4)
		return error_set(err, OB_EINVALID,
		    "'%.40s' is not clear; write the year with four digits",
		    text);
	if (day->digits > 2 || parts[1].digits > 2)
		return refuse_form(text, err);
	if (parts[1].value > 12)
		return error_set(err, OB_EINVALID,
		    "'%.40s' has no month %d; the day stands before the month",
		    text, parts[1].value);
	if (year->value < YEAR_FIRST || year->value > YEAR_LAST ||
	    !date_is_valid_civil(year->value, parts[1].value, day->value))
		return error_set(
		    err, OB_EINVALID, "there is no day '%.40s'", text);
	*ret_date = date_from_civil(year->value, parts[1].value, day->value);
	return OB_OK;
}
