/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_QUARTER_H
#define ONBOARD_MODEL_QUARTER_H

#include "base/date.h"
#include "base/error.h"

/* Three months of a calendar year, of which figures are kept. */
struct quarter {
	int year;
	int number; /* 1..4 */
};

/* The years that figures are of. */
#define QUARTER_FIRST_YEAR 1900
#define QUARTER_LAST_YEAR 2199

#define QUARTER_TEXT_SIZE 8 /* 2026Q4 and NUL, with room to spare */

struct quarter quarter_of(struct date date);
struct date quarter_first_day(struct quarter quarter);
struct date quarter_last_day(struct quarter quarter);
struct quarter quarter_add(struct quarter quarter, int quarters);

/* Below, at or above 0 as a is before, at or after b. */
int quarter_compare(struct quarter a, struct quarter b);

/* Exactly YYYYQN, in one of those years; else OB_EINVALID. */
int quarter_parse(const char *text, struct quarter *ret_quarter,
    struct error *err) OB_MUST_CHECK;

/* Returns text. */
char *quarter_format(struct quarter quarter, char text[QUARTER_TEXT_SIZE]);

#endif
