/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "bench_world.h"
#include "engine/activities/activities.h"
#include "engine/core/core.h"
#include "engine/feeds/feed_document.h"
#include "engine/feeds/feeds.h"

/*
 * Times calendars of 10, 100 and 1000 entries, and a coordinator's of 200
 * leaders: the first fetch, one after nothing changed, which is what a 304
 * takes, one after a change elsewhere, and one after a change in one journey.
 * The limit is a C loop that only writes the lines of as many entries, by
 * printf() and without folding or escaping anything.
 */
#define ENTRIES_MAX 1000
#define ROUNDS 20

#define DESCRIPTION                                                            \
	"Ansvarlig: Mette Madsen\nDeltagere: Mette Madsen og Ana Lund\n"       \
	"Senest: fredag den 11. december 2026"
#define LINK "https://onboard.example.org/p/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

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
		double begun = bench_world_now_ms();
		double unit;

		for (int i = 0; i < ROUNDS; i++) {
			strbuf_clear(&bytes);
			for (size_t k = 0; k < count; k++)
				write_lines(&bytes, uids[k]);
		}
		unit = (bench_world_now_ms() - begun) / ROUNDS;
		(void)snprintf(
		    name, sizeof(name), "%zu entries, a C loop", count);
		bench_world_show(name, unit, unit);
		document.count = count;
		begun = bench_world_now_ms();
		for (int i = 0; i < ROUNDS; i++) {
			bench_world_check(feed_document_write(&document, &bytes,
					      &left_out, &err),
			    &err);
		}
		(void)snprintf(
		    name, sizeof(name), "%zu entries, written", count);
		bench_world_show(
		    name, (bench_world_now_ms() - begun) / ROUNDS, unit);
	}
}

static double
fetch(struct world *world, const char *token, struct feed_answer *ret_answer)
{
	const struct feed_query query = {.token = token};
	struct error err = ERROR_INIT;
	bool is_revoked = false;
	double begun = bench_world_now_ms();

	bench_world_check(
	    feeds_fetch(world->engine, &query, ret_answer, &is_revoked, &err),
	    &err);
	return bench_world_now_ms() - begun;
}

static void
complete(struct world *world, const char *reference)
{
	const struct activity_request request = {.reference = reference};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	bench_world_check(activities_complete(world->engine, BENCH_WORLD_ACTOR,
			      &request, &view, &err),
	    &err);
	json_decref(view);
}

static void
time_coordinator(struct world *world)
{
	cleanup_(memory_free_ptr) char *token = NULL;
	struct feed_answer answer;
	struct error err = ERROR_INIT;
	double first;

	bench_world_add_leaders(world);
	token = bench_world_open_feed(world, "coordinator", "hr@example.org");
	first = fetch(world, token, &answer);
	(void)printf("\n%d leaders: %zu bytes, %zu entries left out\n",
	    BENCH_WORLD_LEADERS, answer.len, answer.left_out);
	bench_world_head("a coordinator's calendar");
	bench_world_show("the first fetch", first, first);
	bench_world_show("nothing changed: as for a 304",
	    fetch(world, token, &answer), first);
	world->engine->generation++;
	bench_world_show(
	    "something else changed", fetch(world, token, &answer), first);
	complete(world, "7:velkomstopkald");
	bench_world_show(
	    "one journey changed", fetch(world, token, &answer), first);
	if (!answer.is_made_now)
		bench_world_check(
		    error_set(&err, OB_EINTERNAL, "the change does not show"),
		    &err);
}

int
main(void)
{
	struct world *world = bench_world_open("Calendars");

	bench_world_head("what");
	time_sizes(world);
	time_coordinator(world);
	bench_world_close(world);
	return EXIT_SUCCESS;
}
