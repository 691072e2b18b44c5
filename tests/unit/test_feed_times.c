/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/zone.h"
#include "feed_sample.h"

static void
test_an_all_day_entry_ends_on_the_next_day(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.all_day = true;
	entry.date = date_from_civil(2026, 12, 31);
	feed_sample_expect_has(state, &entry,
	    "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101");
}

static void
test_an_all_day_entry_blocks_no_time(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.all_day = true;
	feed_sample_expect_has(state, &entry,
	    "TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE");
}

static void
test_a_feed_of_days_has_no_zone(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.all_day = true;
	feed_sample_expect_lacks(state, &entry, "TZID");
}

static void
test_an_entry_may_end_at_midnight(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.end = 1440;
	feed_sample_expect_has(
	    state, &entry, "DTEND;TZID=Europe/Copenhagen:20260513T000000");
}

static void
test_an_entry_in_the_gap_begins_after_it(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.date = date_from_civil(2026, 3, 29);
	entry.start = 130;
	entry.end = 150;
	feed_sample_expect_has(state, &entry,
	    "DTSTART;TZID=Europe/Copenhagen:20260329T030000\r\n"
	    "DTEND;TZID=Europe/Copenhagen:20260329T032000");
}

static void
test_an_entry_in_the_overlap_is_in_utc(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.date = date_from_civil(2026, 10, 25);
	entry.start = 150;
	entry.end = 240;
	feed_sample_expect_has(state, &entry,
	    "DTSTART:20261025T003000Z\r\nDTEND:20261025T030000Z");
}

static void
test_a_feed_of_times_in_utc_has_no_zone(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.date = date_from_civil(2026, 10, 25);
	entry.start = 150;
	entry.end = 240;
	feed_sample_expect_lacks(state, &entry, "TZID");
}

static void
test_a_zone_off_its_rule_is_in_utc(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct feed_entry entry = feed_sample_meeting();
	struct zone *zone = NULL;

	(void)state;
	assert_int_equal(zone_open("America/Nuuk", &zone, NULL), OB_OK);
	entry.date = date_from_civil(2022, 5, 12); /* still UTC-3/-2 */
	feed_sample_build(zone, &entry, 1, &bytes);
	feed_sample_expect_lines(&bytes, "DTSTART:20220512T110000Z");
	assert_null(strstr(bytes.buf, "TZID"));
	zone_close(zone);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_an_all_day_entry_ends_on_the_next_day),
	    cmocka_unit_test(test_an_all_day_entry_blocks_no_time),
	    cmocka_unit_test(test_a_feed_of_days_has_no_zone),
	    cmocka_unit_test(test_an_entry_may_end_at_midnight),
	    cmocka_unit_test(test_an_entry_in_the_gap_begins_after_it),
	    cmocka_unit_test(test_an_entry_in_the_overlap_is_in_utc),
	    cmocka_unit_test(test_a_feed_of_times_in_utc_has_no_zone),
	    cmocka_unit_test(test_a_zone_off_its_rule_is_in_utc),
	};

	return cmocka_run_group_tests(
	    tests, feed_sample_open_zone, feed_sample_close_zone);
}
