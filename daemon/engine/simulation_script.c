/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/dossier_cache.h"
#include "engine/leaders.h"
#include "engine/simulation_private.h"
#include "model/role.h"
#include "store/journey_store.h"

#define ACTOR "simulation"
#define PREBOARDING 45 /* workdays */
#define YEAR_DAYS 365
#define MANAGERS 40
#define SEED 20260101U

static int
read_date(const char *field, const char *text, struct date *ret_date,
    struct error *err)
{
	int status = date_parse(text, ret_date, err);

	return status == OB_OK ? OB_OK : error_name_field(err, field);
}

/* ret_model: the days of a leader who begins on the first of the days. */
static int
read_days(const struct engine *engine, const struct simulation_request *request,
    struct simulated_leader *ret_model, struct error *err)
{
	struct simulated_leader model = {.journey_id = 0};
	int status;

	if (request->first_day == NULL)
		return error_set_field(err, OB_EINVALID, "first_day",
		    "a simulation needs a first day; give it as YYYY-MM-DD");
	status =
	    read_date("first_day", request->first_day, &model.first_day, err);
	if (status != OB_OK)
		return status;
	model.accepted =
	    workday_add(engine->calendar, model.first_day, -PREBOARDING);
	if (request->accepted != NULL)
		status = read_date(
		    "accepted", request->accepted, &model.accepted, err);
	if (status != OB_OK)
		return status;
	if (!date_before(model.accepted, model.first_day))
		return error_set_field(err, OB_EINVALID, "first_day",
		    "the first day '%s' must come after the day of "
		    "acceptance",
		    request->first_day);
	*ret_model = model;
	return OB_OK;
}

static int
check_size(const struct simulation_request *request,
    const struct simulated_leader *model, struct date until, struct error *err)
{
	if (request->leaders < 0 || request->leaders > SIMULATION_MAX_LEADERS)
		return error_set_field(err, OB_EINVALID, "leaders",
		    "'%" PRId64 "' is no number of leaders to simulate; it "
		    "is 1 to %d",
		    request->leaders, SIMULATION_MAX_LEADERS);
	if (date_before(
		date_add_months(model->accepted, 12 * SIMULATION_MAX_YEARS),
		until))
		return error_set_field(err, OB_EINVALID, "accepted",
		    "the day of acceptance lies too far before the first day; "
		    "a simulation covers at most %d years",
		    SIMULATION_MAX_YEARS);
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
compare_leaders(const void *left, const void *right)
{
	const struct simulated_leader *one = left;
	const struct simulated_leader *two = right;

	if (one->accepted.day != two->accepted.day)
		return one->accepted.day < two->accepted.day ? -1 : 1;
	return (int)one->is_internal - (int)two->is_internal;
}

/* Of many leaders, one in three comes from within, unless all are told to. */
static void
spread(struct simulation *simulation, const struct simulated_leader *model,
    const char *recruitment)
{
	uint32_t state = SEED;

	for (size_t i = 0; i < simulation->leader_count; i++) {
		struct simulated_leader *leader = &simulation->leaders[i];
		int later = (int)(draw(&state) % YEAR_DAYS);

		*leader = *model;
		if (simulation->leader_count > 1) {
			leader->first_day =
			    date_add_days(model->first_day, later);
			leader->accepted =
			    date_add_days(model->accepted, later);
			leader->is_internal = draw(&state) % 3 == 0;
		}
		if (recruitment != NULL)
			leader->is_internal =
			    strcmp(recruitment, "internal") == 0;
	}
	qsort(simulation->leaders, simulation->leader_count,
	    sizeof(simulation->leaders[0]), compare_leaders);
}

int
simulation_cast(struct simulation *simulation, const struct engine *engine,
    const struct simulation_request *request, struct error *err)
{
	struct simulated_leader model = {.journey_id = 0};
	int status = read_days(engine, request, &model, err);

	if (status == OB_OK)
		status = check_recruitment(request->recruitment, err);
	if (status != OB_OK)
		return status;
	simulation->until = date_add_months(model.first_day, 12);
	status = check_size(request, &model, simulation->until, err);
	if (status != OB_OK)
		return status;
	simulation->leader_count =
	    request->leaders == 0 ? 1 : (size_t)request->leaders;
	simulation->leaders = memory_alloc(
	    simulation->leader_count * sizeof(simulation->leaders[0]));
	spread(simulation, &model, request->recruitment);
	return OB_OK;
}

/* People who do not exist, at addresses that cannot exist. */
int
simulation_add_leader(struct simulation *simulation, struct error *err)
{
	struct simulated_leader *leader =
	    &simulation->leaders[simulation->added];
	int number = (int)simulation->added + 1;
	/* Nobody is mentor of more than the limit. */
	int mentor_number =
	    (number - 1) / simulation->engine->settings->mentors.limit + 1;
	char first_day[DATE_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("Leder%d Nielsen", number);
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("leder%d@example.invalid", number);
	cleanup_(memory_free_ptr) char *work_email =
	    memory_printf("leder%d@work.example.invalid", number);
	cleanup_(memory_free_ptr) char *manager =
	    memory_printf("Chef%d Jensen <chef%d@example.invalid>",
		number % MANAGERS, number % MANAGERS);
	cleanup_(memory_free_ptr) char *mentor =
	    memory_printf("Mentor%d Hansen <mentor%d@example.invalid>",
		mentor_number, mentor_number);
	const struct leader_request request = {
	    .name = name,
	    .email = email,
	    .work_email = work_email,
	    .first_day = date_format(leader->first_day, first_day),
	    .manager = manager,
	    .mentor = mentor,
	    .recruitment = leader->is_internal ? "internal" : "external",
	    .programme = simulation->programme,
	    .area = simulation->area,
	    .workplace = simulation->workplace,
	};
	json_t *view = NULL;
	int status =
	    leaders_add(simulation->engine, ACTOR, &request, &view, err);

	if (status != OB_OK)
		return status;
	leader->journey_id = json_integer_value(
	    json_object_get(json_object_get(view, "leader"), "id"));
	simulation->added++;
	json_decref(view);
	return OB_OK;
}

/* A mail step goes by itself; one that did not go is a person's next day. */
static bool
is_to_be_done(const struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);
	struct date today = core_today(dossier->engine);

	if (dossier_state(activity) != ACTIVITY_PLANNED ||
	    date_before(today, activity->planned) ||
	    !dossier_is_free(dossier, activity))
		return false;
	return step->kind != STEP_MAIL ||
	       (strcmp(step->role, ROLE_SYSTEM) != 0 &&
		   date_before(activity->planned, today));
}

static int
do_one(struct change *change, struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	int64_t now = core_now(dossier->engine);
	bool is_timed = activity->start_minute >= 0 && activity->end_at < now;
	const struct settlement settlement = {
	    .activity_id = activity->id,
	    .state = ACTIVITY_DONE,
	    .at = is_timed ? activity->end_at : now,
	};

	return activities_settle(change, dossier, &settlement, err);
}

static const struct activity *
find_work(const struct dossier *dossier)
{
	if (strcmp(dossier->journey.state, "active") != 0)
		return NULL;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (is_to_be_done(dossier, &dossier->activities[i]))
			return &dossier->activities[i];
	}
	return NULL;
}

/* What is done may free what waited for it, so it is looked for anew. */
static int
act_in(struct engine *engine, int64_t journey_id, struct error *err)
{
	cleanup_(dossier_cache_give) struct dossier dossier = {0};
	cleanup_(change_release) struct change change = CHANGE_INIT;
	const struct activity *activity;
	int status = dossier_cache_take(engine, journey_id, &dossier, err);

	if (status != OB_OK || find_work(&dossier) == NULL)
		return status;
	status = change_begin(&change, engine, ACTOR, err);
	while (status == OB_OK && (activity = find_work(&dossier)) != NULL)
		status = do_one(&change, &dossier, activity, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		dossier_cache_vouch(&dossier);
	return status;
}

int
simulation_act(struct simulation *simulation, struct error *err)
{
	struct engine *engine = simulation->engine;
	struct journey *journeys = NULL;
	size_t count = 0;
	int status = journey_store_list_stirred(engine->store,
	    simulation->leaders[0].accepted, core_today(engine), &journeys,
	    &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = act_in(engine, journeys[i].id, err);
	journey_store_free(journeys, count);
	return status;
}
