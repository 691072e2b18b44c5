/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/ladder.h"
#include "model/step_repeat.h"

static void
test_a_ladder_is_read_back_as_it_was_written(void **state)
{
	static const char *const texts[] = {
	    "notice before=1 on-day overdue=0 coordinator=5 drop-after=10",
	    ("notice before=5,1 on-day overdue=5 managers-manager=5 "
	     "coordinator=5 drop-after=10"),
	    "before=250,20,3,1 drop-after=0",
	    "drop-after=250",
	    "on-day drop-after=1",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct ladder ladder;
		struct error err = ERROR_INIT;
		char text[LADDER_TEXT_SIZE];

		if (ladder_parse(texts[i], &ladder, &err) != OB_OK)
			fail_msg("%s", err.text);
		assert_string_equal(ladder_format(&ladder, text), texts[i]);
	}
}

static void
test_nothing_is_the_default(void **state)
{
	struct ladder ladder = {.overdue = 7};
	struct ladder usual = ladder_default();
	char text[LADDER_TEXT_SIZE];

	(void)state;
	assert_int_equal(ladder_parse("", &ladder, NULL), OB_OK);
	assert_true(ladder_equal(&ladder, &usual));
	assert_string_equal(ladder_format(&ladder, text),
	    "notice before=1 on-day overdue=0 coordinator=5 drop-after=10");
	assert_int_equal(ladder.managers_manager, -1);
	ladder.on_day = false;
	assert_false(ladder_equal(&ladder, &usual));
}

static void
test_the_longest_ladder_fits_its_text(void **state)
{
	struct ladder ladder = {
	    .notice = true,
	    .before = {250, 249, 248, 247},
	    .on_day = true,
	    .overdue = 250,
	    .managers_manager = 250,
	    .coordinator = 250,
	    .drop_after = 250,
	};
	struct ladder again;
	char text[LADDER_TEXT_SIZE];

	(void)state;
	assert_true(
	    strlen(ladder_format(&ladder, text)) < LADDER_TEXT_SIZE - 1);
	assert_int_equal(ladder_parse(text, &again, NULL), OB_OK);
	assert_true(ladder_equal(&ladder, &again));
}

static void
test_ladders_that_cannot_be_are_refused(void **state)
{
	static const char *const texts[] = {"often", "notice,on-day",
	    "before=", "before=0", "before=1,5", "before=5,5",
	    "before=5,4,3,2,1", "before=251", "overdue=x",
	    "overdue=", "overdue=-1", "drop-after=251", "noticeable",
	    "on-day overdue"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct ladder ladder;

		if (ladder_parse(texts[i], &ladder, NULL) != OB_EINVALID)
			fail_msg("%s", texts[i]);
	}
}

static void
test_how_a_step_recurs_is_read_back(void **state)
{
	static const char *const texts[] = {"", "every 4 weeks until end",
	    "every 1 month until first_day + 6 months",
	    "every 10 days until done(mentor-1) + 3 months"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct step_repeat repeat = {.count = 9};
		char text[STEP_REPEAT_TEXT_SIZE];

		assert_int_equal(
		    step_repeat_parse(texts[i], &repeat, NULL), OB_OK);
		assert_string_equal(
		    step_repeat_format(&repeat, text), texts[i]);
	}
}

static void
test_no_step_recurs_by_what_cannot_be(void **state)
{
	static const struct {
		const char *text;
		const char *says;
	} cases[] = {
	    {"4 weeks until end", "every 4 weeks until end"},
	    {"every 4 weeks", "every 4 weeks until end"},
	    {"every until end", "a number is missing"},
	    {"every x weeks until end", "is not a number"},
	    {"every 0 weeks until end", "a number from 1"},
	    {"every 3 workdays until end", "not by workdays"},
	    {"every 3 weeks 2 until end", "a number from 1"},
	    {"every 3 fortnights until end", "is not a unit"},
	    {"every 3 weeks until Christmas", "a date starts with"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct step_repeat repeat;
		struct error err = ERROR_INIT;

		assert_int_equal(
		    step_repeat_parse(cases[i].text, &repeat, &err),
		    OB_EINVALID);
		if (strstr(err.text, cases[i].says) == NULL)
			fail_msg("%s: %s", cases[i].text, err.text);
	}
}

static void
test_each_occurrence_has_the_same_window(void **state)
{
	struct step step = {.window = 5};
	struct date_rule due;
	struct date_rule latest;
	char text[DATE_RULE_TEXT_SIZE];

	(void)state;
	assert_int_equal(
	    date_rule_parse("first_day + 1 month + 1 day + 2 weeks "
			    "+ 1 day",
		&step.due, NULL),
	    OB_OK);
	step.repeat = (struct step_repeat){.count = 3, .unit = UNIT_WEEKS};
	due = step_repeat_due(&step, 3);
	latest = step_repeat_latest(&step, 3);
	assert_string_equal(date_rule_format(&due, text),
	    "first_day + 1 month + 1 day + 2 weeks + 1 day + 6 weeks");
	assert_string_equal(date_rule_format(&latest, text),
	    "first_day + 1 month + 1 day + 2 weeks + 1 day + 6 weeks "
	    "+ 5 workdays");
	step.window = -1;
	assert_int_equal(date_rule_parse("end", &step.latest, NULL), OB_OK);
	latest = step_repeat_latest(&step, 3);
	assert_string_equal(date_rule_format(&latest, text), "end");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_ladder_is_read_back_as_it_was_written),
	    cmocka_unit_test(test_nothing_is_the_default),
	    cmocka_unit_test(test_the_longest_ladder_fits_its_text),
	    cmocka_unit_test(test_ladders_that_cannot_be_are_refused),
	    cmocka_unit_test(test_how_a_step_recurs_is_read_back),
	    cmocka_unit_test(test_no_step_recurs_by_what_cannot_be),
	    cmocka_unit_test(test_each_occurrence_has_the_same_window),
	};

	return cmocka_run_group_tests_name("model/ladder", tests, NULL, NULL);
}
