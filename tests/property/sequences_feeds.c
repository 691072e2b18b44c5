/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/feeds/feed_cache.h"
#include "engine/feeds/feeds.h"
#include "sequences.h"

/*
 * What calendar programs see: the SEQUENCE of an entry never falls, and rises
 * when its time is another or when it is called off or on again.  Who stands
 * in for somebody sees what they had given away, and that is no change of it.
 */

static uint64_t
hash(uint64_t from, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		from = (from ^ (unsigned char)text[i]) * 0x100000001b3U;
	return from;
}

static bool
begins(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

static struct entry *
find(struct play *play, uint64_t id)
{
	size_t at = id % SEQUENCES_ENTRIES;

	while (play->entries[at].id != 0 && play->entries[at].id != id)
		at = (at + 1) % SEQUENCES_ENTRIES;
	return &play->entries[at];
}

static void
look(struct play *play, const struct entry *now, const char *summary)
{
	struct entry *seen = find(play, now->id);

	if (seen->id != 0 && now->sequence < seen->sequence)
		fail_msg("an entry's sequence fell from %ld to %ld: %.50s\n"
			 "  after: %s",
		    seen->sequence, now->sequence, summary, play->what);
	if (seen->id != 0 && now->sequence == seen->sequence &&
	    (strcmp(now->when, seen->when) != 0 ||
		(now->is_on != seen->is_on && !play->was_away)))
		fail_msg("an entry went from%s (%d) to%s (%d), but not its "
			 "sequence %ld: %.50s\n  after: %s",
		    seen->when, seen->is_on, now->when, now->is_on,
		    now->sequence, summary, play->what);
	*seen = *now;
}

static void
add_when(struct entry *entry, const char *line, size_t len)
{
	size_t have = strlen(entry->when);

	(void)snprintf(entry->when + have, sizeof(entry->when) - have, " %.*s",
	    (int)len, line);
}

static void
read_feed(struct play *play, uint64_t feed, const char *at)
{
	struct entry now = {0};
	const char *summary = "";
	bool is_event = false;

	for (; *at != '\0'; at += strcspn(at, "\n") + 1) {
		size_t len = strcspn(at, "\r\n");

		if (begins(at, "BEGIN:VEVENT")) {
			now = (struct entry){.id = 0};
			is_event = true;
		} else if (!is_event) {
			continue;
		} else if (begins(at, "UID:")) {
			now.id = hash(feed, at, len) | 1;
		} else if (begins(at, "SEQUENCE:")) {
			now.sequence =
			    strtol(at + strlen("SEQUENCE:"), NULL, 10);
		} else if (begins(at, "SUMMARY")) {
			summary = at;
		} else if (begins(at, "STATUS:")) {
			now.is_on = !begins(at, "STATUS:CANCELLED");
		} else if (begins(at, "DTSTART") || begins(at, "DTEND")) {
			add_when(&now, at, len);
		} else if (begins(at, "END:VEVENT")) {
			look(play, &now, summary);
			is_event = false;
		}
	}
}

/* Returns owned, or NULL for the calendar of a journey that is over. */
static char *
fetch_bytes(struct play *play, const json_t *feed, bool has_tasks)
{
	const char *url = json_string_value(json_object_get(feed, "url"));
	const char *token = strrchr(url, '/') + 1;
	cleanup_(memory_free_ptr) char *own =
	    memory_strndup(token, strlen(token) - strlen(".ics"));
	const struct feed_query query = {.token = own, .has_tasks = has_tasks};
	struct feed_answer answer = {0};
	struct error err = ERROR_INIT;
	bool is_revoked = false;
	int status =
	    feeds_fetch(play->world.engine, &query, &answer, &is_revoked, &err);

	if (status == OB_ENOTFOUND && is_revoked)
		return NULL;
	if (status != OB_OK)
		fail_msg("%s\n  after: %s", err.text, play->what);
	return memory_strndup(answer.bytes, answer.len);
}

/* What was kept since it was made last is what would be made now. */
static char *
fetch_kept(struct play *play, const json_t *feed, bool has_tasks)
{
	char *kept = fetch_bytes(play, feed, has_tasks);
	cleanup_(memory_free_ptr) char *made = NULL;

	feed_cache_clear(play->world.engine->feeds);
	made = fetch_bytes(play, feed, has_tasks);
	if ((kept == NULL) != (made == NULL) ||
	    (kept != NULL && strcmp(kept, made) != 0))
		fail_msg("a calendar was kept as\n%s\nand would be\n%s\n"
			 "  after: %s",
		    kept == NULL ? "-" : kept, made == NULL ? "-" : made,
		    play->what);
	return kept;
}

static void
fetch(struct play *play, const json_t *feed)
{
	cleanup_(memory_free_ptr) char *bytes = fetch_bytes(play, feed, false);

	if (bytes != NULL)
		read_feed(play,
		    (uint64_t)json_integer_value(json_object_get(feed, "id")) *
			0x9e3779b97f4a7c15U,
		    bytes);
}

static void
check_journey(struct play *play)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	const json_t *feeds;

	if (feeds_list(play->world.engine, sequences_draw_leader(play), &view,
		&err) != OB_OK)
		fail_msg("%s\n  after: %s", err.text, play->what);
	feeds = json_object_get(view, "feeds");
	if (json_array_size(feeds) > 0)
		fetch(play, json_array_get(feeds,
				sequences_draw(play, json_array_size(feeds))));
	json_decref(view);
}

/* Those of many journeys: some are fetched again, and some for the first time.
 */
static void
check_many(struct play *play)
{
	static const char *const purposes[] = {
	    "person", "person", "coordinator", "network"};
	const struct feed_list_request request = {
	    .purpose = purposes[sequences_draw(play, ARRAY_LEN(purposes))]};
	bool has_tasks = sequences_happens(play, 4);
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	const json_t *feeds;

	if (feeds_list_all(play->world.engine, &request, &view, &err) != OB_OK)
		fail_msg("%s\n  after: %s", err.text, play->what);
	feeds = json_object_get(view, "feeds");
	for (size_t i = 0; i < json_array_size(feeds); i++) {
		const json_t *feed = json_array_get(feeds, i);

		if (sequences_happens(play, 8))
			free(fetch_kept(play, feed, has_tasks));
		else if (sequences_happens(play, 2))
			fetch(play, feed);
	}
	json_decref(view);
}

/* Once, when there are journeys to follow. */
static void
open_others(struct play *play)
{
	static const char *const purposes[] = {"coordinator", "network"};
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < ARRAY_LEN(purposes); i++) {
		json_t *view = NULL;
		int status = feeds_add(play->world.engine, SEQUENCES_ACTOR,
		    purposes[i], "Hanne HR <hr@example.org>", &view, &err);

		json_decref(view);
		if (status != OB_OK && status != OB_EEXISTS)
			fail_msg("%s\n  after: %s", err.text, play->what);
	}
}

void
sequences_check_feeds(struct play *play)
{
	if (sequences_happens(play, 20))
		open_others(play);
	check_journey(play);
	check_many(play);
}
