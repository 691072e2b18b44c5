/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/feeds.h"
#include "engine/first_tasks.h"
#include "engine/leaders.h"
#include "engine/mentors.h"
#include "engine/pages.h"
#include "engine/people_edit.h"
#include "engine/programmes.h"
#include "scenario_play.h"
#include "store/handbook_store.h"

/* Lines about persons: roles, absence, mentors, pages and calendars. */
#define ACTOR "scenario"

static char *
person_of(const char *name, const char *address)
{
	return memory_printf("%s <%s>", name, address);
}

static int
finish(struct play *play, int status, json_t *view, struct error *err)
{
	json_decref(view);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
assign_with(struct play *play, const char *role, const char *person,
    const char *reason, struct error *err)
{
	json_t *view = NULL;
	int status = leaders_assign(play->world.engine, ACTOR, play->leader,
	    &(struct assign_request){
		.role = role, .person = person, .reason = reason},
	    &view, err);

	return finish(play, status, view, err);
}

static int
run_assign_because(
    struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *person =
	    person_of(line->values[1], line->values[2]);

	return assign_with(play, line->values[0], person, line->values[3], err);
}

static int
run_vacate(struct play *play, const struct line *line, struct error *err)
{
	return assign_with(play, line->values[0], "", NULL, err);
}

static int
edit(struct play *play, const char *address, const struct person_edit *edit,
    struct error *err)
{
	json_t *view = NULL;
	int status =
	    people_edit(play->world.engine, ACTOR, address, edit, &view, err);

	return finish(play, status, view, err);
}

static int
run_reports_to(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *manager =
	    person_of(line->values[1], line->values[2]);

	return edit(play, line->values[0],
	    &(struct person_edit){.manager = manager}, err);
}

static int
run_lives_in(struct play *play, const struct line *line, struct error *err)
{
	return edit(play, line->values[0],
	    &(struct person_edit){.zone = line->values[1]}, err);
}

static int
run_weekly(struct play *play, const struct line *line, struct error *err)
{
	return edit(play, line->values[0],
	    &(struct person_edit){.digest = "weekly"}, err);
}

static int
run_daily(struct play *play, const struct line *line, struct error *err)
{
	return edit(play, line->values[0],
	    &(struct person_edit){.digest = "daily"}, err);
}

static int
run_away(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *stand_in =
	    person_of(line->values[3], line->values[4]);

	return edit(play, line->values[0],
	    &(struct person_edit){.away_from = line->values[1],
		.away_until = line->values[2],
		.stand_in = stand_in},
	    err);
}

static int
run_back(struct play *play, const struct line *line, struct error *err)
{
	return edit(
	    play, line->values[0], &(struct person_edit){.away_from = ""}, err);
}

static int
run_first_task(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	int status = first_tasks_add(play->world.engine, ACTOR, play->leader,
	    &(struct first_task_request){.title = line->values[0],
		.goal = line->values[1],
		.seen_by = line->values[2],
		.due = line->values[3]},
	    &view, err);

	if (status == OB_OK) {
		json_decref(play->answer);
		play->answer = json_incref(view);
	}
	return finish(play, status, view, err);
}

/* The page that the person's link opens, with its parts. */
static int
open_page(struct play *play, const char *address, char token[TOKEN_TEXT_SIZE],
    char csrf[TOKEN_TEXT_SIZE], struct error *err)
{
	json_t *view = NULL;
	json_t *page = NULL;
	json_t *item;
	size_t i;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	token[0] = '\0';
	json_array_foreach(json_object_get(view, "pages"), i, item)
	{
		const char *url =
		    json_string_value(json_object_get(item, "url"));
		const char *email = json_string_value(
		    json_object_get(json_object_get(item, "person"), "email"));

		if (token[0] == '\0' && strcmp(email, address) == 0)
			(void)snprintf(token, TOKEN_TEXT_SIZE, "%s",
			    strrchr(url, '/') + 1);
	}
	json_decref(view);
	if (token[0] == '\0')
		return error_set(
		    err, OB_ENOTFOUND, "'%s' has no page", address);
	status = pages_view(play->world.engine, PAGE_PERSON, token, &page, err);
	if (status == OB_OK)
		(void)snprintf(csrf, TOKEN_TEXT_SIZE, "%s",
		    json_string_value(json_object_get(page, "csrf")));
	json_decref(page);
	return status;
}

/* Somebody presses the button on their own page. */
static int
run_press(struct play *play, const struct line *line, struct error *err)
{
	char token[TOKEN_TEXT_SIZE];
	char csrf[TOKEN_TEXT_SIZE];
	json_t *activity = NULL;
	int status = open_page(play, line->values[0], token, csrf, err);

	if (status == OB_OK)
		status = play_activity(play, line->values[1], &activity, err);
	if (status == OB_OK)
		status = pages_complete(play->world.engine, PAGE_PERSON, token,
		    csrf, json_integer_value(json_object_get(activity, "id")),
		    err);
	json_decref(activity);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

/* Members and mailbox of a function; NULL: the mailbox stays as it is. */
struct sharing {
	char *members;
	const char *mailbox;
};

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

/* The handbook's file is edited and read again. */
static int
share(struct play *play, const char *function, const struct sharing *sharing,
    struct error *err)
{
	struct handbook *handbook = NULL;
	bool is_new = false;
	int status = handbook_store_load(play->world.store, &handbook, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < handbook->count; i++) {
		struct handbook_entry *entry = &handbook->entries[i];

		if (strcmp(entry->function, function) != 0)
			continue;
		set_text(&entry->members, sharing->members);
		if (sharing->mailbox != NULL)
			set_text(&entry->mail, sharing->mailbox);
	}
	status = programmes_import_handbook(
	    play->world.engine, ACTOR, handbook, &is_new, err);
	handbook_free(handbook);
	return status;
}

static int
share_with(struct play *play, const char *const *persons, const char *mailbox,
    const char *function, struct error *err)
{
	cleanup_(memory_free_ptr) char *members =
	    memory_printf("\"%s\" <%s>\n\"%s\" <%s>", persons[0], persons[1],
		persons[2], persons[3]);

	return share(play, function, &(struct sharing){members, mailbox}, err);
}

static int
run_share(struct play *play, const struct line *line, struct error *err)
{
	return share_with(play, line->values + 1, NULL, line->values[0], err);
}

static int
run_share_alone(struct play *play, const struct line *line, struct error *err)
{
	return share_with(play, line->values + 1, "", line->values[0], err);
}

static int
run_share_mailbox(struct play *play, const struct line *line, struct error *err)
{
	return share_with(
	    play, line->values + 2, line->values[1], line->values[0], err);
}

static int
run_share_no_more(struct play *play, const struct line *line, struct error *err)
{
	char nobody[] = "";

	return share(
	    play, line->values[0], &(struct sharing){nobody, NULL}, err);
}

static int
page_shows(struct play *play, const char *address, const char *step,
    bool *ret_shows, struct error *err)
{
	char token[TOKEN_TEXT_SIZE];
	char csrf[TOKEN_TEXT_SIZE];
	json_t *activity = NULL;
	json_t *page = NULL;
	json_t *group;
	json_t *item;
	size_t i;
	size_t k;
	int status = open_page(play, address, token, csrf, err);

	if (status == OB_OK)
		status = play_activity(play, step, &activity, err);
	if (status == OB_OK)
		status = pages_view(
		    play->world.engine, PAGE_PERSON, token, &page, err);
	*ret_shows = false;
	json_array_foreach(json_object_get(page, "groups"), i, group)
	{
		json_array_foreach(
		    json_object_get(group, "activities"), k, item)
		{
			if (json_equal(json_object_get(item, "id"),
				json_object_get(activity, "id")))
				*ret_shows = true;
		}
	}
	json_decref(activity);
	json_decref(page);
	return status;
}

static int
expect_page(
    struct play *play, const struct line *line, bool wanted, struct error *err)
{
	bool shows = false;
	int status =
	    page_shows(play, line->values[0], line->values[1], &shows, err);

	if (status == OB_OK && shows != wanted)
		status = error_set(err, OB_EINVALID, "the page %s it",
		    shows ? "shows" : "does not show");
	return status;
}

static int
run_page_shows(struct play *play, const struct line *line, struct error *err)
{
	return expect_page(play, line, true, err);
}

static int
run_page_lacks(struct play *play, const struct line *line, struct error *err)
{
	return expect_page(play, line, false, err);
}

static void
note_token(struct play *play, const char *address, const char *file)
{
	struct play_feed *feed = NULL;

	for (size_t i = 0; i < play->feed_count; i++) {
		if (strcmp(play->feeds[i].address, address) == 0)
			feed = &play->feeds[i];
	}
	if (feed == NULL && play->feed_count < ARRAY_LEN(play->feeds))
		feed = &play->feeds[play->feed_count++];
	if (feed == NULL)
		return;
	(void)snprintf(feed->address, sizeof(feed->address), "%s", address);
	(void)snprintf(feed->token, sizeof(feed->token), "%.*s",
	    (int)strcspn(file, "."), file);
}

/* Remembered, as a calendar program remembers it. */
static int
play_feed_token(
    struct play *play, const char *address, char **ret_token, struct error *err)
{
	json_t *view = NULL;
	json_t *item;
	size_t i;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "feeds"), i, item)
	{
		const char *email = json_string_value(
		    json_object_get(json_object_get(item, "person"), "email"));
		const char *url =
		    json_string_value(json_object_get(item, "url"));

		if (strcmp(email, address) == 0)
			note_token(play, address, strrchr(url, '/') + 1);
	}
	json_decref(view);
	for (i = 0; i < play->feed_count; i++) {
		if (strcmp(play->feeds[i].address, address) == 0) {
			*ret_token = memory_strdup(play->feeds[i].token);
			return OB_OK;
		}
	}
	return error_set(err, OB_EINVALID, "'%s' has no calendar", address);
}

/* Feed addresses are kept, as a calendar program keeps them. */
static int
fetch(struct play *play, const char *address, struct strbuf *bytes,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *token = NULL;
	struct feed_answer answer;
	bool is_revoked = false;
	int status = play_feed_token(play, address, &token, err);

	if (status == OB_OK)
		status = feeds_fetch(play->world.engine,
		    &(struct feed_query){.token = token}, &answer, &is_revoked,
		    err);
	if (status == OB_OK)
		status = world_lint_calendar(
		    answer.bytes, answer.len, "the calendar", err);
	for (size_t i = 0; status == OB_OK && i < answer.len; i++) {
		if (i + 2 < answer.len &&
		    memcmp(answer.bytes + i, "\r\n ", 3) == 0)
			i += 2;
		else
			strbuf_add_char(bytes, answer.bytes[i]);
	}
	return status;
}

enum shown { LACKS, SHOWS, CANCELS };

static enum shown
look_up(const char *feed, const char *title)
{
	const char *at = feed;

	while ((at = strstr(at, "BEGIN:VEVENT")) != NULL) {
		const char *end = strstr(at, "END:VEVENT");
		const char *found = strstr(at, title);
		const char *cancelled = strstr(at, "STATUS:CANCELLED");

		if (found != NULL && found < end)
			return cancelled != NULL && cancelled < end ? CANCELS
								    : SHOWS;
		at = end;
	}
	return LACKS;
}

static int
expect_feed(struct play *play, const struct line *line, enum shown wanted,
    struct error *err)
{
	static const char *const words[] = {"lacks", "shows", "cancels"};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	json_t *activity = NULL;
	enum shown shown;
	int status = fetch(play, line->values[0], &bytes, err);

	if (status == OB_OK)
		status = play_activity(play, line->values[1], &activity, err);
	if (status != OB_OK)
		return status;
	shown = look_up(
	    bytes.buf, json_string_value(json_object_get(activity, "title")));
	json_decref(activity);
	if (shown == wanted)
		return OB_OK;
	return error_set(err, OB_EINVALID, "the calendar %s it", words[shown]);
}

static int
run_feed_shows(struct play *play, const struct line *line, struct error *err)
{
	return expect_feed(play, line, SHOWS, err);
}

static int
run_feed_cancels(struct play *play, const struct line *line, struct error *err)
{
	return expect_feed(play, line, CANCELS, err);
}

static int
run_feed_lacks(struct play *play, const struct line *line, struct error *err)
{
	return expect_feed(play, line, LACKS, err);
}

static int
run_subscribe(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	return fetch(play, line->values[0], &bytes, err);
}

static int
run_hint(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	json_t *rule;
	size_t i;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	status = error_set(err, OB_EINVALID, "the rule does not say so");
	json_array_foreach(json_object_get(view, "rules"), i, rule)
	{
		if (strcmp(json_string_value(json_object_get(rule, "rule")),
			line->values[0]) == 0 &&
		    strstr(json_string_value(json_object_get(rule, "hint")),
			line->values[1]) != NULL)
			status = OB_OK;
	}
	json_decref(view);
	return status;
}

/* The newest relation of the journey with this person. */
static int
find_mentor(struct play *play, const char *address, json_t **ret_mentor,
    struct error *err)
{
	json_t *view = NULL;
	json_t *mentor;
	size_t i;
	int status = leaders_show(play->world.engine, play->leader, &view, err);

	if (status != OB_OK)
		return status;
	*ret_mentor = NULL;
	json_array_foreach(json_object_get(view, "mentors"), i, mentor)
	{
		if (strcmp(json_string_value(json_object_get(
			       json_object_get(mentor, "person"), "email")),
			address) != 0)
			continue;
		json_decref(*ret_mentor);
		*ret_mentor = json_incref(mentor);
	}
	json_decref(view);
	if (*ret_mentor == NULL)
		return error_set(
		    err, OB_EINVALID, "'%s' never was the mentor", address);
	return OB_OK;
}

/* A member of the relation as text; "-" is none. */
static int
expect_mentor(struct play *play, const char *address, const char *key,
    const char *wanted, struct error *err)
{
	json_t *mentor = NULL;
	char number[24];
	const char *have;
	int status = find_mentor(play, address, &mentor, err);

	if (status != OB_OK)
		return status;
	have = json_string_value(json_object_get(mentor, key));
	if (json_is_integer(json_object_get(mentor, key))) {
		(void)snprintf(number, sizeof(number), "%lld",
		    (long long)json_integer_value(
			json_object_get(mentor, key)));
		have = number;
	}
	if (have == NULL)
		have = "-";
	if (strcmp(have, wanted) != 0)
		status = error_set(err, OB_EINVALID, "%s is '%s'", key, have);
	json_decref(mentor);
	return status;
}

static int
run_mentor_from(struct play *play, const struct line *line, struct error *err)
{
	int status =
	    expect_mentor(play, line->values[0], "from", line->values[1], err);

	if (status == OB_OK)
		status =
		    expect_mentor(play, line->values[0], "until", "-", err);
	return status;
}

static int
run_mentor_until(struct play *play, const struct line *line, struct error *err)
{
	int status =
	    expect_mentor(play, line->values[0], "until", line->values[1], err);

	if (status == OB_OK)
		status = expect_mentor(
		    play, line->values[0], "closed_why", line->values[2], err);
	return status;
}

static int
run_briefed(struct play *play, const struct line *line, struct error *err)
{
	return expect_mentor(
	    play, line->values[0], "briefed", line->values[1], err);
}

static int
run_meetings(struct play *play, const struct line *line, struct error *err)
{
	return expect_mentor(
	    play, line->values[0], "meetings", line->values[1], err);
}

static int
run_load(struct play *play, const struct line *line, struct error *err)
{
	json_t *view = NULL;
	json_t *mentor;
	size_t i;
	long long load = 0;
	int status = mentors_list(play->world.engine, &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "mentors"), i, mentor)
	{
		if (strcmp(json_string_value(json_object_get(
			       json_object_get(mentor, "person"), "email")),
			line->values[0]) == 0)
			load = (long long)json_integer_value(
			    json_object_get(mentor, "load"));
	}
	json_decref(view);
	if (load == strtoll(line->values[1], NULL, 10))
		return OB_OK;
	return error_set(err, OB_EINVALID, "the load is %lld", load);
}

const struct play_rule play_people[] = {
    {"assign ROLE NAME ADDRESS with reason REASON", run_assign_because},
    {"leave ROLE empty", run_vacate},
    {"ADDRESS reports to NAME ADDRESS", run_reports_to},
    {"ADDRESS lives in ZONE", run_lives_in},
    {"ADDRESS gets the digest weekly", run_weekly},
    {"ADDRESS gets the digest daily", run_daily},
    {"ADDRESS is away from DATE until DATE stand-in NAME ADDRESS", run_away},
    {"ADDRESS is back", run_back},
    {"add first task TITLE goal GOAL seen by TEXT due DATE", run_first_task},
    {"ADDRESS completes STEP", run_press},
    {"ADDRESS subscribes", run_subscribe},
    {"function NAME belongs to NAME ADDRESS and NAME ADDRESS", run_share},
    {"function NAME without mailbox belongs to NAME ADDRESS and NAME ADDRESS",
	run_share_alone},
    {"function NAME with mailbox ADDRESS belongs to NAME ADDRESS and NAME "
     "ADDRESS",
	run_share_mailbox},
    {"function NAME belongs to its contact", run_share_no_more},
    {"expect page of ADDRESS shows STEP", run_page_shows},
    {"expect page of ADDRESS lacks STEP", run_page_lacks},
    {"expect feed of ADDRESS shows STEP", run_feed_shows},
    {"expect feed of ADDRESS cancels STEP", run_feed_cancels},
    {"expect feed of ADDRESS lacks STEP", run_feed_lacks},
    {"expect rule NAME saying TEXT", run_hint},
    {"expect mentor ADDRESS from DATE", run_mentor_from},
    {"expect mentor ADDRESS until DATE because TEXT", run_mentor_until},
    {"expect mentor ADDRESS briefed DATE", run_briefed},
    {"expect mentor ADDRESS meetings NUMBER", run_meetings},
    {"expect load of ADDRESS NUMBER", run_load},
    {NULL, NULL},
};
