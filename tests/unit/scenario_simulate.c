/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/simulation/simulation.h"
#include "formats/bundle.h"
#include "http/programme_intake.h"
#include "scenario_play.h"

#define ACTOR "scenario"
#define FOLDER "tests/scenarios"

static int
simulate_uploaded(struct play *play, const struct simulation_request *request,
    const struct programme *uploaded, struct error *err)
{
	struct simulation *simulation = NULL;
	bool is_done = false;
	int status = simulation_start(
	    play->world.engine, request, uploaded, &simulation, err);

	while (status == OB_OK && !is_done)
		status = simulation_run(simulation, 1000, &is_done, err);
	if (status == OB_OK) {
		json_decref(play->simulated);
		play->simulated = simulation_result(simulation);
	}
	simulation_free(simulation);
	return status;
}

static int
simulate(struct play *play, const struct simulation_request *request,
    struct error *err)
{
	return simulate_uploaded(play, request, NULL, err);
}

/* A file of this folder, as onboardctl simulate --file does. */
static int
simulate_file(struct play *play, const char *name, const char *area,
    const char *first_day, struct error *err)
{
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	cleanup_(programme_trial_release) struct programme_trial trial = {
	    .programme = NULL};
	const char *srcdir = getenv("srcdir");
	cleanup_(memory_free_ptr) char *path = memory_printf(
	    "%s/" FOLDER "/%s", srcdir == NULL ? "." : srcdir, name);
	const struct programme_intake intake = {
	    .bundles = &bundle, .count = 1, .scope = {area, ""}};
	struct simulation_request request = {.first_day = first_day};
	int status = bundle_read(path, &bundle, err);

	if (status == OB_OK)
		status = programme_intake_try(
		    play->world.engine, ACTOR, &intake, &trial, NULL, err);
	if (status != OB_OK)
		return status;
	request.area = trial.area;
	request.workplace = trial.workplace;
	return simulate_uploaded(play, &request, trial.programme, err);
}

static int
run_file(struct play *play, const struct line *line, struct error *err)
{
	return simulate_file(play, line->values[0], "", line->values[1], err);
}

static int
run_file_area(struct play *play, const struct line *line, struct error *err)
{
	return simulate_file(
	    play, line->values[0], line->values[1], line->values[2], err);
}

static int
run_one(struct play *play, const struct line *line, struct error *err)
{
	return simulate(play,
	    &(struct simulation_request){
		.accepted = line->values[0], .first_day = line->values[1]},
	    err);
}

static int
run_nobody(struct play *play, const struct line *line, struct error *err)
{
	return simulate(play,
	    &(struct simulation_request){.accepted = line->values[0],
		.first_day = line->values[1],
		.nobody_acts = true},
	    err);
}

static int
run_many(struct play *play, const struct line *line, struct error *err)
{
	return simulate(play,
	    &(struct simulation_request){
		.leaders = strtoll(line->values[0], NULL, 10),
		.first_day = line->values[1]},
	    err);
}

static int
run_of(struct play *play, const struct line *line, struct error *err)
{
	return simulate(play,
	    &(struct simulation_request){
		.programme = line->values[0], .first_day = line->values[1]},
	    err);
}

static int
run_exit(struct play *play, const struct line *line, struct error *err)
{
	return simulate(play,
	    &(struct simulation_request){.programme = line->values[0],
		.notice = line->values[1],
		.last_day = line->values[2]},
	    err);
}

static int
run_exits(struct play *play, const struct line *line, struct error *err)
{
	return simulate(play,
	    &(struct simulation_request){.programme = line->values[0],
		.leaders = strtoll(line->values[1], NULL, 10),
		.last_day = line->values[2]},
	    err);
}

static int
run_cohort(struct play *play, const struct line *line, struct error *err)
{
	return simulate(play,
	    &(struct simulation_request){.programme = line->values[0],
		.opened = line->values[1],
		.start = line->values[2],
		.participants = strtoll(line->values[3], NULL, 10)},
	    err);
}

static int
run_cohort_nobody(struct play *play, const struct line *line, struct error *err)
{
	return simulate(play,
	    &(struct simulation_request){.programme = line->values[0],
		.opened = line->values[1],
		.start = line->values[2],
		.participants = strtoll(line->values[3], NULL, 10),
		.nobody_acts = true},
	    err);
}

static const char *
text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "" : text;
}

static int
expect_count(size_t have, const char *want, struct error *err)
{
	if ((int64_t)have == strtoll(want, NULL, 10))
		return OB_OK;
	return error_set(
	    err, OB_EINVALID, "there are %zu of them, not %s", have, want);
}

/* How many of a list have this text under the key. */
static size_t
count(const struct play *play, const char *list, const char *key,
    const char *text)
{
	const json_t *items = json_object_get(play->simulated, list);
	size_t found = 0;

	for (size_t i = 0; i < json_array_size(items); i++)
		found +=
		    strcmp(text_of(json_array_get(items, i), key), text) == 0
			? 1
			: 0;
	return found;
}

static int
run_activities(struct play *play, const struct line *line, struct error *err)
{
	return expect_count(count(play, "activities", "state", line->values[1]),
	    line->values[0], err);
}

static int
run_mails(struct play *play, const struct line *line, struct error *err)
{
	return expect_count(
	    count(play, "mail", "kind", line->values[1]), line->values[0], err);
}

static int
run_mails_to(struct play *play, const struct line *line, struct error *err)
{
	const json_t *mails = json_object_get(play->simulated, "mail");
	size_t found = 0;

	for (size_t i = 0; i < json_array_size(mails); i++) {
		const json_t *mail = json_array_get(mails, i);

		if (strcmp(text_of(mail, "kind"), line->values[1]) == 0 &&
		    strcmp(text_of(mail, "to"), line->values[2]) == 0)
			found++;
	}
	return expect_count(found, line->values[0], err);
}

static int
run_day(struct play *play, const struct line *line, struct error *err)
{
	const json_t *activities =
	    json_object_get(play->simulated, "activities");

	for (size_t i = 0; i < json_array_size(activities); i++) {
		const json_t *activity = json_array_get(activities, i);

		if (strcmp(text_of(activity, "step"), line->values[0]) != 0)
			continue;
		if (strcmp(text_of(activity, "planned"), line->values[1]) == 0)
			return OB_OK;
		return error_set(err, OB_EINVALID, "it is planned on %s",
		    text_of(activity, "planned"));
	}
	return error_set(err, OB_EINVALID, "there is no such activity");
}

static int
run_entries(struct play *play, const struct line *line, struct error *err)
{
	return expect_count(count(play, "entries", "person", line->values[1]),
	    line->values[0], err);
}

const struct play_rule play_simulations[] = {
    {"simulate accepted DATE first day DATE", run_one},
    {"simulate accepted DATE first day DATE while nobody acts", run_nobody},
    {"simulate NUMBER leaders first day DATE", run_many},
    {"simulate file NAME first day DATE", run_file},
    {"simulate file NAME for area AREA first day DATE", run_file_area},
    {"simulate programme NAME first day DATE", run_of},
    {"simulate programme NAME notice DATE last day DATE", run_exit},
    {"simulate programme NAME of NUMBER leaders last day DATE", run_exits},
    {"simulate programme NAME opened DATE start DATE for NUMBER", run_cohort},
    {"simulate programme NAME opened DATE start DATE for NUMBER while nobody "
     "acts",
	run_cohort_nobody},
    {"expect NUMBER simulated activities that are STATE", run_activities},
    {"expect NUMBER simulated mails KIND", run_mails},
    {"expect NUMBER simulated mails KIND to ADDRESS", run_mails_to},
    {"expect simulated STEP on DATE", run_day},
    {"expect NUMBER simulated entries for NAME", run_entries},
    {NULL, NULL},
};
