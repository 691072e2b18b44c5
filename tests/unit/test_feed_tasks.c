/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "feed_sample.h"

static void
test_a_task_is_due_on_its_day(void **state)
{
	struct feed_entry entry = feed_sample_task();

	entry.category = "Uge 1";
	feed_sample_expect_has(state, &entry,
	    "BEGIN:VTODO\r\n"
	    "UID:aa@example.dk\r\n"
	    "DTSTAMP:20260101T000000Z\r\n"
	    "LAST-MODIFIED:20260101T000000Z\r\n"
	    "SEQUENCE:0\r\n"
	    "DUE;VALUE=DATE:20260512\r\n"
	    "SUMMARY:Velkomst\r\n"
	    "CATEGORIES:Uge 1\r\n"
	    "STATUS:NEEDS-ACTION\r\n"
	    "END:VTODO");
	feed_sample_expect_lacks(state, &entry, "DTSTART");
	feed_sample_expect_lacks(state, &entry, "TRANSP");
}

static void
test_a_task_that_is_done_says_when(void **state)
{
	struct feed_entry entry = feed_sample_task();

	entry.is_done = true;
	entry.done_at = FEED_SAMPLE_CHANGED + 3600;
	feed_sample_expect_has(state, &entry,
	    "STATUS:COMPLETED\r\n"
	    "COMPLETED:20260101T010000Z\r\n"
	    "PERCENT-COMPLETE:100");
}

static void
test_a_cancelled_task_is_not_done(void **state)
{
	struct feed_entry entry = feed_sample_task();

	entry.is_done = true;
	entry.done_at = FEED_SAMPLE_CHANGED;
	entry.cancelled = true;
	feed_sample_expect_has(state, &entry, "SUMMARY:Aflyst: Velkomst");
	feed_sample_expect_has(state, &entry, "STATUS:CANCELLED");
	feed_sample_expect_lacks(state, &entry, "COMPLETED");
}

static void
test_an_alarm_rings_before_a_meeting(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.has_alarm = true;
	entry.alarm_minutes = 90;
	feed_sample_expect_has(state, &entry,
	    "BEGIN:VALARM\r\n"
	    "UID:alarm-aa@example.dk\r\n"
	    "ACTION:DISPLAY\r\n"
	    "TRIGGER:-PT1H30M\r\n"
	    "DESCRIPTION:Velkomst\r\n"
	    "END:VALARM\r\n"
	    "END:VEVENT");
}

static void
test_nothing_rings_for_a_day_or_for_what_is_cancelled(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.has_alarm = true;
	entry.alarm_minutes = 15;
	entry.cancelled = true;
	feed_sample_expect_lacks(state, &entry, "VALARM");
	entry.cancelled = false;
	entry.all_day = true;
	feed_sample_expect_lacks(state, &entry, "VALARM");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_task_is_due_on_its_day),
	    cmocka_unit_test(test_a_task_that_is_done_says_when),
	    cmocka_unit_test(test_a_cancelled_task_is_not_done),
	    cmocka_unit_test(test_an_alarm_rings_before_a_meeting),
	    cmocka_unit_test(
		test_nothing_rings_for_a_day_or_for_what_is_cancelled),
	};

	return cmocka_run_group_tests(
	    tests, feed_sample_open_zone, feed_sample_close_zone);
}
