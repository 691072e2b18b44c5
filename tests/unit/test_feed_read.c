/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/feed_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/zone.h"
#include "calendar/feed.h"

#define LONG_TITLE                                                             \
	"Forventningsafstemning om mål, roller; samarbejde og trivsel i den " \
	"første tid – en meget lang overskrift, som foldes"

/* The one item that a feed is read back as. */
struct seen {
	size_t count;
	char uid[100];
	char start[FEED_READ_TIME_SIZE];
	char end[FEED_READ_TIME_SIZE];
	char summary[400];
	bool cancelled;
};

static void
see(void *arg, const struct feed_item *item)
{
	struct seen *seen = arg;

	seen->count++;
	(void)snprintf(seen->uid, sizeof(seen->uid), "%s", item->uid);
	(void)snprintf(seen->start, sizeof(seen->start), "%s", item->start);
	(void)snprintf(seen->end, sizeof(seen->end), "%s", item->end);
	(void)snprintf(
	    seen->summary, sizeof(seen->summary), "%s", item->summary);
	seen->cancelled = item->cancelled;
}

static struct seen
read_back(const struct feed_entry *entries, size_t count)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct seen seen = {.count = 0};
	struct zone *zone = NULL;
	const struct feed_header *header;

	assert_int_equal(zone_open("Europe/Copenhagen", &zone, NULL), OB_OK);
	header = &(struct feed_header){
	    .name = "Test", .zone = zone, .cancelled_prefix = "Aflyst: "};
	assert_int_equal(
	    feed_build(header, entries, count, &bytes, NULL), OB_OK);
	feed_read(bytes.buf, see, &seen);
	zone_close(zone);
	return seen;
}

static struct feed_entry
an_entry(void)
{
	return (struct feed_entry){
	    .uid = "one@example.org",
	    .changed_at = 1790000000,
	    .date = date_from_civil(2026, 12, 7),
	    .start = 9 * 60,
	    .end = 10 * 60 + 15,
	    .summary = "Samtale",
	    .busy = true,
	};
}

static void
test_a_timed_entry_is_read_with_its_local_times(void **state)
{
	struct feed_entry entry = an_entry();
	struct seen seen = read_back(&entry, 1);

	(void)state;
	assert_string_equal(seen.uid, "one@example.org");
	assert_string_equal(seen.start, "2026-12-07T09:00");
	assert_string_equal(seen.end, "2026-12-07T10:15");
	assert_string_equal(seen.summary, "Samtale");
	assert_false(seen.cancelled);
}

static void
test_a_whole_day_has_no_end(void **state)
{
	struct feed_entry entry = an_entry();
	struct seen seen;

	(void)state;
	entry.all_day = true;
	seen = read_back(&entry, 1);
	assert_string_equal(seen.start, "2026-12-07");
	assert_string_equal(seen.end, "");
}

/* Half past two comes twice on that day. */
static void
test_a_time_that_comes_twice_is_read_in_utc(void **state)
{
	struct feed_entry entry = an_entry();
	struct seen seen;

	(void)state;
	entry.date = date_from_civil(2026, 10, 25);
	entry.start = 2 * 60 + 30;
	entry.end = 4 * 60;
	seen = read_back(&entry, 1);
	assert_string_equal(seen.start, "2026-10-25T00:30Z");
	assert_string_equal(seen.end, "2026-10-25T03:00Z");
}

static void
test_a_folded_title_with_commas_is_whole_again(void **state)
{
	struct feed_entry entry = an_entry();

	(void)state;
	entry.summary = LONG_TITLE;
	assert_string_equal(read_back(&entry, 1).summary, LONG_TITLE);
}

static void
test_a_cancelled_entry_is_told_as_such(void **state)
{
	struct feed_entry entry = an_entry();

	(void)state;
	entry.cancelled = true;
	assert_true(read_back(&entry, 1).cancelled);
}

static void
test_every_entry_is_read(void **state)
{
	struct feed_entry entries[3] = {an_entry(), an_entry(), an_entry()};

	(void)state;
	entries[1].uid = "two@example.org";
	entries[2].uid = "three@example.org";
	assert_int_equal(read_back(entries, 3).count, 3);
	assert_int_equal(read_back(entries, 0).count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_timed_entry_is_read_with_its_local_times),
	    cmocka_unit_test(test_a_whole_day_has_no_end),
	    cmocka_unit_test(test_a_time_that_comes_twice_is_read_in_utc),
	    cmocka_unit_test(test_a_folded_title_with_commas_is_whole_again),
	    cmocka_unit_test(test_a_cancelled_entry_is_told_as_such),
	    cmocka_unit_test(test_every_entry_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
