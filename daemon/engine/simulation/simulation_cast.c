/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/simulation/simulation_private.h"

#define YEARS 10
#define YEAR_DAYS 365
#define SEED 20260101U

#define ONBOARDING (1U << PROGRAMME_ONBOARDING)
#define EXIT (1U << PROGRAMME_EXIT)
#define COHORT (1U << PROGRAMME_COHORT)

#define OFFSET(member) offsetof(struct simulation_request, member)

/* What is asked for, of which kinds of programmes. */
struct option {
	const char *field;
	const char *words;
	size_t offset;
	bool is_number;
	unsigned kinds;
};

static const struct option options[] = {
    {"first_day", "first day", OFFSET(first_day), false, ONBOARDING},
    {"accepted", "day of acceptance", OFFSET(accepted), false, ONBOARDING},
    {"last_day", "last day", OFFSET(last_day), false, EXIT},
    {"notice", "day of notice", OFFSET(notice), false, EXIT},
    {"start", "start", OFFSET(start), false, COHORT},
    {"opened", "day of opening", OFFSET(opened), false, COHORT},
    {"participants", "number of participants", OFFSET(participants), true,
	COHORT},
    {"leaders", "number of leaders", OFFSET(leaders), true, ONBOARDING | EXIT},
    {"recruitment", "recruitment", OFFSET(recruitment), false,
	ONBOARDING | EXIT},
    {"workplace", "workplace", OFFSET(workplace), false, ONBOARDING | EXIT},
};

/* The two days that a journey of a kind is counted from. */
struct days {
	const struct option *opens;
	const struct option *day;
	int lead; /* workdays from the one to the other, unless it is given */
};

static const struct days days_of[] = {
    [PROGRAMME_ONBOARDING] = {&options[1], &options[0], 45},
    [PROGRAMME_EXIT] = {&options[3], &options[2], 30},
    [PROGRAMME_COHORT] = {&options[5], &options[4], 60},
};

/* NULL when it was not given. */
static const char *
text_of(const struct simulation_request *request, const struct option *option)
{
	const char *text;

	memcpy(&text, (const char *)request + option->offset, sizeof(text));
	return text;
}

static bool
is_given(const struct simulation_request *request, const struct option *option)
{
	const char *text;
	int64_t number;

	if (!option->is_number) {
		text = text_of(request, option);
		return text != NULL && text[0] != '\0';
	}
	memcpy(&number, (const char *)request + option->offset, sizeof(number));
	return number != 0;
}

static int
check_kind(const struct simulation_request *request,
    const struct programme *programme, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(options); i++) {
		if ((options[i].kinds & (1U << programme->kind)) != 0 ||
		    !is_given(request, &options[i]))
			continue;
		return error_set_field(err, OB_EINVALID, options[i].field,
		    "the %s does not fit '%.80s': a programme of the kind '%s' "
		    "is counted from the %s",
		    options[i].words, programme->id,
		    programme_kind_name(programme->kind),
		    days_of[programme->kind].day->words);
	}
	return OB_OK;
}

/* Any year near ours will do; one mistyped would look as plausible. */
static int
read_date(const struct engine *engine, const struct simulation_request *request,
    const struct option *option, struct date *ret_date, struct error *err)
{
	const char *text = text_of(request, option);
	struct date today = core_today(engine);
	struct date date = DATE_NONE;
	int status = date_parse(text, &date, err);

	if (status != OB_OK)
		return error_name_field(err, option->field);
	if (date_before(date, date_add_months(today, -12 * YEARS)) ||
	    date_before(date_add_months(today, 12 * YEARS), date))
		return error_set_field(err, OB_EINVALID, option->field,
		    "'%s' is more than %d years from today; is the year right?",
		    text, YEARS);
	*ret_date = date;
	return OB_OK;
}

/* ret_model: the days of one who begins on the first of the days. */
static int
read_days(const struct engine *engine, const struct simulation_request *request,
    const struct programme *programme, struct simulated_journey *ret_model,
    struct error *err)
{
	const struct days *days = &days_of[programme->kind];
	struct simulated_journey model = {.id = 0};
	int status;

	if (!is_given(request, days->day))
		return error_set_field(err, OB_EINVALID, days->day->field,
		    "a simulation of '%.80s' needs a %s; give it as YYYY-MM-DD",
		    programme->id, days->day->words);
	status = read_date(engine, request, days->day, &model.day, err);
	if (status != OB_OK)
		return status;
	model.opens = workday_add(engine->calendar, model.day, -days->lead);
	if (is_given(request, days->opens))
		status =
		    read_date(engine, request, days->opens, &model.opens, err);
	if (status != OB_OK)
		return status;
	if (!date_before(model.opens, model.day))
		return error_set_field(err, OB_EINVALID, days->day->field,
		    "the %s '%s' must come after the %s", days->day->words,
		    text_of(request, days->day), days->opens->words);
	*ret_model = model;
	return OB_OK;
}

static int
check_size(const struct simulation_request *request,
    const struct simulated_journey *model, const struct days *days,
    struct date until, struct error *err)
{
	if (request->leaders < 0 || request->leaders > SIMULATION_MAX_LEADERS)
		return error_set_field(err, OB_EINVALID, "leaders",
		    "'%" PRId64 "' is no number of leaders to simulate; it "
		    "is 1 to %d",
		    request->leaders, SIMULATION_MAX_LEADERS);
	if (date_before(
		date_add_months(model->opens, 12 * SIMULATION_MAX_YEARS),
		until))
		return error_set_field(err, OB_EINVALID, days->opens->field,
		    "the %s lies too far before the %s; a simulation covers "
		    "at most %d years",
		    days->opens->words, days->day->words, SIMULATION_MAX_YEARS);
	return OB_OK;
}

static int
read_participants(struct simulation *simulation, const struct engine *engine,
    const struct simulation_request *request, struct error *err)
{
	int most = engine->settings->cohorts.most;

	if (request->participants < 0 || request->participants > most)
		return error_set_field(err, OB_EINVALID, "participants",
		    "'%" PRId64 "' is no number of participants; by "
		    "'cohorts.most' it is 1 to %d",
		    request->participants, most);
	simulation->participants = request->participants == 0
				       ? engine->settings->cohorts.least
				       : (int)request->participants;
	return OB_OK;
}

static int
check_recruitment(const char *text, struct error *err)
{
	if (text == NULL || strcmp(text, "internal") == 0 ||
	    strcmp(text, "external") == 0)
		return OB_OK;
	return error_set_field(err, OB_EINVALID, "recruitment",
	    "'%.40s' is no recruitment; it is internal or external", text);
}

/* The same numbers in every run: xorshift. */
static uint32_t
draw(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static int
compare_journeys(const void *left, const void *right)
{
	const struct simulated_journey *one = left;
	const struct simulated_journey *two = right;

	if (one->opens.day != two->opens.day)
		return one->opens.day < two->opens.day ? -1 : 1;
	return (int)one->is_internal - (int)two->is_internal;
}

/* Of many leaders, one in three comes from within, unless all are told to. */
static void
spread(struct simulation *simulation, const struct simulated_journey *model,
    const char *recruitment)
{
	uint32_t state = SEED;

	for (size_t i = 0; i < simulation->journey_count; i++) {
		struct simulated_journey *journey = &simulation->journeys[i];
		int later = (int)(draw(&state) % YEAR_DAYS);

		*journey = *model;
		if (simulation->journey_count > 1) {
			journey->day = date_add_days(model->day, later);
			journey->opens = date_add_days(model->opens, later);
			journey->is_internal = draw(&state) % 3 == 0;
		}
		if (recruitment != NULL)
			journey->is_internal =
			    strcmp(recruitment, "internal") == 0;
	}
	qsort(simulation->journeys, simulation->journey_count,
	    sizeof(simulation->journeys[0]), compare_journeys);
}

int
simulation_cast(struct simulation *simulation, const struct engine *engine,
    const struct simulation_request *request, const struct programme *programme,
    struct error *err)
{
	struct simulated_journey model = {.id = 0};
	int status = check_kind(request, programme, err);

	if (status == OB_OK)
		status = read_days(engine, request, programme, &model, err);
	if (status == OB_OK)
		status = check_recruitment(request->recruitment, err);
	if (status != OB_OK)
		return status;
	simulation->kind = programme->kind;
	simulation->until = date_add_months(model.day, 12);
	status = check_size(
	    request, &model, &days_of[programme->kind], simulation->until, err);
	if (status == OB_OK && programme->kind == PROGRAMME_COHORT)
		status = read_participants(simulation, engine, request, err);
	if (status != OB_OK)
		return status;
	simulation->journey_count =
	    request->leaders == 0 ? 1 : (size_t)request->leaders;
	simulation->journeys = memory_alloc(
	    simulation->journey_count * sizeof(simulation->journeys[0]));
	spread(simulation, &model, request->recruitment);
	return OB_OK;
}
