/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/exits/exit_figures.h"
#include "engine/exits/exit_interviews.h"
#include "engine/exits/follow_ups.h"
#include "engine/measures/exit_cohort.h"
#include "engine/pages/page_exit.h"
#include "engine/pages/pages.h"
#include "scenario_pages.h"
#include "scenario_play.h"
#include "store/exit_store.h"

#define ACTOR "scenario"

/* Lines about exit talks, their reasons as figures, and what follows. */

static int
record(struct play *play, const struct exit_interview_request *request,
    struct error *err)
{
	json_t *view = NULL;
	int status = exit_interviews_record(
	    play->world.engine, ACTOR, play->leader, request, &view, err);

	json_decref(view);
	return status;
}

static int
run_talk(struct play *play, const struct line *line, struct error *err)
{
	return record(play,
	    &(struct exit_interview_request){
		.held = line->values[0], .main = line->values[1]},
	    err);
}

static int
run_talk_with_note(
    struct play *play, const struct line *line, struct error *err)
{
	return record(play,
	    &(struct exit_interview_request){.held = line->values[0],
		.main = line->values[1],
		.reasons = line->values[2],
		.text = line->values[3]},
	    err);
}

static int
run_talk_by(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *interviewer =
	    memory_printf("%s <%s>", line->values[2], line->values[3]);

	return record(play,
	    &(struct exit_interview_request){.held = line->values[0],
		.main = line->values[1],
		.interviewer = interviewer},
	    err);
}

/* Who holds the talk notes it on the own page, or has the form again. */
static int
use_page(struct play *play, const struct line *line, const char *told,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *url = NULL;
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	json_auto_t *activity = NULL;
	json_auto_t *page = NULL;
	json_auto_t *view = NULL;
	struct page_exit_form form = {.held = line->values[1],
	    .main_reason = line->values[2],
	    .second = "pay",
	    .third = "",
	    .text = line->values[3]};
	int status = play_page_url(play, line->values[0], &url, err);

	if (status == OB_OK)
		status =
		    play_activity(play, PROGRAMME_EXIT_TALK, &activity, err);
	if (status != OB_OK)
		return status;
	form.token = strrchr(url, '/') + 1;
	form.activity_id = json_integer_value(json_object_get(activity, "id"));
	status =
	    pages_view(play->world.engine, PAGE_PERSON, form.token, &page, err);
	form.csrf = json_string_value(json_object_get(page, "csrf"));
	if (status == OB_OK && told == NULL)
		return page_exit_act(play->world.engine, &form, err);
	if (status == OB_OK)
		status = page_exit_view(play->world.engine, &form, &view, err);
	if (status == OB_OK)
		status = play_page_render(
		    play, PAGE_TEMPLATE_EXIT_TALK, view, &html, err);
	if (status == OB_OK && strstr(html.buf, told) == NULL)
		status = error_set(err, OB_EINVALID, "it is not there");
	return status;
}

static int
run_page(struct play *play, const struct line *line, struct error *err)
{
	return use_page(play, line, NULL, err);
}

static int
run_form(struct play *play, const struct line *line, struct error *err)
{
	return use_page(play, line, line->values[4], err);
}

static int
run_note(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(exit_store_release_note) struct exit_note note = {0};
	int status =
	    exit_store_find_note(play->world.store, play->leader, &note, err);

	if (status == OB_OK && strcmp(note.text, line->values[0]) != 0)
		return error_set(
		    err, OB_EINVALID, "the note says '%s'", note.text);
	return status == OB_ENOTFOUND
		   ? error_set(err, OB_EINVALID, "there is no note")
		   : status;
}

static int
run_no_note(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(exit_store_release_note) struct exit_note note = {0};
	int status =
	    exit_store_find_note(play->world.store, play->leader, &note, err);

	(void)line;
	if (status == OB_OK)
		return error_set(
		    err, OB_EINVALID, "the note says '%s'", note.text);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
run_nothing(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	int status =
	    exit_figures_view(play->world.engine, line->values[0], &view, err);

	if (status == OB_OK &&
	    (json_is_true(json_object_get(view, "is_shown")) ||
		!json_is_null(json_object_get(view, "talks")) ||
		json_array_size(json_object_get(view, "reasons")) > 0))
		return error_set(err, OB_EINVALID, "something is shown");
	return status;
}

/* A figure as text; "few" for one that is not told. */
static int
expect_figure(
    const json_t *row, const char *name, const char *wanted, struct error *err)
{
	const json_t *figure = json_object_get(row, name);
	cleanup_(memory_free_ptr) char *have =
	    json_is_integer(figure)
		? memory_printf("%lld", (long long)json_integer_value(figure))
		: memory_strdup("few");

	if (strcmp(have, wanted) == 0)
		return OB_OK;
	return error_set(err, OB_EINVALID, "%s is %s", name, have);
}

static int
run_reason(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *row;
	size_t i;
	int status =
	    exit_figures_view(play->world.engine, line->values[1], &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "reasons"), i, row)
	{
		if (strcmp(json_string_value(json_object_get(row, "reason")),
			line->values[0]) != 0)
			continue;
		status = expect_figure(row, "talks", line->values[2], err);
		return status == OB_OK
			   ? expect_figure(row, "as_main", line->values[3], err)
			   : status;
	}
	return error_set(err, OB_EINVALID, "the reason is left out");
}

static int
run_no_reason(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *row;
	size_t i;
	int status =
	    exit_figures_view(play->world.engine, line->values[1], &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "reasons"), i, row)
	{
		if (strcmp(json_string_value(json_object_get(row, "reason")),
			line->values[0]) == 0)
			return error_set(err, OB_EINVALID, "it is told");
	}
	return OB_OK;
}

/* The measures of the year in which most of them began. */
static int
cohort_of(struct play *play, const char *period, json_t **ret_view,
    json_t **ret_measures, struct error *err)
{
	int status = exit_cohort_view(
	    play->world.engine, period, LANGUAGE_DA, ret_view, err);

	if (status == OB_OK)
		*ret_measures = json_object_get(
		    json_array_get(json_object_get(*ret_view, "cohorts"), 0),
		    "measures");
	return status;
}

static int
run_cohort(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	json_t *measures = NULL;
	const json_t *row;
	const char *have = "not there";
	size_t i;
	int status = cohort_of(play, line->values[1], &view, &measures, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(measures, i, row)
	{
		if (strcmp(json_string_value(json_object_get(row, "id")),
			line->values[0]) == 0)
			have = json_string_value(json_object_get(row, "text"));
	}
	return strcmp(have, line->values[2]) == 0
		   ? OB_OK
		   : error_set(err, OB_EINVALID, "it is '%s'", have);
}

static int
run_no_cohort(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	json_t *measures = NULL;
	int status = cohort_of(play, line->values[0], &view, &measures, err);

	if (status == OB_OK && json_array_size(measures) > 0)
		return error_set(err, OB_EINVALID, "a measure is told");
	return status;
}

static int
run_follow_up(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *owner =
	    memory_printf("%s <%s>", line->values[2], line->values[3]);
	json_t *view = NULL;
	int status = follow_ups_add(play->world.engine, ACTOR,
	    &(struct follow_up_request){.period = line->values[0],
		.title = line->values[1],
		.owner = owner,
		.due = line->values[4]},
	    &view, err);

	json_decref(view);
	return status;
}

static int
run_finish(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = follow_ups_finish(play->world.engine, ACTOR,
	    strtoll(line->values[0], NULL, 10), &view, err);

	json_decref(view);
	return status;
}

/* "open", "late" or "done" */
static int
run_state(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *row;
	const char *state = "open";
	size_t i;
	int status = follow_ups_list(play->world.engine, NULL, &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "follow_ups"), i, row)
	{
		if (strcmp(json_string_value(json_object_get(row, "title")),
			line->values[0]) != 0)
			continue;
		if (json_is_string(json_object_get(row, "done_at")))
			state = "done";
		else if (json_is_true(json_object_get(row, "is_late")))
			state = "late";
		return strcmp(state, line->values[1]) == 0
			   ? OB_OK
			   : error_set(err, OB_EINVALID, "it is %s", state);
	}
	return error_set(err, OB_EINVALID, "there is no such follow-up");
}

const struct play_rule play_exits[] = {
    {"record the exit talk of DATE because REASON", run_talk},
    {"record the exit talk of DATE because REASON and REASONS noting TEXT",
	run_talk_with_note},
    {"record the exit talk of DATE because REASON by NAME ADDRESS",
	run_talk_by},
    {"ADDRESS notes the exit talk of DATE because REASON TEXT", run_page},
    {"ADDRESS sees the exit talk of DATE because REASON TEXT in the form as "
     "TEXT",
	run_form},
    {"expect the exit note TEXT", run_note},
    {"expect no exit note", run_no_note},
    {"expect no exit reasons of PERIOD", run_nothing},
    {"expect exit reason REASON of PERIOD NUMBER times and NUMBER as main",
	run_reason},
    {"expect exit reason REASON of PERIOD left out", run_no_reason},
    {"expect measure NAME beside the exits of PERIOD to be TEXT", run_cohort},
    {"expect no measures beside the exits of PERIOD", run_no_cohort},
    {"follow up PERIOD TEXT by NAME ADDRESS until DATE", run_follow_up},
    {"complete follow-up NUMBER", run_finish},
    {"expect follow-up TEXT STATE", run_state},
    {NULL, NULL},
};
