/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_JOURNEY_FIXTURE_H
#define ONBOARD_TESTS_JOURNEY_FIXTURE_H

#include "model/plan.h"

/*
 * A journey to plan, for tests: the default calendar, the default programme,
 * and a person of their own in each role (the manager is hiring leader too).
 */
#define FIXTURE_STEPS_MAX 100
#define FIXTURE_PEOPLE_MAX 8
#define FIXTURE_LEADER 1
#define FIXTURE_MANAGER 2
#define FIXTURE_PERSON_COUNT 20 /* persons are 1..20 */

struct journey_fixture {
	struct workday_calendar *calendar;
	struct programme *programme;
	struct plan_input input;
	struct plan_item items[FIXTURE_STEPS_MAX];
	int64_t people[FIXTURE_STEPS_MAX][FIXTURE_PEOPLE_MAX];
};

struct workday_calendar *journey_fixture_calendar(void); /* returns owned */

void journey_fixture_init(struct journey_fixture *fixture);
void journey_fixture_release(struct journey_fixture *fixture);

/* All is open again, added on the day of acceptance at midnight. */
void journey_fixture_begin(struct journey_fixture *fixture,
    struct date accepted, struct date first_day, const char *recruitment);

struct plan_item *journey_fixture_item(
    struct journey_fixture *fixture, const char *step);

#endif
