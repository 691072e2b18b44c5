/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/events.h"
#include "engine/cohorts/cohorts.h"
#include "engine/cohorts/nominations.h"
#include "engine/cohorts/potential_bank.h"
#include "engine/pages/page_potential.h"
#include "engine/pages/pages.h"
#include "scenario_play.h"

/* Cohorts and annual events: what concerns many at once. */

#define ACTOR "scenario"

static int
finish(struct play *play, int status, json_t *view, struct error *err)
{
	json_decref(view);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
add_cohort(
    struct play *play, const struct cohort_request *request, struct error *err)
{
	json_t *view = NULL;
	int status =
	    cohorts_add(play->world.engine, ACTOR, request, &view, err);

	if (status == OB_OK)
		play->leader = json_integer_value(
		    json_object_get(json_object_get(view, "cohort"), "id"));
	return finish(play, status, view, err);
}

static int
run_add(struct play *play, const struct line *line, struct error *err)
{
	const struct cohort_request request = {
	    .name = line->values[0], .start = line->values[1]};

	return add_cohort(play, &request, err);
}

static int
run_add_opened(struct play *play, const struct line *line, struct error *err)
{
	const struct cohort_request request = {.name = line->values[0],
	    .start = line->values[1],
	    .opened = line->values[2]};

	return add_cohort(play, &request, err);
}

static int
nominate(struct play *play, const char *name, const char *email,
    const char *manager, struct error *err)
{
	const struct nomination_request request = {
	    .name = name, .email = email, .manager = manager};
	json_t *view = NULL;
	int status = nominations_add(
	    play->world.engine, ACTOR, play->leader, &request, &view, err);

	return finish(play, status, view, err);
}

static int
run_nominate(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *manager =
	    memory_printf("%s <%s>", line->values[2], line->values[3]);

	return nominate(play, line->values[0], line->values[1], manager, err);
}

static int
accept_one(struct play *play, const char *email, const char *by, const char *at,
    struct error *err)
{
	const struct nomination_answer answer = {
	    .email = email, .by = by, .at = at};
	json_t *view = NULL;
	int status = nominations_accept(
	    play->world.engine, ACTOR, play->leader, &answer, &view, err);

	return finish(play, status, view, err);
}

/* "nominate 14 others": deltager1@example.org and on, with one manager. */
static int
run_nominate_others(
    struct play *play, const struct line *line, struct error *err)
{
	long count = strtol(line->values[0], NULL, 10);
	int status = OB_OK;

	for (long i = 1; status == OB_OK && i <= count; i++) {
		cleanup_(memory_free_ptr) char *name =
		    memory_printf("Deltager Nummer%ld", i);
		cleanup_(memory_free_ptr) char *email =
		    memory_printf("deltager%ld@example.org", i);

		status = nominate(
		    play, name, email, "Lone Leder <lone@example.org>", err);
	}
	return status;
}

static int
run_accept_others(struct play *play, const struct line *line, struct error *err)
{
	long count = strtol(line->values[0], NULL, 10);
	int status = OB_OK;

	for (long i = 1; status == OB_OK && i <= count; i++) {
		cleanup_(memory_free_ptr) char *email =
		    memory_printf("deltager%ld@example.org", i);

		status = accept_one(play, email, "participant", NULL, err);
		if (status == OB_OK)
			status = accept_one(play, email, "manager", NULL, err);
	}
	return status;
}

static int
run_accept(struct play *play, const struct line *line, struct error *err)
{
	return accept_one(play, line->values[0], line->values[1], NULL, err);
}

static int
run_accept_at(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *at =
	    memory_printf("%sT%s", line->values[2], line->values[3]);

	return accept_one(play, line->values[0], line->values[1], at, err);
}

static int
run_withdraw(struct play *play, const struct line *line, struct error *err)
{
	const struct nomination_answer answer = {
	    .email = line->values[0], .reason = line->values[1]};
	json_t *view = NULL;
	int status = nominations_withdraw(
	    play->world.engine, ACTOR, play->leader, &answer, &view, err);

	return finish(play, status, view, err);
}

static json_t *
find_person(const json_t *list, const char *email)
{
	json_t *item;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)list, i, item)
	{
		const char *have = json_string_value(
		    json_object_get(json_object_get(item, "person"), "email"));

		if (have != NULL && strcmp(have, email) == 0)
			return item;
	}
	return NULL;
}

/* What somebody's own page shows; a new reference. */
static int
open_page(struct play *play, const char *email, char **ret_token,
    json_t **ret_page, struct error *err)
{
	json_t *view = NULL;
	const json_t *page;
	const char *url;
	int status = cohorts_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	page = find_person(json_object_get(view, "pages"), email);
	if (page == NULL) {
		json_decref(view);
		return error_set(
		    err, OB_EINVALID, "'%s' has no page here", email);
	}
	url = json_string_value(json_object_get(page, "url"));
	*ret_token = memory_strdup(strrchr(url, '/') + 1);
	json_decref(view);
	return pages_view(
	    play->world.engine, PAGE_PERSON, *ret_token, ret_page, err);
}

/* A no is offered to who is to answer, and to who gives a place up. */
static bool
is_offered(const json_t *item, bool accepts)
{
	return json_is_true(json_object_get(item, "can_answer")) ||
	       (!accepts && json_is_true(json_object_get(item, "can_give_up")));
}

/* The person answers the first that is to be answered on the own page. */
static int
answer_page(
    struct play *play, const char *email, bool accepts, struct error *err)
{
	cleanup_(memory_free_ptr) char *token = NULL;
	struct nomination_form form = {.accepts = accepts};
	json_t *page = NULL;
	json_t *item;
	size_t i;
	int status = open_page(play, email, &token, &page, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(page, "nominations"), i, item)
	{
		const char *url =
		    json_string_value(json_object_get(item, "accept_url"));

		if (form.id != 0 || !is_offered(item, accepts))
			continue;
		form.id = strtoll(strstr(url, "/nominations/") + 13, NULL, 10);
		form.terms = json_string_value(json_object_get(item, "terms"));
	}
	if (form.id == 0)
		status =
		    error_set(err, OB_EINVALID, "there is nothing to answer");
	if (status == OB_OK)
		status = pages_answer_nomination(play->world.engine, token,
		    json_string_value(json_object_get(page, "csrf")), &form,
		    err);
	return finish(play, status, page, err);
}

static int
run_page_accept(struct play *play, const struct line *line, struct error *err)
{
	return answer_page(play, line->values[0], true, err);
}

static int
run_page_decline(struct play *play, const struct line *line, struct error *err)
{
	return answer_page(play, line->values[0], false, err);
}

static int
send_potential(
    struct play *play, const char *email, bool joins, struct error *err)
{
	cleanup_(memory_free_ptr) char *token = NULL;
	json_auto_t *page = NULL;
	int status = open_page(play, email, &token, &page, err);

	if (status != OB_OK)
		return status;
	return page_potential_act(play->world.engine,
	    &(struct page_potential_form){.token = token,
		.csrf = json_string_value(json_object_get(page, "csrf")),
		.joins = joins},
	    err);
}

static int
run_join(struct play *play, const struct line *line, struct error *err)
{
	return send_potential(play, line->values[0], true, err);
}

static int
run_leave(struct play *play, const struct line *line, struct error *err)
{
	return send_potential(play, line->values[0], false, err);
}

static int
run_potential(struct play *play, const struct line *line, struct error *err)
{
	json_auto_t *view = NULL;
	size_t wanted = (size_t)strtoll(line->values[0], NULL, 10);
	size_t have;
	int status =
	    potential_bank_list(play->world.engine, "scenario", &view, err);

	if (status != OB_OK)
		return status;
	have = json_array_size(json_object_get(view, "potential"));
	return have == wanted
		   ? OB_OK
		   : error_set(err, OB_EINVALID, "%zu stand there", have);
}

/* Events are kept as the lines of their file; one of the same id is replaced.
 */
static int
set_event(
    struct play *play, const char *id, const char *text, struct error *err)
{
	struct world *world = &play->world;
	cleanup_(strbuf_release) struct strbuf kept = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *mark = memory_printf("{id: %s,", id);
	char *old;
	int status;

	for (const char *at = world->events == NULL ? "" : world->events;
	     *at != '\0'; at += strcspn(at, "\n") + 1) {
		size_t len = strcspn(at, "\n");
		const char *found = strstr(at, mark);

		if (found == NULL || found > at + len)
			strbuf_add(&kept, at, len + 1);
	}
	strbuf_add_str(&kept, text);
	old = world->events;
	world->events = strbuf_detach(&kept);
	status = world_import_events(world, err);
	if (status != OB_OK) {
		free(world->events);
		world->events = old;
		return status;
	}
	free(old);
	return world_wake(world, err);
}

static int
run_event(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *text = memory_printf(
	    "  - {id: %s, title: {da: \"%s\", en: \"%s\"}, "
	    "dates: [\"%sT%s\"], minutes: %s, role: \"%s\"}\n",
	    line->values[0], line->values[1], line->values[1], line->values[2],
	    line->values[3], line->values[4], line->values[5]);

	return set_event(play, line->values[0], text, err);
}

static int
run_event_if(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *text =
	    memory_printf("  - {id: %s, title: {da: \"%s\", en: \"%s\"}, "
			  "dates: [\"%s\"], role: \"%s\", only_if: \"%s\"}\n",
		line->values[0], line->values[1], line->values[1],
		line->values[2], line->values[3], line->values[4]);

	return set_event(play, line->values[0], text, err);
}

static int
run_event_yearly(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *text = memory_printf(
	    "  - {id: %s, title: {da: \"%s\", en: \"%s\"}, "
	    "yearly: \"%s\", time: \"%s\", minutes: %s, role: \"%s\"}\n",
	    line->values[0], line->values[1], line->values[1], line->values[2],
	    line->values[3], line->values[4], line->values[5]);

	return set_event(play, line->values[0], text, err);
}

static int
run_event_gone(struct play *play, const struct line *line, struct error *err)
{
	return set_event(play, line->values[0], "", err);
}

const struct play_rule play_group_actions[] = {
    {"add cohort NAME starting DATE", run_add},
    {"add cohort NAME starting DATE opened DATE", run_add_opened},
    {"nominate NAME ADDRESS manager NAME ADDRESS", run_nominate},
    {"nominate NUMBER others", run_nominate_others},
    {"NUMBER others accept", run_accept_others},
    {"accept ADDRESS by WHO", run_accept},
    {"accept ADDRESS by WHO at DATE TIME", run_accept_at},
    {"withdraw ADDRESS because REASON", run_withdraw},
    {"ADDRESS joins the potential bank", run_join},
    {"ADDRESS leaves the potential bank", run_leave},
    {"expect NUMBER in the potential bank", run_potential},
    {"ADDRESS accepts on the page", run_page_accept},
    {"ADDRESS declines on the page", run_page_decline},
    {"event ID TITLE on DATE TIME minutes NUMBER by ROLE", run_event},
    {"event ID TITLE on DATE by ROLE if CONDITION", run_event_if},
    {"event ID TITLE yearly RULE at TIME minutes NUMBER by ROLE",
	run_event_yearly},
    {"event ID is gone", run_event_gone},
    {NULL, NULL},
};

/* What the cohort's view says of the one whose address the line begins with. */
static int
expect_of_nominee(struct play *play, const struct line *line, const char *name,
    const char *wanted, struct error *err)
{
	json_t *view = NULL;
	const char *have;
	int status = cohorts_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	have = json_string_value(json_object_get(
	    find_person(json_object_get(view, "nominations"), line->values[0]),
	    name));
	if (have == NULL || strcmp(have, wanted) != 0)
		status = error_set(err, OB_EINVALID, "'%s' is '%s', not '%s'",
		    line->values[0], have == NULL ? "unknown" : have, wanted);
	json_decref(view);
	return status;
}

static int
expect_state(struct play *play, const struct line *line, struct error *err)
{
	return expect_of_nominee(play, line, "state", line->values[1], err);
}

static int
expect_reason(struct play *play, const struct line *line, struct error *err)
{
	return expect_of_nominee(play, line, "reason", line->values[1], err);
}

static int
expect_cohorts(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	size_t count;
	int status = cohorts_list(play->world.engine, &view, err);

	if (status != OB_OK)
		return status;
	count = json_array_size(json_object_get(view, "cohorts"));
	json_decref(view);
	if ((long)count == strtol(line->values[0], NULL, 10))
		return OB_OK;
	return error_set(err, OB_EINVALID, "there are %zu cohorts", count);
}

static int
takes_part(struct play *play, const char *step, const char *email,
    bool *ret_takes_part, struct error *err)
{
	json_t *activity = NULL;
	json_t *item;
	size_t i;
	int status = play_activity(play, step, &activity, err);

	if (status != OB_OK)
		return status;
	*ret_takes_part = false;
	json_array_foreach(json_object_get(activity, "participants"), i, item)
	{
		if (strcmp(json_string_value(item), email) == 0)
			*ret_takes_part = true;
	}
	json_decref(activity);
	return OB_OK;
}

static int
expect_with(struct play *play, const struct line *line, struct error *err)
{
	bool is = false;
	int status =
	    takes_part(play, line->values[0], line->values[1], &is, err);

	if (status == OB_OK && !is)
		status = error_set(err, OB_EINVALID, "'%s' does not take part",
		    line->values[1]);
	return status;
}

static int
expect_without(struct play *play, const struct line *line, struct error *err)
{
	bool is = false;
	int status =
	    takes_part(play, line->values[0], line->values[1], &is, err);

	if (status == OB_OK && is)
		status = error_set(
		    err, OB_EINVALID, "'%s' takes part", line->values[1]);
	return status;
}

/* Whether somebody's own page shows an activity of that title. */
static bool
page_has(const json_t *page, const char *title)
{
	const json_t *group;
	size_t i;

	json_array_foreach(json_object_get(page, "groups"), i, group)
	{
		json_t *activity;
		size_t k;

		json_array_foreach(
		    json_object_get(group, "activities"), k, activity)
		{
			if (strstr(json_string_value(
				       json_object_get(activity, "title")),
				title) != NULL)
				return true;
		}
	}
	return false;
}

static int
expect_page(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *token = NULL;
	json_t *page = NULL;
	int status = open_page(play, line->values[0], &token, &page, err);

	if (status == OB_OK && !page_has(page, line->values[1]))
		status = error_set(err, OB_EINVALID, "the page shows no '%s'",
		    line->values[1]);
	json_decref(page);
	return status;
}

const struct play_rule play_group_expectations[] = {
    {"expect NUMBER cohorts", expect_cohorts},
    {"expect nominee ADDRESS STATE", expect_state},
    {"expect nominee ADDRESS withdrawn because REASON", expect_reason},
    {"expect activity STEP with ADDRESS", expect_with},
    {"expect activity STEP without ADDRESS", expect_without},
    {"expect the page of ADDRESS showing TITLE", expect_page},
    {NULL, NULL},
};
