/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/journeys/journeys.h"
#include "scenario_play.h"
#include "store/activity_store.h"

#define ACTOR "scenario"

/* What is done with a whole journey, and what came of it. */

static int
finish(struct play *play, int status, json_t *view, struct error *err)
{
	if (status != OB_OK)
		return status;
	json_decref(play->answer);
	play->answer = view;
	return world_wake(&play->world, err);
}

static int
run_first_day(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status =
	    journeys_move_first_day(play->world.engine, ACTOR, play->leader,
		&(struct first_day_request){.to = line->values[0]}, &view, err);

	return finish(play, status, view, err);
}

static int
run_try_first_day(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = journeys_move_first_day(play->world.engine, ACTOR,
	    play->leader,
	    &(struct first_day_request){.to = line->values[0], .dry_run = true},
	    &view, err);

	return finish(play, status, view, err);
}

static int
edit(struct play *play, const struct edit_leader_request *request,
    struct error *err)
{
	json_t *view = NULL;
	int status = journeys_edit(
	    play->world.engine, ACTOR, play->leader, request, &view, err);

	return finish(play, status, view, err);
}

static int
run_area(struct play *play, const struct line *line, struct error *err)
{
	struct edit_leader_request request = {.facts = JOURNEY_FACTS_NONE};

	request.facts.area = line->values[0];
	return edit(play, &request, err);
}

static int
run_workplace(struct play *play, const struct line *line, struct error *err)
{
	struct edit_leader_request request = {.facts = JOURNEY_FACTS_NONE};

	request.facts.workplace = line->values[0];
	return edit(play, &request, err);
}

static int
run_try_workplace(struct play *play, const struct line *line, struct error *err)
{
	struct edit_leader_request request = {
	    .facts = JOURNEY_FACTS_NONE, .dry_run = true};

	request.facts.workplace = line->values[0];
	return edit(play, &request, err);
}

static int
run_addresses(struct play *play, const struct line *line, struct error *err)
{
	struct edit_leader_request request = {.facts = JOURNEY_FACTS_NONE};

	request.facts.addresses = strtol(line->values[0], NULL, 10);
	return edit(play, &request, err);
}

static int
run_professional_groups(
    struct play *play, const struct line *line, struct error *err)
{
	struct edit_leader_request request = {.facts = JOURNEY_FACTS_NONE};

	request.facts.professional_groups = strtol(line->values[0], NULL, 10);
	return edit(play, &request, err);
}

static int
run_pause(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = journeys_pause(play->world.engine, ACTOR, play->leader,
	    &(struct pause_request){
		.from = line->values[0], .to = line->values[1]},
	    &view, err);

	return finish(play, status, view, err);
}

static int
resume(struct play *play, const char *on, struct error *err)
{
	json_t *view = NULL;
	int status = journeys_resume(play->world.engine, ACTOR, play->leader,
	    &(struct resume_request){.on = on}, &view, err);

	return finish(play, status, view, err);
}

static int
run_resume(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	return resume(play, NULL, err);
}

static int
run_resume_on(struct play *play, const struct line *line, struct error *err)
{
	return resume(play, line->values[0], err);
}

static int
run_cancel(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = journeys_cancel(play->world.engine, ACTOR, play->leader,
	    line->values[0], &view, err);

	return finish(play, status, view, err);
}

static int
run_reopen(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    play_reference(play, line->values[0]);
	json_t *view = NULL;
	int status = activities_reopen(play->world.engine, ACTOR,
	    &(struct activity_request){
		.reference = reference, .note = line->values[1]},
	    &view, err);

	return finish(play, status, view, err);
}

static int
run_end(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status =
	    journeys_end_employment(play->world.engine, ACTOR, play->leader,
		&(struct end_request){.last_day = line->values[0]}, &view, err);

	return finish(play, status, view, err);
}

static int
migrate(struct play *play, const char *version, bool dry_run, struct error *err)
{
	const struct migrate_request request = {
	    .version = strtoll(version, NULL, 10), .dry_run = dry_run};
	json_t *view = NULL;
	int status = journeys_migrate(
	    play->world.engine, ACTOR, play->leader, &request, &view, err);

	return finish(play, status, view, err);
}

static int
run_migrate(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	return migrate(play, "0", false, err);
}

static int
run_try_migrate(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	return migrate(play, "0", true, err);
}

static int
run_migrate_to(struct play *play, const struct line *line, struct error *err)
{
	return migrate(play, line->values[0], false, err);
}

static int
settle_late(
    struct play *play, const struct late_request *request, struct error *err)
{
	json_t *view = NULL;
	int status = journeys_settle_late(
	    play->world.engine, ACTOR, play->leader, request, &view, err);

	return finish(play, status, view, err);
}

static int
run_late_now(struct play *play, const struct line *line, struct error *err)
{
	return settle_late(
	    play, &(struct late_request){.now = line->values[0]}, err);
}

static int
run_late_done(struct play *play, const struct line *line, struct error *err)
{
	return settle_late(
	    play, &(struct late_request){.done = line->values[0]}, err);
}

static int
run_late_skip(struct play *play, const struct line *line, struct error *err)
{
	return settle_late(
	    play, &(struct late_request){.skip = line->values[0]}, err);
}

static int
run_late_rest(struct play *play, const struct line *line, struct error *err)
{
	return settle_late(
	    play, &(struct late_request){.rest = line->values[0]}, err);
}

static const json_t *
find(const struct play *play, const char *list, const char *step)
{
	json_t *item;
	size_t i;

	json_array_foreach(json_object_get(play->answer, list), i, item)
	{
		const char *name =
		    json_string_value(json_object_get(item, "step"));

		if (name != NULL && strcmp(name, step) == 0)
			return item;
	}
	return NULL;
}

static int
expect_listed(const struct play *play, const char *list, const char *step,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *have = NULL;

	if (find(play, list, step) != NULL)
		return OB_OK;
	have = json_dumps(json_object_get(play->answer, list), JSON_COMPACT);
	return error_set(err, OB_EINVALID, "'%s' is not among the %s: %.800s",
	    step, list, have == NULL ? "there are none" : have);
}

static int
run_moved(struct play *play, const struct line *line, struct error *err)
{
	const json_t *item = find(play, "moved", line->values[0]);
	const char *from;
	const char *to;

	if (item == NULL)
		return expect_listed(play, "moved", line->values[0], err);
	from = json_string_value(json_object_get(item, "from"));
	to = json_string_value(json_object_get(item, "to"));
	if (strcmp(from, line->values[1]) == 0 &&
	    strcmp(to, line->values[2]) == 0)
		return OB_OK;
	return error_set(err, OB_EINVALID, "it moved from %s to %s", from, to);
}

/* Anywhere in it. */
static int
run_saying(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *have =
	    json_dumps(play->answer, JSON_COMPACT);

	if (have != NULL && strstr(have, line->values[0]) != NULL)
		return OB_OK;
	return error_set(err, OB_EINVALID, "it says: %.1500s",
	    have == NULL ? "nothing" : have);
}

static int
run_listed(struct play *play, const struct line *line, struct error *err)
{
	return expect_listed(play, line->values[1], line->values[0], err);
}

static int
run_counted(struct play *play, const struct line *line, struct error *err)
{
	size_t have =
	    json_array_size(json_object_get(play->answer, line->values[1]));

	if (have == strtoul(line->values[0], NULL, 10))
		return OB_OK;
	return error_set(
	    err, OB_EINVALID, "there are %zu %s", have, line->values[1]);
}

static int
run_sequence(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(activity_store_release) struct activity activity = {0};
	int status = activity_store_find_step(
	    play->world.store, play->leader, line->values[0], &activity, err);

	if (status != OB_OK)
		return error_set(
		    err, status, "there is no '%s'", line->values[0]);
	if (activity.sequence == strtol(line->values[1], NULL, 10))
		return OB_OK;
	return error_set(err, OB_EINVALID, "the sequence is %d, not %s",
	    activity.sequence, line->values[1]);
}

const struct play_rule play_journey_rules[] = {
    {"move first day to DATE", run_first_day},
    {"edit leader area TEXT", run_area},
    {"edit leader workplace TEXT", run_workplace},
    {"try to edit leader workplace TEXT", run_try_workplace},
    {"edit leader addresses NUMBER", run_addresses},
    {"edit leader professional groups NUMBER", run_professional_groups},
    {"try first day DATE", run_try_first_day},
    {"pause from DATE to DATE", run_pause},
    {"resume", run_resume},
    {"resume on DATE", run_resume_on},
    {"cancel because REASON", run_cancel},
    {"reopen STEP because REASON", run_reopen},
    {"end employment on DATE", run_end},
    {"migrate", run_migrate},
    {"try to migrate", run_try_migrate},
    {"migrate to version NUMBER", run_migrate_to},
    {"what was late is done now: STEPS", run_late_now},
    {"what was late was done elsewhere: STEPS", run_late_done},
    {"what was late is left out: STEPS", run_late_skip},
    {"the rest of what was late: CHOICE", run_late_rest},
    {"expect answer STEP moved from DATE to DATE", run_moved},
    {"expect answer STEP among LIST", run_listed},
    {"expect answer saying TEXT", run_saying},
    {"expect answer NUMBER LIST", run_counted},
    {"expect activity STEP sequence NUMBER", run_sequence},
    {NULL, NULL},
};
