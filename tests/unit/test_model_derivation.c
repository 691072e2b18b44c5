/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "journey_fixture.h"
#include "model/derivation.h"

static struct date
day(const char *text)
{
	struct date date;

	assert_int_equal(date_parse(text, &date, NULL), OB_OK);
	return date;
}

/* Plans with a trace and returns the step's derivation, owned. */
static char *
derive(const char *accepted, const char *first_day, const char *step,
    struct plan_busy *busy, size_t busy_count)
{
	struct journey_fixture *fixture = memory_alloc(sizeof(*fixture));
	struct derivation derivations[FIXTURE_STEPS_MAX];
	char *text;
	int index;

	journey_fixture_init(fixture);
	journey_fixture_begin(
	    fixture, day(accepted), day(first_day), "external");
	fixture->input.busy = busy;
	fixture->input.busy_count = busy_count;
	for (size_t i = 0; i < FIXTURE_STEPS_MAX; i++)
		derivation_init(&derivations[i]);
	plan_journey(
	    &fixture->input, fixture->items, derivation_trace, derivations);
	index = programme_find_step(fixture->programme, step);
	assert_true(index >= 0);
	text = derivation_encode(&derivations[index]);
	for (size_t i = 0; i < FIXTURE_STEPS_MAX; i++)
		derivation_release(&derivations[i]);
	journey_fixture_release(fixture);
	free(fixture);
	return text;
}

static void
assert_derived(const char *accepted, const char *first_day, const char *step,
    const char *want)
{
	char *text = derive(accepted, first_day, step, NULL, 0);

	assert_string_equal(text, want);
	free(text);
}

static void
test_a_plain_step_tells_its_rules_and_its_day(void **state)
{
	(void)state;
	assert_derived("2026-10-01", "2026-12-07", "haandbog",
	    "due\t2026-10-13\taccepted + 8 workdays\n"
	    "latest\t2026-11-30\tfirst_day - 5 workdays\n"
	    "placed\t2026-10-13\t\n");
}

static void
test_a_pushed_step_tells_what_pushed_it(void **state)
{
	(void)state;
	assert_derived("2027-03-22", "2027-04-01", "haandbog",
	    "due\t2027-04-06\taccepted + 8 workdays\n"
	    "clipped\t2027-03-22\tfirst_day - 5 workdays\n"
	    "latest\t2027-03-22\tfirst_day - 5 workdays\n"
	    "floor-accepted\t2027-03-23\t\n"
	    "placed\t2027-03-23\t\n");
}

static void
test_a_prerequisite_is_named(void **state)
{
	(void)state;
	assert_derived("2026-12-18", "2027-01-04", "mentor-hilsen",
	    "due\t2026-12-23\tfirst_day - 4 workdays\n"
	    "latest\t2026-12-30\tfirst_day - 1 workday\n"
	    "placed\t2026-12-23\t\n");
	assert_derived("2026-12-18", "2027-01-04", "mentor-klaed",
	    "due\t2026-12-17\tfirst_day - 8 workdays\n"
	    "latest\t2026-12-29\tfirst_day - 2 workdays\n"
	    "floor-step\t2026-12-22\tmentor-udpeg\n"
	    "placed\t2026-12-22\t\n");
}

static void
test_each_skipped_day_is_told(void **state)
{
	(void)state;
	assert_derived("2026-12-18", "2027-01-04", "kontakt-it",
	    "due\t2027-02-16\tfirst_day + 31 workdays\n"
	    "latest\t2027-03-02\tfirst_day + 41 workdays\n"
	    "skipped-day\t2027-02-16\tquiet\n"
	    "skipped-day\t2027-02-17\tquiet\n"
	    "skipped-day\t2027-02-18\tquiet\n"
	    "skipped-day\t2027-02-19\tquiet\n"
	    "skipped-day\t2027-02-20\tweekend\n"
	    "skipped-day\t2027-02-21\tweekend\n"
	    "placed\t2027-02-22\t\n");
}

static void
test_the_spread_is_told(void **state)
{
	(void)state;
	assert_derived("2026-12-18", "2027-01-04", "kontakt-ledelsesinfo",
	    "due\t2027-02-19\tfirst_day + 34 workdays\n"
	    "latest\t2027-03-05\tfirst_day + 44 workdays\n"
	    "skipped-day\t2027-02-19\tquiet\n"
	    "skipped-day\t2027-02-20\tweekend\n"
	    "skipped-day\t2027-02-21\tweekend\n"
	    "skipped-day\t2027-02-22\tspread\n"
	    "skipped-day\t2027-02-23\tspread\n"
	    "placed\t2027-02-24\t\n");
}

static void
test_a_due_day_off_is_told(void **state)
{
	(void)state;
	assert_derived("2026-10-01", "2026-12-07", "samtale-3m",
	    "due\t2027-03-07\tfirst_day + 3 months\n"
	    "skipped-day\t2027-03-06\tweekend\n"
	    "skipped-day\t2027-03-07\tweekend\n"
	    "latest\t2027-03-12\tfirst_day + 3 months + 5 workdays\n"
	    "placed\t2027-03-05\t\n");
}

static void
test_a_search_past_its_limit_is_told(void **state)
{
	struct plan_busy busy[12];
	char *text;

	(void)state;
	for (int i = 0; i < 12; i++)
		busy[i] = (struct plan_busy){.person = FIXTURE_LEADER,
		    .day = date_add_days(day("2026-11-02"), i),
		    .start = 0,
		    .end = 1440};
	text = derive("2026-08-20", "2026-11-01", "forventning-1", busy, 12);
	assert_string_equal(text, "due\t2026-11-09\tfirst_day + 5 workdays\n"
				  "latest\t2026-11-12\tfirst_day + 8 workdays\n"
				  "skipped-day\t2026-11-09\tno-slot\n"
				  "skipped-day\t2026-11-10\tno-slot\n"
				  "skipped-day\t2026-11-11\tno-slot\n"
				  "skipped-day\t2026-11-12\tno-slot\n"
				  "went-back\t2026-11-09\t\n"
				  "skipped-day\t2026-11-08\tweekend\n"
				  "skipped-day\t2026-11-07\tweekend\n"
				  "skipped-day\t2026-11-06\tno-slot\n"
				  "skipped-day\t2026-11-05\tno-slot\n"
				  "skipped-day\t2026-11-04\tno-slot\n"
				  "skipped-day\t2026-11-03\tno-slot\n"
				  "skipped-day\t2026-11-02\tno-slot\n"
				  "past-limit\t2026-11-09\t\n"
				  "skipped-day\t2026-11-13\tno-slot\n"
				  "skipped-day\t2026-11-14\tweekend\n"
				  "skipped-day\t2026-11-15\tweekend\n"
				  "placed\t2026-11-16\t\n");
	free(text);
}

static void
collect(
    void *arg, enum plan_reason reason, struct date date, const char *detail)
{
	derivation_add(arg, reason, date, detail);
}

static void
test_what_is_encoded_decodes_to_the_same(void **state)
{
	struct derivation first;
	struct derivation second;
	char *text;
	char *again;

	(void)state;
	derivation_init(&first);
	derivation_init(&second);
	for (int i = 0; i < PLAN_REASON_COUNT; i++)
		derivation_add(&first, (enum plan_reason)i, day("2026-10-01"),
		    i % 2 == 0 ? "" : "Mette Søgård: flyttet");
	derivation_add(&first, REASON_MOVED, DATE_NONE, "no day");
	text = derivation_encode(&first);
	assert_int_equal(
	    derivation_decode(text, collect, &second, NULL), OB_OK);
	again = derivation_encode(&second);
	assert_string_equal(again, text);
	free(text);
	free(again);
}

static void
test_a_detail_cannot_break_the_lines(void **state)
{
	struct derivation derivation;
	char *text;

	(void)state;
	derivation_init(&derivation);
	derivation_add(
	    &derivation, REASON_MOVED, day("2026-10-01"), "a\tb\nplaced\r");
	text = derivation_encode(&derivation);
	assert_string_equal(text, "moved\t2026-10-01\ta b placed \n");
	free(text);
}

static void
ignore(void *arg, enum plan_reason reason, struct date date, const char *detail)
{
	(void)arg;
	(void)reason;
	(void)date;
	(void)detail;
}

static void
test_a_damaged_text_is_refused(void **state)
{
	static const char *const bad[] = {"x", "\n", "due\n",
	    "due\t2026-10-01\n", "due\t2026-10-32\t\n", "new\t2026-10-01\t\n",
	    "due\t2026-10-01\t", "due\t2026-10-01\t\n\n"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_int_equal(
		    derivation_decode(bad[i], ignore, NULL, NULL), OB_EINVALID);
}

static void
test_an_empty_text_has_no_lines(void **state)
{
	(void)state;
	assert_int_equal(derivation_decode("", ignore, NULL, NULL), OB_OK);
}

static void
test_the_day_of_a_reason_is_found(void **state)
{
	static const char text[] = "waited\t2027-01-08\t\n"
				   "placed\t2027-01-14\t\n"
				   "waited\t2027-01-11\t\n";

	(void)state;
	assert_int_equal(derivation_find(text, REASON_WAITED).day,
	    date_from_civil(2027, 1, 11).day);
	assert_true(date_is_none(derivation_find(text, REASON_MOVED)));
	assert_true(date_is_none(derivation_find("", REASON_WAITED)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_plain_step_tells_its_rules_and_its_day),
	    cmocka_unit_test(test_a_pushed_step_tells_what_pushed_it),
	    cmocka_unit_test(test_a_prerequisite_is_named),
	    cmocka_unit_test(test_each_skipped_day_is_told),
	    cmocka_unit_test(test_the_spread_is_told),
	    cmocka_unit_test(test_a_due_day_off_is_told),
	    cmocka_unit_test(test_a_search_past_its_limit_is_told),
	    cmocka_unit_test(test_what_is_encoded_decodes_to_the_same),
	    cmocka_unit_test(test_a_detail_cannot_break_the_lines),
	    cmocka_unit_test(test_a_damaged_text_is_refused),
	    cmocka_unit_test(test_an_empty_text_has_no_lines),
	    cmocka_unit_test(test_the_day_of_a_reason_is_found),
	};

	return cmocka_run_group_tests_name(
	    "model/derivation", tests, NULL, NULL);
}
