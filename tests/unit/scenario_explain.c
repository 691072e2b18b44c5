/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/activities/activities.h"
#include "engine/outbox/mail_explain.h"
#include "scenario_play.h"

/* What the program says of reminders, days and mails when it is asked. */

static int
expect_word(
    const char *what, const char *have, const char *want, struct error *err)
{
	if (strcmp(have, want) == 0)
		return OB_OK;
	return error_set(
	    err, OB_EINVALID, "%s is '%s', not '%s'", what, have, want);
}

static const char *
member(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

static int
explain(
    struct play *play, const char *step, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference = play_reference(play, step);

	return activities_explain(play->world.engine, reference, ret_view, err);
}

/* What became of a rung for a person: "" when it was not worked through. */
static const char *
outcome_of(const json_t *view, const char *rung, const char *address)
{
	const char *outcome = "";
	json_t *item;
	size_t i;

	json_array_foreach(json_object_get(view, "reminders"), i, item)
	{
		if (strcmp(member(item, "rung"), rung) == 0 &&
		    strcmp(member(json_object_get(item, "person"), "email"),
			address) == 0)
			outcome = member(item, "outcome");
	}
	return outcome;
}

static int
run_reminder(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = explain(play, line->values[0], &view, err);

	if (status != OB_OK)
		return status;
	status = expect_word("the reminder",
	    outcome_of(view, line->values[1], line->values[2]), line->values[3],
	    err);
	json_decref(view);
	return status;
}

static int
run_no_reminder(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = explain(play, line->values[0], &view, err);

	if (status != OB_OK)
		return status;
	status = expect_word("the reminder",
	    outcome_of(view, line->values[1], line->values[2]), "", err);
	json_decref(view);
	return status;
}

static int
run_next_reminder(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	const json_t *next;
	int status = explain(play, line->values[0], &view, err);

	if (status != OB_OK)
		return status;
	next = json_object_get(view, "next");
	status = expect_word(
	    "the next reminder", member(next, "rung"), line->values[1], err);
	if (status == OB_OK)
		status = expect_word("the next reminder's day",
		    member(next, "on"), line->values[2], err);
	json_decref(view);
	return status;
}

static int
run_next_saying(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = explain(play, line->values[0], &view, err);

	if (status != OB_OK)
		return status;
	status = expect_word("the next reminder",
	    member(json_object_get(view, "next"), "text"), line->values[1],
	    err);
	json_decref(view);
	return status;
}

static int
run_no_next_reminder(
    struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = explain(play, line->values[0], &view, err);

	if (status != OB_OK)
		return status;
	status = expect_word("the next reminder",
	    member(json_object_get(view, "next"), "rung"), "", err);
	json_decref(view);
	return status;
}

static bool
has_sentence(const json_t *lines, const char *name, const char *text)
{
	json_t *line;
	size_t i;

	json_array_foreach(lines, i, line)
	{
		if (strstr(member(line, name), text) != NULL)
			return true;
	}
	return false;
}

/* What is said instead, for the one who reads the failure. */
static int
tell_sentences(const json_t *lines, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf said = STRBUF_INIT;
	json_t *line;
	size_t i;

	json_array_foreach(lines, i, line)
	    strbuf_add_format(&said, "\n  %s", member(line, "text"));
	return error_set(err, OB_EINVALID, "it is not explained so, but:%.800s",
	    said.len == 0 ? " not at all" : said.buf);
}

static int
run_explained(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = explain(play, line->values[0], &view, err);

	if (status != OB_OK)
		return status;
	if (!has_sentence(
		json_object_get(view, "explanation"), "text", line->values[1]))
		status =
		    tell_sentences(json_object_get(view, "explanation"), err);
	json_decref(view);
	return status;
}

static int
run_reminded(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = explain(play, line->values[0], &view, err);

	if (status != OB_OK)
		return status;
	if (!has_sentence(
		json_object_get(view, "reminders"), "text", line->values[1]))
		status =
		    tell_sentences(json_object_get(view, "reminders"), err);
	json_decref(view);
	return status;
}

static int
explain_mail(struct play *play, const struct line *line, json_t **ret_view,
    struct error *err)
{
	int64_t id = 0;
	int status =
	    play_mail(play, line->values[0], line->values[1], &id, err);

	return status == OB_OK
		   ? mail_explain(play->world.engine, id, ret_view, err)
		   : status;
}

static int
run_mail_explained(
    struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = explain_mail(play, line, &view, err);

	if (status != OB_OK)
		return status;
	if (!has_sentence(json_object_get(view, "explanation"), "text",
		line->values[2]) &&
	    !has_sentence(
		json_object_get(view, "reminders"), "text", line->values[2]))
		status =
		    tell_sentences(json_object_get(view, "explanation"), err);
	json_decref(view);
	return status;
}

const struct play_rule play_explanations[] = {
    {"expect reminder STEP RUNG to ADDRESS OUTCOME", run_reminder},
    {"expect no reminder STEP RUNG to ADDRESS", run_no_reminder},
    {"expect next reminder STEP RUNG on DATE", run_next_reminder},
    {"expect next reminder STEP saying TEXT", run_next_saying},
    {"expect no next reminder STEP", run_no_next_reminder},
    {"expect activity STEP explained by TEXT", run_explained},
    {"expect activity STEP reminded by TEXT", run_reminded},
    {"expect mail KIND to ADDRESS explained by TEXT", run_mail_explained},
    {NULL, NULL},
};
