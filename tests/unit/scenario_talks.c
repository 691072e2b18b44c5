/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/activities/talks.h"
#include "scenario_play.h"

/* Lines about talks that were held; "-" stands for what nobody has said. */
#define ACTOR "scenario"

static const char *
said(const char *word)
{
	return strcmp(word, "-") == 0 ? NULL : word;
}

static struct talk_facts
facts_of(const char *const *values)
{
	const char *minutes = said(values[0]);

	return (struct talk_facts){.minutes = minutes == NULL
						  ? TALKS_UNSAID
						  : strtol(minutes, NULL, 10),
	    .undisturbed = said(values[1]),
	    .topics = said(values[2])};
}

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
	const struct talk_facts facts = facts_of(&line->values[1]);
	json_t *view = NULL;
	int status = activities_complete(play->world.engine, ACTOR,
	    &(struct activity_request){.reference = reference, .talk = &facts},
	    &view, err);

	return finish(play, status, view, err);
}

static int
describe(struct play *play, const char *step, const struct talk_facts *facts,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *reference = play_reference(play, step);
	json_t *view = NULL;
	int status = talks_describe(
	    play->world.engine, ACTOR, reference, facts, &view, err);

	return finish(play, status, view, err);
}

static int
run_describe(struct play *play, const struct line *line, struct error *err)
{
	const struct talk_facts facts = facts_of(&line->values[1]);

	return describe(play, line->values[0], &facts, err);
}

static int
run_describe_day(struct play *play, const struct line *line, struct error *err)
{
	struct talk_facts facts = TALKS_NO_FACTS;

	facts.held_on = line->values[1];
	return describe(play, line->values[0], &facts, err);
}

/* "held on 2026-12-14, 45 minutes, undisturbed yes, about bidrag,moeder" */
static char *
say(const json_t *talk)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	const json_t *topic;
	const char *between = "";
	size_t i;

	if (!json_is_object(talk))
		return memory_strdup("not held");
	strbuf_add_format(&text,
	    "held on %s, %" JSON_INTEGER_FORMAT
	    " minutes, undisturbed %s, about ",
	    json_string_value(json_object_get(talk, "held_on")),
	    json_integer_value(json_object_get(talk, "minutes")),
	    json_string_value(json_object_get(talk, "undisturbed")));
	json_array_foreach(json_object_get(talk, "topics"), i, topic)
	{
		if (!json_is_true(json_object_get(topic, "is_ticked")))
			continue;
		strbuf_add_format(&text, "%s%s", between,
		    json_string_value(json_object_get(topic, "id")));
		between = ",";
	}
	return strbuf_detach(&text);
}

static int
expect(
    struct play *play, const char *step, const char *wanted, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference = play_reference(play, step);
	cleanup_(memory_free_ptr) char *is = NULL;
	json_auto_t *view = NULL;
	int status = activities_show(play->world.engine, reference, &view, err);

	if (status != OB_OK)
		return status;
	is = say(json_object_get(view, "talk"));
	if (strcmp(is, wanted) == 0)
		return OB_OK;
	return error_set(err, OB_EINVALID, "the talk was %s", is);
}

static int
run_expect(struct play *play, const struct line *line, struct error *err)
{
	const struct talk_facts facts = facts_of(&line->values[2]);
	cleanup_(memory_free_ptr) char *wanted = memory_printf(
	    "held on %s, %" PRId64 " minutes, undisturbed %s, about %s",
	    line->values[1], facts.minutes == TALKS_UNSAID ? 0 : facts.minutes,
	    facts.undisturbed == NULL ? "" : facts.undisturbed,
	    facts.topics == NULL ? "" : facts.topics);

	return expect(play, line->values[0], wanted, err);
}

static int
run_expect_none(struct play *play, const struct line *line, struct error *err)
{
	return expect(play, line->values[0], "not held", err);
}

static int
run_sum(struct play *play, const struct line *line, struct error *err)
{
	struct date from = DATE_NONE;
	struct date before = DATE_NONE;
	struct talks_sum sum;
	int status = date_parse(line->values[3], &from, err);

	if (status == OB_OK)
		status = date_parse(line->values[4], &before, err);
	if (status == OB_OK)
		status = talks_count_undisturbed(
		    play->world.engine, from, before, &sum, err);
	if (status != OB_OK || (sum.undisturbed == atoi(line->values[0]) &&
				   sum.told == atoi(line->values[1]) &&
				   sum.held == atoi(line->values[2])))
		return status;
	return error_set(err, OB_EINVALID,
	    "%" PRId64 " were undisturbed, of %" PRId64
	    " that were told of %" PRId64 " that were held",
	    sum.undisturbed, sum.told, sum.held);
}

static int
run_rate(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    play_reference(play, line->values[0]);
	const char *outcome = said(line->values[1]);
	json_t *view = NULL;
	int status = first_tasks_rate(play->world.engine, ACTOR, reference,
	    outcome == NULL ? "" : outcome, &view, err);

	return finish(play, status, view, err);
}

static int
run_outcome(struct play *play, const struct line *line, struct error *err)
{
	const char *wanted = said(line->values[1]);
	json_auto_t *activity = NULL;
	const char *is;
	int status = play_activity(play, line->values[0], &activity, err);

	if (status != OB_OK)
		return status;
	is = json_string_value(json_object_get(activity, "outcome"));
	if (strcmp(is, wanted == NULL ? "" : wanted) == 0)
		return OB_OK;
	return error_set(err, OB_EINVALID, "its outcome is '%s'", is);
}

const struct play_rule play_talks[] = {
    {"complete STEP minutes N undisturbed WORD about TOPICS", run_complete},
    {"describe STEP minutes N undisturbed WORD about TOPICS", run_describe},
    {"describe STEP held on DATE", run_describe_day},
    {"expect talk STEP on DATE minutes N undisturbed WORD about TOPICS",
	run_expect},
    {"expect no talk STEP", run_expect_none},
    {"rate STEP as WORD", run_rate},
    {"expect outcome of STEP WORD", run_outcome},
    {"expect N undisturbed of N told of N held from DATE to DATE", run_sum},
    {NULL, NULL},
};
