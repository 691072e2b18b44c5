/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/leaders.h"
#include "scenario_play.h"

/* Lines about calendars that people subscribe to. */

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
find_token(
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
	int status = find_token(play, address, &token, err);

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

const struct play_rule play_feeds[] = {
    {"ADDRESS subscribes", run_subscribe},
    {"expect feed of ADDRESS shows STEP", run_feed_shows},
    {"expect feed of ADDRESS cancels STEP", run_feed_cancels},
    {"expect feed of ADDRESS lacks STEP", run_feed_lacks},
    {NULL, NULL},
};
