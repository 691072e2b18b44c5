/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/cohorts/cohorts.h"
#include "engine/cohorts/nominations.h"
#include "engine/core/core.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders.h"
#include "engine/programmes/programmes.h"
#include "engine/simulation/simulation_private.h"
#include "engine/tick.h"

#define MANAGERS 40

/* An onboarding that lies behind: long enough ago to be over. */
#define PAST_PROGRAMME "simulated-onboarding"
#define PAST_ACCEPTED_MONTHS (-20)
#define PAST_FIRST_DAY_MONTHS (-18)

/* People who do not exist, at addresses that cannot exist. */
struct cast {
	char name[64];
	char email[64];
	char work_email[64];
	char manager[96];
	char mentor[96];
};

static struct cast
cast_of(const struct simulation *simulation, int number)
{
	/* Nobody is mentor of more than the limit. */
	int mentor =
	    (number - 1) / simulation->engine->settings->mentors.limit + 1;
	int manager = number % MANAGERS;
	struct cast cast;

	(void)snprintf(cast.name, sizeof(cast.name), "Leder%d Nielsen", number);
	(void)snprintf(
	    cast.email, sizeof(cast.email), "leder%d@example.invalid", number);
	(void)snprintf(cast.work_email, sizeof(cast.work_email),
	    "leder%d@work.example.invalid", number);
	(void)snprintf(cast.manager, sizeof(cast.manager),
	    "Chef%d Jensen <chef%d@example.invalid>", manager, manager);
	(void)snprintf(cast.mentor, sizeof(cast.mentor),
	    "Mentor%d Hansen <mentor%d@example.invalid>", mentor, mentor);
	return cast;
}

static int64_t
id_of(const json_t *view, const char *key)
{
	return json_integer_value(
	    json_object_get(json_object_get(view, key), "id"));
}

struct spell {
	const char *programme;
	struct date accepted; /* DATE_NONE: today */
	struct date first_day;
};

static int
add_leader(struct simulation *simulation,
    const struct simulated_journey *journey, const struct spell *spell,
    int64_t *ret_id, struct error *err)
{
	struct cast cast = cast_of(simulation, (int)simulation->added + 1);
	char first_day[DATE_TEXT_SIZE];
	char accepted[DATE_TEXT_SIZE];
	const struct leader_request request = {
	    .name = cast.name,
	    .email = cast.email,
	    .work_email = cast.work_email,
	    .first_day = date_format(spell->first_day, first_day),
	    .accepted = date_is_none(spell->accepted)
			    ? NULL
			    : date_format(spell->accepted, accepted),
	    .manager = cast.manager,
	    .mentor = cast.mentor,
	    .recruitment = journey->is_internal ? "internal" : "external",
	    .programme = spell->programme,
	    .area = simulation->area,
	    .workplace = simulation->workplace,
	};
	json_t *view = NULL;
	int status = leaders_add(
	    simulation->engine, SIMULATION_ACTOR, &request, &view, err);

	if (status == OB_OK)
		*ret_id = id_of(view, "leader");
	json_decref(view);
	return status;
}

static int
begin_onboarding(struct simulation *simulation,
    struct simulated_journey *journey, struct error *err)
{
	const struct spell spell = {
	    simulation->programme, DATE_NONE, journey->day};

	return add_leader(simulation, journey, &spell, &journey->id, err);
}

/* Of no steps, so that what comes is the exit's alone. */
static int
import_past(struct engine *engine, struct error *err)
{
	char id[] = PAST_PROGRAMME;
	char empty[] = "";
	const struct programme programme = {
	    .id = id,
	    .kind = PROGRAMME_ONBOARDING,
	    .title = {{empty, empty}},
	};
	struct programmes_item item = {
	    .programme = &programme, .scope = {"", ""}, .overlay = ""};
	const struct programmes_request request = {.items = &item, .count = 1};

	return programmes_import(engine, SIMULATION_ACTOR, &request, NULL, err);
}

static int
end_employment(struct simulation *simulation, int64_t leader,
    struct simulated_journey *journey, struct error *err)
{
	char last_day[DATE_TEXT_SIZE];
	const struct end_request request = {
	    .last_day = date_format(journey->day, last_day)};
	json_t *view = NULL;
	int status = journeys_end_employment(
	    simulation->engine, SIMULATION_ACTOR, leader, &request, &view, err);

	if (status == OB_OK)
		journey->id = id_of(json_object_get(view, "exit"), "leader");
	json_decref(view);
	return status;
}

/* The tick between ends the onboarding that lies behind. */
static int
begin_exit(struct simulation *simulation, struct simulated_journey *journey,
    struct error *err)
{
	const struct spell past = {PAST_PROGRAMME,
	    date_add_months(journey->opens, PAST_ACCEPTED_MONTHS),
	    date_add_months(journey->opens, PAST_FIRST_DAY_MONTHS)};
	int64_t leader = 0;
	int status = import_past(simulation->engine, err);

	if (status == OB_OK)
		status = add_leader(simulation, journey, &past, &leader, err);
	if (status == OB_OK)
		status = tick_run(simulation->engine, err);
	if (status == OB_OK)
		status = end_employment(simulation, leader, journey, err);
	return status;
}

struct nominee {
	char name[64];
	char email[64];
	char manager[96];
};

static struct nominee
nominee_of(int number)
{
	int manager = number % MANAGERS;
	struct nominee nominee;

	(void)snprintf(
	    nominee.name, sizeof(nominee.name), "Deltager%d Olsen", number);
	(void)snprintf(nominee.email, sizeof(nominee.email),
	    "deltager%d@example.invalid", number);
	(void)snprintf(nominee.manager, sizeof(nominee.manager),
	    "Chef%d Jensen <chef%d@example.invalid>", manager, manager);
	return nominee;
}

static int
nominate(const struct simulation *simulation, int64_t cohort, int number,
    struct error *err)
{
	struct nominee nominee = nominee_of(number);
	const struct nomination_request request = {
	    .name = nominee.name,
	    .email = nominee.email,
	    .manager = nominee.manager,
	};
	json_t *view = NULL;
	int status = nominations_add(
	    simulation->engine, SIMULATION_ACTOR, cohort, &request, &view, err);

	json_decref(view);
	return status;
}

static int
begin_cohort(struct simulation *simulation, struct simulated_journey *journey,
    struct error *err)
{
	char start[DATE_TEXT_SIZE];
	const struct cohort_request request = {
	    .name = simulation->title,
	    .start = date_format(journey->day, start),
	    .programme = simulation->programme,
	    .area = simulation->area,
	};
	json_t *view = NULL;
	int status = cohorts_add(
	    simulation->engine, SIMULATION_ACTOR, &request, &view, err);

	if (status == OB_OK)
		journey->id = id_of(view, "cohort");
	json_decref(view);
	for (int i = 1; status == OB_OK && i <= simulation->participants; i++)
		status = nominate(simulation, journey->id, i, err);
	return status;
}

typedef int (*begin_fn)(struct simulation *simulation,
    struct simulated_journey *journey, struct error *err);

static const begin_fn begin[] = {
    [PROGRAMME_ONBOARDING] = begin_onboarding,
    [PROGRAMME_EXIT] = begin_exit,
    [PROGRAMME_COHORT] = begin_cohort,
};

int
simulation_begin(struct simulation *simulation, struct error *err)
{
	int status = begin[simulation->kind](
	    simulation, &simulation->journeys[simulation->added], err);

	if (status == OB_OK)
		simulation->added++;
	return status;
}

static int
accept(const struct simulation *simulation, int number, const char *by,
    struct error *err)
{
	struct nominee nominee = nominee_of(number);
	const struct nomination_answer answer = {
	    .email = nominee.email, .by = by};
	json_t *view = NULL;
	int status = nominations_accept(simulation->engine, SIMULATION_ACTOR,
	    simulation->journeys[0].id, &answer, &view, err);

	json_decref(view);
	return status;
}

int
simulation_answer(struct simulation *simulation, struct error *err)
{
	const char *by =
	    simulation->answers == ANSWERS_NONE ? "participant" : "manager";
	int status = OB_OK;

	if (simulation->kind != PROGRAMME_COHORT || simulation->added == 0 ||
	    simulation->answers == ANSWERS_OF_ALL)
		return OB_OK;
	for (int i = 1; status == OB_OK && i <= simulation->participants; i++)
		status = accept(simulation, i, by, err);
	simulation->answers++;
	return status;
}
