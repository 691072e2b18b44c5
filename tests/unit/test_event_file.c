/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "formats/event_file.h"

static int
check_rule(const char *rule, struct error *err)
{
	if (strncmp(rule, "FREQ=YEARLY", 11) == 0)
		return OB_OK;
	return error_set(err, OB_EINVALID, "not every year");
}

static int
read_text(
    const char *text, struct annual_events **ret_events, struct error *err)
{
	return event_file_parse(
	    &(struct event_file){"events.yaml", text, strlen(text)}, check_rule,
	    ret_events, err);
}

static struct annual_events *
read_good(const char *text)
{
	struct annual_events *events = NULL;
	struct error err = ERROR_INIT;

	if (read_text(text, &events, &err) < 0)
		fail_msg("%s", err.text);
	return events;
}

static void
test_a_date_may_have_a_time(void **state)
{
	struct annual_events *events =
	    read_good("events:\n"
		      "  - id: lederdag\n"
		      "    title: {da: Lederdag, en: Leader day}\n"
		      "    dates: [\"2027-03-11T09:00\", \"2028-03-09\"]\n"
		      "    minutes: 420\n"
		      "    role: director\n");
	const struct annual_event *event = &events->items[0];
	char day[DATE_TEXT_SIZE];

	(void)state;
	assert_int_equal(events->count, 1);
	assert_int_equal(event->time_count, 2);
	assert_string_equal(
	    date_format(event->times[0].day, day), "2027-03-11");
	assert_int_equal(event->times[0].start, 9 * 60);
	assert_int_equal(event->times[1].start, -1);
	assert_int_equal(event->minutes, 420);
	assert_string_equal(event->title.in[LANGUAGE_EN], "Leader day");
	annual_events_free(events);
}

static void
test_what_is_left_out_is_empty_and_not_null(void **state)
{
	struct annual_events *events =
	    read_good("events:\n"
		      "  - id: a\n"
		      "    title: {da: A, en: A}\n"
		      "    yearly: FREQ=YEARLY;BYMONTH=3;BYDAY=2TH\n"
		      "    role: leader\n");
	const struct annual_event *event = &events->items[0];

	(void)state;
	assert_string_equal(event->only_if, "");
	assert_int_equal(event->start, -1);
	assert_int_equal(event->minutes, 0);
	assert_int_equal(event->time_count, 0);
	annual_events_free(events);
}

static void
test_a_condition_is_kept_in_its_own_spelling(void **state)
{
	struct annual_events *events = read_good(
	    "events:\n"
	    "  - id: a\n"
	    "    title: {da: A, en: A}\n"
	    "    dates: [2027-03-11]\n"
	    "    role: leader\n"
	    "    only_if: \"addresses>=2  and recruitment=internal\"\n");
	struct annual_events *again = read_good(
	    "events:\n"
	    "  - id: a\n"
	    "    title: {da: A, en: A}\n"
	    "    dates: [2027-03-11]\n"
	    "    role: leader\n"
	    "    only_if: \"addresses >= 2 and recruitment = internal\"\n");

	(void)state;
	assert_string_equal(events->items[0].only_if, again->items[0].only_if);
	annual_events_free(events);
	annual_events_free(again);
}

static void
test_every_mistake_is_told_with_its_line(void **state)
{
	struct annual_events *events = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(read_text("events:\n"
				   "  - id: Big\n"
				   "    title: {da: A, en: A}\n"
				   "    yearly: FREQ=WEEKLY\n"
				   "    time: \"9\"\n"
				   "    role: king\n"
				   "    only_if: colour=red\n",
			     &events, &err),
	    OB_EINVALID);
	assert_non_null(strstr(err.text, "events.yaml:2:"));
	assert_non_null(strstr(err.text, "events.yaml:4:"));
	assert_non_null(strstr(err.text, "not every year"));
	assert_non_null(strstr(err.text, "events.yaml:5:"));
	assert_non_null(strstr(err.text, "events.yaml:6:"));
	assert_non_null(strstr(err.text, "events.yaml:7:"));
	assert_null(events);
}

static void
test_a_file_that_is_too_large_is_refused(void **state)
{
	cleanup_(memory_free_ptr) char *text =
	    memory_alloc(EVENT_FILE_MAX_BYTES + 2);
	struct annual_events *events = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	memset(text, '#', EVENT_FILE_MAX_BYTES + 1);
	assert_int_equal(read_text(text, &events, &err), OB_ELIMIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_date_may_have_a_time),
	    cmocka_unit_test(test_what_is_left_out_is_empty_and_not_null),
	    cmocka_unit_test(test_a_condition_is_kept_in_its_own_spelling),
	    cmocka_unit_test(test_every_mistake_is_told_with_its_line),
	    cmocka_unit_test(test_a_file_that_is_too_large_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
