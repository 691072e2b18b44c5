/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../tests/unit/world.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/core/core.h"
#include "engine/feeds/feed_document.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/leaders.h"

/*
 * Times calendars of 10, 100 and 1000 entries, and a coordinator's of 200
 * leaders: the first fetch, one after nothing changed, which is what a 304
 * takes, one after a change elsewhere, and one after a change in one journey.
 * The limit is a C loop that only writes the lines of as many entries, by
 * printf() and without folding or escaping anything.
 */
#define LEADERS 200
#define ENTRIES_MAX 1000
#define ROUNDS 20
#define ACTOR "bench"

#define DESCRIPTION                                                            \
	"Ansvarlig: Mette Madsen\nDeltagere: Mette Madsen og Ana Lund\n"       \
	"Senest: fredag den 11. december 2026"
#define LINK "https://onboard.example.org/p/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static void
give_up(const char *text)
{
	(void)fprintf(stderr, "bench/feed: %s\n", text);
	exit(EXIT_FAILURE);
}

static double
now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
write_lines(struct strbuf *out, const char *uid)
{
	strbuf_add_format(out,
	    "BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\n"
	    "LAST-MODIFIED:20260101T000000Z\r\nSEQUENCE:0\r\n"
	    "DTSTART;TZID=Europe/Copenhagen:20261211T090000\r\n"
	    "DTEND;TZID=Europe/Copenhagen:20261211T100000\r\n"
	    "SUMMARY:Forventningssamtale (Ana)\r\n"
	    "DESCRIPTION:%s\r\nURL:%s\r\nCATEGORIES:Preboarding\r\n"
	    "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n"
	    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\nEND:VEVENT\r\n",
	    uid, DESCRIPTION, LINK);
}

static void
make_entries(struct feed_entry *entries, char uids[][48], struct date today)
{
	for (int i = 0; i < ENTRIES_MAX; i++) {
		(void)snprintf(uids[i], 48, "%08d@onboard.example.org", i);
		entries[i] = (struct feed_entry){
		    .uid = uids[i],
		    .changed_at = 1767225600,
		    .date = date_add_days(today, i % 500),
		    .start = 540,
		    .end = 600,
		    .summary = "Forventningssamtale (Ana)",
		    .description = DESCRIPTION,
		    .url = LINK,
		    .category = "Preboarding",
		    .busy = true,
		};
	}
}

static void
show(const char *name, double took, double unit)
{
	(void)printf("| %-36s | %9.3f ms | %7.2f |\n", name, took, took / unit);
}

static void
time_sizes(const struct world *world)
{
	static struct feed_entry entries[ENTRIES_MAX];
	static char uids[ENTRIES_MAX][48];
	const struct feed_reader reader = {.purpose = FEED_COORDINATOR,
	    .language = LANGUAGE_DA,
	    .alarm_minutes = -1};
	struct feed_document document = {
	    .engine = world->engine, .reader = &reader, .entries = entries};
	struct error err = ERROR_INIT;

	make_entries(entries, uids, core_today(world->engine));
	for (size_t count = 10; count <= ENTRIES_MAX; count *= 10) {
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
		char name[64];
		size_t left_out = 0;
		double begun = now_ms();
		double unit;

		for (int i = 0; i < ROUNDS; i++) {
			strbuf_clear(&bytes);
			for (size_t k = 0; k < count; k++)
				write_lines(&bytes, uids[k]);
		}
		unit = (now_ms() - begun) / ROUNDS;
		(void)snprintf(
		    name, sizeof(name), "%zu entries, a C loop", count);
		show(name, unit, unit);
		document.count = count;
		begun = now_ms();
		for (int i = 0; i < ROUNDS; i++) {
			if (feed_document_write(
				&document, &bytes, &left_out, &err) != OB_OK)
				give_up(err.text);
		}
		(void)snprintf(
		    name, sizeof(name), "%zu entries, written", count);
		show(name, (now_ms() - begun) / ROUNDS, unit);
	}
}

static void
add_leaders(struct world *world)
{
	for (int i = 0; i < LEADERS; i++) {
		char name[40];
		char email[40];
		const struct leader_request request = {.name = name,
		    .email = email,
		    .first_day = "2026-12-07",
		    .manager = "Mette Madsen <mette@example.org>"};
		struct error err = ERROR_INIT;
		json_t *view = NULL;

		(void)snprintf(name, sizeof(name), "Leder Nummer%d", i);
		(void)snprintf(email, sizeof(email), "l%d@example.org", i);
		if (leaders_add(world->engine, ACTOR, &request, &view, &err) !=
		    OB_OK)
			give_up(err.text);
		json_decref(view);
	}
}

static char *
open_feed(struct world *world)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	const char *url;
	char *token;

	if (feeds_add(world->engine, ACTOR, "coordinator", "hr@example.org",
		&view, &err) != OB_OK)
		give_up(err.text);
	url = json_string_value(
	    json_object_get(json_object_get(view, "feed"), "url"));
	token = memory_strndup(strrchr(url, '/') + 1, 43);
	json_decref(view);
	return token;
}

static double
fetch(struct world *world, const char *token, struct feed_answer *ret_answer)
{
	const struct feed_query query = {.token = token};
	struct error err = ERROR_INIT;
	bool is_revoked = false;
	double begun = now_ms();

	if (feeds_fetch(world->engine, &query, ret_answer, &is_revoked, &err) !=
	    OB_OK)
		give_up(err.text);
	return now_ms() - begun;
}

static void
complete(struct world *world, const char *reference)
{
	const struct activity_request request = {.reference = reference};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (activities_complete(world->engine, ACTOR, &request, &view, &err) !=
	    OB_OK)
		give_up(err.text);
	json_decref(view);
}

static void
time_coordinator(struct world *world)
{
	cleanup_(memory_free_ptr) char *token = NULL;
	struct feed_answer answer;
	double first;

	add_leaders(world);
	token = open_feed(world);
	first = fetch(world, token, &answer);
	(void)printf("\n%d leaders: %zu bytes, %zu entries left out\n\n"
		     "| a coordinator's calendar             |         took | "
		     "  ratio |\n| ------------------------------------ | "
		     "-----------: | ------: |\n",
	    LEADERS, answer.len, answer.left_out);
	show("the first fetch", first, first);
	show("nothing changed: as for a 304", fetch(world, token, &answer),
	    first);
	world->engine->generation++;
	show("something else changed", fetch(world, token, &answer), first);
	complete(world, "7:velkomstopkald");
	show("one journey changed", fetch(world, token, &answer), first);
	if (!answer.is_made_now)
		give_up("the change does not show");
}

int
main(void)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;

	if (world_open(world,
		"people: {coordinator: \"Hanne HR <hr@example.org>\"}\n",
		"2026-10-01T09:00", &err) != OB_OK)
		give_up(err.text);
	(void)printf("| what                                 |         took | "
		     "  ratio |\n| ------------------------------------ | "
		     "-----------: | ------: |\n");
	time_sizes(world);
	time_coordinator(world);
	world_close(world);
	free(world);
	return EXIT_SUCCESS;
}
