/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/leaders.h"
#include "engine/roles/people_edit.h"
#include "scenario_play.h"

#define ACTOR "scenario"

char *
play_reference(const struct play *play, const char *step)
{
	return memory_printf("%" PRId64 ":%s", play->leader, step);
}

int
play_instant(struct play *play, const char *day, const char *time,
    int64_t *ret_at, struct error *err)
{
	cleanup_(memory_free_ptr) char *text =
	    memory_printf("%sT%s", day, time);

	return world_instant(&play->world, text, ret_at, err);
}

static int
run_setting(struct play *play, const struct line *line, struct error *err)
{
	if (play->has_begun)
		return error_set(
		    err, OB_EINVALID, "a setting stands before \"at\"");
	strbuf_add_format(
	    &play->config, "%s %s\n", line->values[0], line->values[1]);
	return OB_OK;
}

static int
run_at(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *now =
	    memory_printf("%sT%s", line->values[0], line->values[1]);

	if (play->has_begun)
		return error_set(
		    err, OB_EINVALID, "the clock is set once; use \"advance\"");
	play->has_begun = true;
	return world_open(&play->world, play->config.buf, now, err);
}

/* "first day DATE manager NAME ADDR ..." in any order. */
struct option {
	const char *pattern; /* words before the value or values */
	const char **text;
	bool is_person;
};

static bool
option_fits(const struct option *option, const struct words *words, size_t at,
    size_t *ret_len)
{
	struct words head = {.count = 0};
	const char *values[WORDS_MAX];
	size_t rest = 0;
	size_t len = 1;

	for (const char *c = option->pattern; *c != '\0'; c++)
		len += *c == ' ' ? 1 : 0;
	if (at + len + (option->is_person ? 2 : 1) > words->count)
		return false;
	for (size_t i = 0; i < len; i++)
		head.items[head.count++] = words->items[at + i];
	*ret_len = len;
	return words_fit(&head, option->pattern, values, &rest);
}

/* Persons' texts are owned by the list. */
struct owned {
	char *texts[WORDS_MAX];
	size_t count;
};

static void
owned_release(struct owned *owned)
{
	for (size_t i = 0; i < owned->count; i++)
		free(owned->texts[i]);
}

static char *
person_of(const char *name, const char *address)
{
	return memory_printf("%s <%s>", name, address);
}

static int
read_options(const struct line *line, const struct option *options,
    size_t count, struct owned *owned, struct error *err)
{
	const struct words *words = line->words;
	size_t at = line->rest;

	while (at < words->count) {
		size_t len = 0;
		size_t i = 0;

		while (i < count && !option_fits(&options[i], words, at, &len))
			i++;
		if (i == count)
			return error_set(err, OB_EINVALID,
			    "'%s' is not understood here", words->items[at]);
		at += len;
		if (options[i].is_person) {
			owned->texts[owned->count] =
			    person_of(words->items[at], words->items[at + 1]);
			*options[i].text = owned->texts[owned->count++];
			at++;
		} else {
			*options[i].text = words->items[at];
		}
		at++;
	}
	return OB_OK;
}

static int
add_leader(
    struct play *play, const struct line *line, bool dry_run, struct error *err)
{
	cleanup_(owned_release) struct owned owned = {.count = 0};
	struct leader_request request = {
	    .name = line->values[0],
	    .email = line->values[1],
	    .first_day = line->values[2],
	    .dry_run = dry_run,
	};
	const char *addresses = "0";
	const char *employees = "0";
	const char *professional_groups = "0";
	const struct option options[] = {
	    {"addresses", &addresses, false},
	    {"employees", &employees, false},
	    {"professional groups", &professional_groups, false},
	    {"level", &request.level, false},
	    {"accepted", &request.accepted, false},
	    {"manager", &request.manager, true},
	    {"mentor", &request.mentor, true},
	    {"coordinator", &request.coordinator, true},
	    {"hiring leader", &request.hiring_leader, true},
	    {"work address", &request.work_email, false},
	    {"recruitment", &request.recruitment, false},
	    {"area", &request.area, false},
	    {"workplace", &request.workplace, false},
	    {"programme", &request.programme, false},
	    {"language", &request.language, false},
	};
	json_t *view = NULL;
	int status =
	    read_options(line, options, ARRAY_LEN(options), &owned, err);

	request.addresses = strtol(addresses, NULL, 10);
	request.employees = strtol(employees, NULL, 10);
	request.professional_groups = strtol(professional_groups, NULL, 10);
	if (status == OB_OK)
		status = leaders_add(
		    play->world.engine, ACTOR, &request, &view, err);
	if (status != OB_OK)
		return status;
	if (!dry_run)
		play->leader = json_integer_value(
		    json_object_get(json_object_get(view, "leader"), "id"));
	json_decref(view);
	return dry_run ? OB_OK : world_wake(&play->world, err);
}

static int
run_add_leader(struct play *play, const struct line *line, struct error *err)
{
	return add_leader(play, line, false, err);
}

static int
run_try_leader(struct play *play, const struct line *line, struct error *err)
{
	return add_leader(play, line, true, err);
}

static int
run_leader(struct play *play, const struct line *line, struct error *err)
{
	(void)err;
	play->leader = strtoll(line->values[0], NULL, 10);
	return OB_OK;
}

static int
run_advance(struct play *play, const struct line *line, struct error *err)
{
	int64_t at = 0;
	int status =
	    play_instant(play, line->values[0], line->values[1], &at, err);

	return status == OB_OK ? world_advance(&play->world, at, err) : status;
}

static int
run_jump(struct play *play, const struct line *line, struct error *err)
{
	int64_t at = 0;
	int status =
	    play_instant(play, line->values[0], line->values[1], &at, err);

	return status == OB_OK ? world_jump(&play->world, at, err) : status;
}

/* A verb's end: its view is not needed, and the program wakes. */
static int
finish(struct play *play, int status, json_t *view, struct error *err)
{
	json_decref(view);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
run_complete(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    play_reference(play, line->values[0]);
	json_t *view = NULL;
	int status = activities_complete(play->world.engine, ACTOR,
	    &(struct activity_request){
		.reference = reference, .at = NULL, .note = NULL},
	    &view, err);

	return finish(play, status, view, err);
}

static int
run_complete_at(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    play_reference(play, line->values[0]);
	cleanup_(memory_free_ptr) char *at =
	    memory_printf("%sT%s", line->values[1], line->values[2]);
	json_t *view = NULL;
	int status = activities_complete(play->world.engine, ACTOR,
	    &(struct activity_request){
		.reference = reference, .at = at, .note = NULL},
	    &view, err);

	return finish(play, status, view, err);
}

/* Every open activity whose day has come, in order, as diligent people do. */
static int
run_complete_due(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	size_t i;
	json_t *activity;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	(void)line;
	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "activities"), i, activity)
	{
		cleanup_(memory_free_ptr) char *reference = play_reference(
		    play, json_string_value(json_object_get(activity, "step")));
		json_t *done = NULL;
		json_t *now = NULL;

		status =
		    activities_show(play->world.engine, reference, &now, err);
		if (status == OB_OK &&
		    json_is_true(json_object_get(
			json_object_get(now, "activity"), "due")) &&
		    strcmp(json_string_value(json_object_get(
			       json_object_get(now, "activity"), "state")),
			"planned") == 0)
			status = activities_complete(play->world.engine, ACTOR,
			    &(struct activity_request){.reference = reference,
				.at = NULL,
				.note = NULL},
			    &done, err);
		/* Whom no scenario gives a first task has none. */
		if (status == OB_ECONFLICT && err != NULL &&
		    strcmp(err->key, "first_tasks_none") == 0)
			status = activities_skip(play->world.engine, ACTOR,
			    &(struct activity_request){.reference = reference,
				.note = "No first task"},
			    &done, err);
		json_decref(done);
		json_decref(now);
		if (status != OB_OK)
			break;
	}
	json_decref(view);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
run_skip(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    play_reference(play, line->values[0]);
	json_t *view = NULL;
	int status = activities_skip(play->world.engine, ACTOR,
	    &(struct activity_request){
		.reference = reference, .note = line->values[1]},
	    &view, err);

	return finish(play, status, view, err);
}

static int
run_move_day(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    play_reference(play, line->values[0]);
	json_t *view = NULL;
	int status = activities_move(play->world.engine, ACTOR,
	    &(struct activity_request){
		.reference = reference, .at = line->values[1], .note = NULL},
	    &view, err);

	return finish(play, status, view, err);
}

static int
run_move_time(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    play_reference(play, line->values[0]);
	cleanup_(memory_free_ptr) char *to =
	    memory_printf("%sT%s", line->values[1], line->values[2]);
	json_t *view = NULL;
	int status = activities_move(play->world.engine, ACTOR,
	    &(struct activity_request){
		.reference = reference, .at = to, .note = "agreed"},
	    &view, err);

	return finish(play, status, view, err);
}

static int
run_assign(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *person =
	    person_of(line->values[1], line->values[2]);
	json_t *view = NULL;
	int status = leaders_assign(play->world.engine, ACTOR, play->leader,
	    &(struct assign_request){.role = line->values[0], .person = person},
	    &view, err);

	return finish(play, status, view, err);
}

static int
run_log_call(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *at =
	    memory_printf("%sT%s", line->values[0], line->values[1]);
	json_t *view = NULL;
	int status = leaders_log_call(play->world.engine, ACTOR, play->leader,
	    &(struct call_request){
		.at = at, .minutes = strtoll(line->values[2], NULL, 10)},
	    &view, err);

	return finish(play, status, view, err);
}

static int
run_withdraw_call(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = leaders_withdraw_call(play->world.engine, ACTOR,
	    play->leader, strtoll(line->values[0], NULL, 10), &view, err);

	return finish(play, status, view, err);
}

static int
run_work_address(struct play *play, const struct line *line, struct error *err)
{
	const struct person_edit edit = {.work_email = line->values[1]};
	json_t *view = NULL;
	int status = people_edit(
	    play->world.engine, ACTOR, line->values[0], &edit, &view, err);

	return finish(play, status, view, err);
}

static int
run_new_address(struct play *play, const struct line *line, struct error *err)
{
	const struct person_edit edit = {.email = line->values[1]};
	json_t *view = NULL;
	int status = people_edit(
	    play->world.engine, ACTOR, line->values[0], &edit, &view, err);

	return finish(play, status, view, err);
}

static int
run_restart(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	return world_restart(&play->world, err);
}

/* "refuse LINE because TEXT": the rest is played and must fail so. */
static int
run_refuse(struct play *play, const struct line *line, struct error *err)
{
	struct error refusal = ERROR_INIT;
	struct words inner = {.count = 0};
	const struct words *words = line->words;
	const char *why;
	int status;

	if (words->count < line->rest + 3 ||
	    strcmp(words->items[words->count - 2], "because") != 0)
		return error_set(
		    err, OB_EINVALID, "\"refuse\" ends with: because \"text\"");
	for (size_t i = line->rest; i + 2 < words->count; i++)
		inner.items[inner.count++] = words->items[i];
	why = words->items[words->count - 1];
	status = play_line(play, &inner, &refusal);
	if (status == OB_OK)
		return error_set(err, OB_EINVALID, "it was not refused");
	if (strstr(refusal.text, why) == NULL)
		return error_set(err, OB_EINVALID, "it was refused because %s",
		    refusal.text);
	return OB_OK;
}

const struct play_rule play_actions[] = {
    {"setting KEY VALUE", run_setting},
    {"at DATE TIME", run_at},
    {"add leader NAME ADDRESS first day DATE ...", run_add_leader},
    {"try leader NAME ADDRESS first day DATE ...", run_try_leader},
    {"leader NUMBER", run_leader},
    {"advance to DATE TIME", run_advance},
    {"jump to DATE TIME", run_jump},
    {"complete all that is due", run_complete_due},
    {"complete STEP", run_complete},
    {"complete STEP at DATE TIME", run_complete_at},
    {"skip STEP because REASON", run_skip},
    {"move STEP to DATE", run_move_day},
    {"move STEP to DATE TIME", run_move_time},
    {"assign ROLE NAME ADDRESS", run_assign},
    {"log call at DATE TIME minutes NUMBER", run_log_call},
    {"withdraw call NUMBER", run_withdraw_call},
    {"give ADDRESS the work address ADDRESS", run_work_address},
    {"ADDRESS has the address ADDRESS now", run_new_address},
    {"restart", run_restart},
    {"refuse ...", run_refuse},
    {NULL, NULL},
};
