/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_table.h"

#include <string.h>

#include "base/memory.h"
#include "model/role.h"

#define INTERNAL "internal-share"
#define STILL_HERE "still-here-12"
#define FIRST_RESULT "first-result"

/* Of everybody who began, by quarter and area. */
#define PLAIN(id, count, argument, later)                                      \
	{                                                                      \
		id, count, argument, later, NULL, NULL, NULL, NULL             \
	}
#define ON_TIME(id, role) PLAIN(id, measure_store_count_on_time, role, 2)
#define HERE(months, later, falls_to)                                          \
	{                                                                      \
		"still-here-" months, measure_store_count_here, months, later, \
		    falls_to, NULL, NULL, NULL                                 \
	}

/* Who was not done in 90 days was not in 30: from the longest time down. */
#define RESULT(id, days)                                                       \
	{                                                                      \
		id, measure_store_count_result, days, 1, FIRST_RESULT, NULL,   \
		    NULL, NULL                                                 \
	}

#define WITHIN(id, count, later, within)                                       \
	{                                                                      \
		id, count, "", later, NULL, NULL, NULL, within                 \
	}

/* Who answered a survey, and what they answered. */
#define ANSWERED(id, survey, later, around)                                    \
	{                                                                      \
		id, measure_store_count_answered, survey ":", later, NULL, id, \
		    around, NULL                                               \
	}
#define ANSWER(id, survey, dimension, later, answered, around)                 \
	{                                                                      \
		id, measure_store_count_content, survey ":" dimension, later,  \
		    NULL, answered, around, NULL                               \
	}
#define PULSE(id, dimension)                                                   \
	ANSWER(id, "puls-1", dimension, 1, "answered-pulse", NULL)
#define MIDWAY(id, dimension)                                                  \
	ANSWER(id, "midtvejs", dimension, 4, "answered-midway", "still-here-3")

const struct measure measure_table[] = {
    PLAIN(INTERNAL, measure_store_count_internal, "", 0),
    WITHIN("from-potential-bank", measure_store_count_bank, 0, INTERNAL),
    ON_TIME("on-time-manager", ROLE_MANAGER),
    ON_TIME("on-time-mentor", ROLE_MENTOR),
    ON_TIME("on-time-coordinator", ROLE_COORDINATOR),
    ON_TIME("on-time-functions", ROLE_FUNCTION_PREFIX),
    RESULT("first-result-90", "90"),
    RESULT("first-result-60", "60"),
    PLAIN(FIRST_RESULT, measure_store_count_result, "30", 1),
    PLAIN("undisturbed-talks", measure_store_count_undisturbed, "", 2),
    HERE("3", 1, STILL_HERE),
    HERE("6", 2, STILL_HERE),
    HERE("12", 4, NULL),
    ANSWERED("answered-pulse", "puls-1", 1, NULL),
    PULSE("expectations-met", "expectations_met"),
    ANSWERED("answered-midway", "midtvejs", 4, "still-here-3"),
    MIDWAY("role-clarity", "role_clarity"),
    MIDWAY("self-efficacy", "self_efficacy"),
    MIDWAY("social-acceptance", "social_acceptance"),
    ANSWERED("answered-end", "slut", 4, "still-here-6"),
    ANSWER("satisfaction", "slut", "satisfaction", 4, "answered-end",
	"still-here-6"),
    ANSWERED(
	"answered-mentor-leader", "mentor-evaluering-leder", 4, "still-here-6"),
    ANSWER("mentor-leader", "mentor-evaluering-leder", "mentor", 4,
	"answered-mentor-leader", "still-here-6"),
    ANSWERED("answered-mentor-mentor", "mentor-evaluering-mentor", 4,
	"still-here-6"),
    ANSWER("mentor-mentor", "mentor-evaluering-mentor", "mentor", 4,
	"answered-mentor-mentor", "still-here-6"),
    ANSWERED("answered-manager", "leder-evaluering", 4, "still-here-6"),
    ANSWERED("answered-year", "tilfredshed-12m", 5, STILL_HERE),
};

const size_t measure_table_count = ARRAY_LEN(measure_table);

const struct measure *
measure_table_find(const char *id)
{
	for (size_t i = 0; i < measure_table_count; i++) {
		if (strcmp(measure_table[i].id, id) == 0)
			return &measure_table[i];
	}
	return NULL;
}

bool
measure_table_is_of_year(const struct measure *measure)
{
	return measure->falls_to != NULL || measure->answered != NULL ||
	       measure->within != NULL;
}

char *
measure_table_survey(const struct measure *measure)
{
	if (measure->answered == NULL ||
	    strcmp(measure->answered, measure->id) != 0)
		return NULL;
	return memory_printf(
	    "%.*s", (int)strcspn(measure->argument, ":"), measure->argument);
}

const struct measure *
measure_table_answered(const char *survey)
{
	for (size_t i = 0; i < measure_table_count; i++) {
		cleanup_(memory_free_ptr) char *own =
		    measure_table_survey(&measure_table[i]);

		if (own != NULL && strcmp(own, survey) == 0)
			return &measure_table[i];
	}
	return NULL;
}

const struct measure *
measure_table_family(const struct measure *measure, size_t *ret_count)
{
	const struct measure *first = measure;
	const struct measure *last = measure;

	while (last->falls_to != NULL)
		last++;
	while (first > measure_table && first[-1].falls_to != NULL &&
	       strcmp(first[-1].falls_to, last->id) == 0)
		first--;
	*ret_count = (size_t)(last - first) + 1;
	return first;
}
