/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/holiday.h"

#include "base/memory.h"

#define PRAYER_DAY_LAST_YEAR 2023

/* Oudin's form of the computus. */
struct date
holiday_easter(int year)
{
	int golden = year % 19;
	int century = year / 100;
	int epact = (century - century / 4 - (8 * century + 13) / 25 +
			19 * golden + 15) %
		    30;
	int full_moon =
	    epact - (epact / 28) * (1 - (epact / 28) * (29 / (epact + 1)) *
					    ((21 - golden) / 11));
	int weekday =
	    (year + year / 4 + full_moon + 2 - century + century / 4) % 7;
	int from_march = full_moon - weekday;
	int month = 3 + (from_march + 40) / 44;

	return date_from_civil(year, month, from_march + 28 - 31 * (month / 4));
}

static const struct {
	const char *name;
	int after_easter;
	int last_year; /* 0: still a holiday */
} movable[] = {
    {"skærtorsdag", -3, 0},
    {"langfredag", -2, 0},
    {"påskedag", 0, 0},
    {"2. påskedag", 1, 0},
    {"store bededag", 26, PRAYER_DAY_LAST_YEAR},
    {"Kristi himmelfartsdag", 39, 0},
    {"pinsedag", 49, 0},
    {"2. pinsedag", 50, 0},
};

static const struct {
	const char *name;
	int month;
	int day;
} fixed[] = {
    {"nytårsdag", 1, 1},
    {"juledag", 12, 25},
    {"2. juledag", 12, 26},
};

_Static_assert(
    ARRAY_LEN(movable) + ARRAY_LEN(fixed) == HOLIDAY_MAX, "room for all");

size_t
holiday_list(int year, struct holiday ret_list[HOLIDAY_MAX])
{
	struct date easter = holiday_easter(year);
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(movable); i++) {
		if (movable[i].last_year != 0 && year > movable[i].last_year)
			continue;
		ret_list[count++] = (struct holiday){
		    .date = date_add_days(easter, movable[i].after_easter),
		    .name = movable[i].name,
		};
	}
	for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
		ret_list[count++] = (struct holiday){
		    .date = date_from_civil(year, fixed[i].month, fixed[i].day),
		    .name = fixed[i].name,
		};
	return count;
}
