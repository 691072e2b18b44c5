/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/hr/hr_programmes.h"
#include "engine/journeys/leaders.h"
#include "engine/programmes/programme_decisions.h"
#include "engine/programmes/programmes.h"
#include "formats/bundle.h"
#include "http/programme_intake.h"
#include "scenario_play.h"

#define ACTOR "scenario"
#define FOLDER "tests/scenarios"

static const struct programme_scope everybody = {"", ""};
static const struct hr_scope everywhere = {.area = "", .language = LANGUAGE_DA};

static int
import(const struct play *play, const char *name,
    const struct programme_scope *scope, bool dry_run, struct error *err)
{
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	const char *srcdir = getenv("srcdir");
	cleanup_(memory_free_ptr) char *path = memory_printf(
	    "%s/" FOLDER "/%s", srcdir == NULL ? "." : srcdir, name);
	const struct programme_intake intake = {
	    .bundles = &bundle,
	    .count = 1,
	    .scope = *scope,
	    .dry_run = dry_run,
	};
	int status = bundle_read(path, &bundle, err);

	if (status == OB_OK)
		status = programme_intake_run(
		    play->world.engine, ACTOR, &intake, NULL, NULL, err);
	return status;
}

static int
run_import(struct play *play, const struct line *line, struct error *err)
{
	return import(play, line->values[0], &everybody, false, err);
}

static int
run_try(struct play *play, const struct line *line, struct error *err)
{
	return import(play, line->values[0], &everybody, true, err);
}

static int
run_import_area(struct play *play, const struct line *line, struct error *err)
{
	const struct programme_scope scope = {line->values[1], ""};

	return import(play, line->values[0], &scope, false, err);
}

static int
run_import_workplace(
    struct play *play, const struct line *line, struct error *err)
{
	const struct programme_scope scope = {"", line->values[1]};

	return import(play, line->values[0], &scope, false, err);
}

static int
withdraw(const struct play *play, const char *id,
    const struct programme_scope *scope, struct error *err)
{
	json_t *view = NULL;
	int status = programme_intake_withdraw(
	    play->world.engine, ACTOR, id, scope, &view, err);

	json_decref(view);
	return status;
}

static int
run_withdraw_area(struct play *play, const struct line *line, struct error *err)
{
	const struct programme_scope scope = {line->values[1], ""};

	return withdraw(play, line->values[0], &scope, err);
}

static int
run_withdraw_workplace(
    struct play *play, const struct line *line, struct error *err)
{
	const struct programme_scope scope = {"", line->values[1]};

	return withdraw(play, line->values[0], &scope, err);
}

static int
run_withdraw_both(struct play *play, const struct line *line, struct error *err)
{
	const struct programme_scope scope = {line->values[1], line->values[2]};

	return withdraw(play, line->values[0], &scope, err);
}

static int
expect_version(int64_t have, const char *want, struct error *err)
{
	if (have == strtoll(want, NULL, 10))
		return OB_OK;
	return error_set(err, OB_EINVALID, "it is version %lld, not %s",
	    (long long)have, want);
}

static int
expect_given(const struct play *play, const struct line *line,
    const struct programme_scope *where, struct error *err)
{
	json_t *view = NULL;
	int status = programmes_show(
	    play->world.engine, line->values[0], 0, where, &view, err);

	if (status != OB_OK)
		return status;
	status = expect_version(
	    json_integer_value(
		json_object_get(json_object_get(view, "programme"), "version")),
	    line->values[1], err);
	json_decref(view);
	return status;
}

static int
run_version(struct play *play, const struct line *line, struct error *err)
{
	return expect_given(play, line, &everybody, err);
}

static int
run_version_area(struct play *play, const struct line *line, struct error *err)
{
	const struct programme_scope where = {line->values[2], ""};

	return expect_given(play, line, &where, err);
}

static int
run_version_workplace(
    struct play *play, const struct line *line, struct error *err)
{
	const struct programme_scope where = {"", line->values[2]};

	return expect_given(play, line, &where, err);
}

static int
run_version_both(struct play *play, const struct line *line, struct error *err)
{
	const struct programme_scope where = {line->values[2], line->values[3]};

	return expect_given(play, line, &where, err);
}

static int
run_leader_version(
    struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	status = expect_version(
	    json_integer_value(
		json_object_get(json_object_get(view, "leader"), "version")),
	    line->values[0], err);
	json_decref(view);
	return status;
}

static int
run_difference(struct play *play, const struct line *line, struct error *err)
{
	const char *want = line->values[3];
	json_t *view = NULL;
	const char *text;
	int status = programmes_compare(play->world.engine, line->values[0],
	    (int)strtol(line->values[1], NULL, 10),
	    (int)strtol(line->values[2], NULL, 10), &view, err);

	if (status != OB_OK)
		return status;
	text = json_string_value(json_object_get(view, "text"));
	if (text == NULL || strstr(text, want) == NULL)
		status = error_set(err, OB_EINVALID,
		    "they differ otherwise: %s", text == NULL ? "" : text);
	json_decref(view);
	return status;
}

static int
decide(const struct play *play, const struct line *line, const char *day,
    const char *reason, struct error *err)
{
	const struct programme_decisions_request request = {
	    .programme = line->values[0],
	    .version = (int)strtol(line->values[1], NULL, 10),
	    .by = line->values[2],
	    .decided = day,
	    .reason = reason};
	json_t *view = NULL;
	int status = programme_decisions_set(
	    play->world.engine, ACTOR, &request, &view, err);

	json_decref(view);
	return status;
}

static int
run_decide(struct play *play, const struct line *line, struct error *err)
{
	return decide(play, line, NULL, line->values[3], err);
}

static int
run_decide_on(struct play *play, const struct line *line, struct error *err)
{
	return decide(play, line, line->values[3], line->values[4], err);
}

/* As HR reads it; "" where nothing is noted. */
static int
expect_decision(const struct play *play, const struct line *line,
    const char *want, struct error *err)
{
	json_t *view = NULL;
	const char *text;
	int status = hr_programmes_version(play->world.engine, &everywhere,
	    line->values[0], line->values[1], &view, err);

	if (status != OB_OK)
		return status;
	text = json_string_value(json_object_get(view, "decision"));
	if (text == NULL || strcmp(text, want) != 0)
		status = error_set(err, OB_EINVALID, "the decision is '%s'",
		    text == NULL ? "" : text);
	json_decref(view);
	return status;
}

static int
run_decided(struct play *play, const struct line *line, struct error *err)
{
	return expect_decision(play, line, line->values[2], err);
}

static int
run_undecided(struct play *play, const struct line *line, struct error *err)
{
	return expect_decision(play, line, "", err);
}

const struct play_rule play_programme_rules[] = {
    {"import programme FILE", run_import},
    {"try programme FILE", run_try},
    {"import programme FILE for area AREA", run_import_area},
    {"import programme FILE for workplace WORKPLACE", run_import_workplace},
    {"withdraw programme ID for area AREA", run_withdraw_area},
    {"withdraw programme ID for workplace WORKPLACE", run_withdraw_workplace},
    {"withdraw programme ID for area AREA workplace WORKPLACE",
	run_withdraw_both},
    {"decide programme ID version NUMBER by WHO reason TEXT", run_decide},
    {"decide programme ID version NUMBER by WHO on DATE reason TEXT",
	run_decide_on},
    {"expect programme ID version NUMBER decided TEXT", run_decided},
    {"expect programme ID version NUMBER undecided", run_undecided},
    {"expect programme ID version NUMBER", run_version},
    {"expect programme ID version NUMBER for area AREA", run_version_area},
    {"expect programme ID version NUMBER for workplace WORKPLACE",
	run_version_workplace},
    {"expect programme ID version NUMBER for area AREA workplace WORKPLACE",
	run_version_both},
    {"expect programme ID from version NUMBER to NUMBER saying TEXT",
	run_difference},
    {"expect leader on version NUMBER", run_leader_version},
    {NULL, NULL},
};
