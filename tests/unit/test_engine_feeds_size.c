/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/feeds/feed_document.h"
#include "feed_world.h"

/* Calendars of very many leaders. */

#define MANY 1500

/* Entries as there would be of very many leaders. */
static struct feed_entry *
many_entries(struct date today, const char *description, char uids[MANY][40])
{
	struct feed_entry *entries =
	    memory_alloc(MANY * sizeof(struct feed_entry));

	for (int i = 0; i < MANY; i++) {
		(void)snprintf(uids[i], 40, "%08d@example.org", i);
		entries[i] = (struct feed_entry){
		    .uid = uids[i],
		    .changed_at = 1767225600,
		    .all_day = true,
		    .date = date_add_days(today, i % 500 - 50),
		    .summary = "Opgave",
		    .description = description,
		};
	}
	return entries;
}

static void
write_many(struct world *world, const char *description, struct strbuf *bytes,
    size_t *ret_left_out)
{
	static char uids[MANY][40];
	cleanup_(memory_free_ptr) struct feed_entry *entries =
	    many_entries(core_today(world->engine), description, uids);
	const struct feed_reader reader = {.purpose = FEED_COORDINATOR,
	    .language = LANGUAGE_DA,
	    .alarm_minutes = -1};
	const struct feed_document document = {.engine = world->engine,
	    .reader = &reader,
	    .feed_id = 7,
	    .entries = entries,
	    .count = MANY};
	struct error err = ERROR_INIT;
	struct feed_answer answer;

	world_case_check(
	    feed_document_write(&document, bytes, ret_left_out, &err), &err);
	answer = (struct feed_answer){.bytes = bytes->buf, .len = bytes->len};
	feed_world_lint(&answer);
}

static void
test_what_calendar_programs_have_no_room_for_is_left_out(void **state)
{
	struct world *world = *state;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	size_t left_out = 0;

	write_many(world, "Ring", &bytes, &left_out);
	assert_int_equal(feed_world_count(bytes.buf, "BEGIN:VEVENT"), 999);
	assert_int_equal(left_out, MANY - 998);
	/* Three a day: what is nearest to today, and all of it, is there. */
	assert_non_null(strstr(bytes.buf, "VALUE=DATE:20260812\r\n"));
	assert_non_null(
	    strstr(bytes.buf, "SUMMARY:Herfra viser kalenderen ikke alt\r\n"));
	assert_non_null(strstr(bytes.buf, "UID:rest-7-2027-"));
	assert_non_null(strstr(bytes.buf, "DESCRIPTION:Det\\, der står"));
}

static void
test_a_calendar_stays_below_a_megabyte(void **state)
{
	struct world *world = *state;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	size_t left_out = 0;

	for (int i = 0; i < 500; i++)
		strbuf_add_str(&text, "Husk. ");
	write_many(world, text.buf, &bytes, &left_out);
	assert_true(bytes.len <= FEED_DOCUMENT_BYTES_MAX);
	assert_true(bytes.len > FEED_DOCUMENT_BYTES_MAX / 2);
	assert_int_equal(
	    feed_world_count(bytes.buf, "BEGIN:VEVENT") - 1 + left_out, MANY);
}

/* As there are after some years: the newest are not left out. */
static void
test_all_calendars_there_are_can_be_listed(void **state)
{
	struct world *world = *state;
	const struct feed_list_request request = {.purpose = "network"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_change(world,
	    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL "
	    "SELECT i + 1 FROM n WHERE i <= 10000) "
	    "INSERT INTO person (id, name, language, created_at) "
	    "SELECT 1000 + i, 'Nina', 'da', 0 FROM n");
	world_case_change(world,
	    "INSERT INTO person_address (address_key, person_id, kind, "
	    "address) SELECT 'n' || id || '@example.org', id, 'main', "
	    "'n' || id || '@example.org' FROM person WHERE id > 1000");
	world_case_change(world,
	    "INSERT INTO feed (purpose, person_id, role, generation, "
	    "token_hash) SELECT 'network', id, '', 1, 'hash ' || id "
	    "FROM person WHERE id > 1000");
	world_case_check(
	    feeds_list_all(world->engine, &request, &view, &err), &err);
	assert_int_equal(
	    json_array_size(json_object_get(view, "feeds")), 10001);
	json_decref(view);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FEED_WORLD_TEST(
		test_what_calendar_programs_have_no_room_for_is_left_out),
	    FEED_WORLD_TEST(test_a_calendar_stays_below_a_megabyte),
	    FEED_WORLD_TEST(test_all_calendars_there_are_can_be_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
