/* SPDX-License-Identifier: EUPL-1.2 */
#include "journey_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/condition.h"
#include "model/role.h"
#include "programme_tsv.h"

#define FIRST_FUNCTION 10

struct workday_calendar *
journey_fixture_calendar(void)
{
	static const char *const closed[] = {"12-24", "12-31", "06-05", NULL};
	static const char *const half[] = {"05-01", NULL};
	static const char *const no_meeting[] = {"ascension+1", NULL};
	static const char *const quiet[] = {
	    "W07", "W42", "07:W28-W30", "12-27..12-30", NULL};
	const struct workday_rules rules = {
	    .closed = closed,
	    .half = half,
	    .no_meeting = no_meeting,
	    .quiet = quiet,
	};
	struct workday_calendar *calendar;
	struct error err = ERROR_INIT;

	if (workday_calendar_new(&rules, &calendar, &err) < 0) {
		(void)fprintf(stderr, "calendar: %s\n", err.text);
		exit(EXIT_FAILURE);
	}
	return calendar;
}

static int64_t
person_of(const char *role)
{
	static const char *const persons[] = {"", ROLE_LEADER, ROLE_MANAGER,
	    ROLE_MENTOR, ROLE_COORDINATOR, ROLE_DIRECTOR, ROLE_LOCAL_ADMIN,
	    ROLE_NETWORK_LEAD, NULL};

	if (strcmp(role, ROLE_HIRING_LEADER) == 0)
		return FIXTURE_MANAGER;
	for (int i = 0; persons[i] != NULL; i++)
		if (strcmp(persons[i], role) == 0)
			return i;
	for (int i = 0; role_functions[i] != NULL; i++)
		if (role_is_function(role) &&
		    strcmp(role_functions[i],
			role + strlen(ROLE_FUNCTION_PREFIX)) == 0)
			return FIRST_FUNCTION + i;
	return 0;
}

static void
add_person(struct journey_fixture *fixture, size_t step, const char *role)
{
	struct plan_item *item = &fixture->items[step];
	int64_t person = person_of(role);

	for (size_t i = 0; i < item->people_count; i++)
		if (fixture->people[step][i] == person)
			return;
	if (person != 0 && item->people_count < FIXTURE_PEOPLE_MAX)
		fixture->people[step][item->people_count++] = person;
}

void
journey_fixture_init(struct journey_fixture *fixture)
{
	memset(fixture, 0, sizeof(*fixture));
	fixture->calendar = journey_fixture_calendar();
	fixture->programme = programme_tsv_load("programme-ny-leder.tsv");
	for (size_t i = 0; i < fixture->programme->step_count; i++) {
		const struct step *step = &fixture->programme->steps[i];

		fixture->items[i].people = fixture->people[i];
		add_person(fixture, i, step->role);
		for (size_t j = 0; j < step->participant_count; j++)
			add_person(fixture, i, step->participants[j]);
	}
}

void
journey_fixture_release(struct journey_fixture *fixture)
{
	programme_free(fixture->programme);
	workday_calendar_free(fixture->calendar);
}

void
journey_fixture_begin(struct journey_fixture *fixture, struct date accepted,
    struct date first_day, const char *recruitment)
{
	const struct condition_facts facts = {
	    .recruitment = recruitment,
	    .level = "",
	    .area = "",
	    .workplace = "",
	    .addresses = 1,
	};

	fixture->input = (struct plan_input){
	    .programme = fixture->programme,
	    .calendar = fixture->calendar,
	    .anchors =
		date_rule_anchors(fixture->calendar, accepted, first_day),
	    .today = accepted,
	};
	for (size_t i = 0; i < fixture->programme->step_count; i++) {
		fixture->items[i].flags = 0;
		fixture->items[i].fixed =
		    condition_holds(
			fixture->programme->steps[i].only_if, &facts)
			? PLAN_OPEN
			: PLAN_ABSENT;
	}
}

struct plan_item *
journey_fixture_item(struct journey_fixture *fixture, const char *step)
{
	int index = programme_find_step(fixture->programme, step);

	if (index < 0) {
		(void)fprintf(stderr, "no step '%s'\n", step);
		exit(EXIT_FAILURE);
	}
	return &fixture->items[index];
}
