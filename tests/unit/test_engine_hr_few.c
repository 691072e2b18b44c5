/* SPDX-License-Identifier: EUPL-1.2 */
/* Which figures of today are hidden because they are about few people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/hr/hr_few.h"

#define MOST 4

static json_t *
row_of(int people)
{
	return json_pack("{s:s, s:i, s:i, s:i, s:i}", "name", "x", "count",
	    people, "people", people, "open", 30, "overdue", 2);
}

static bool
is_hidden(const json_t *row, const char *key)
{
	const char *text = json_string_value(json_object_get(row, key));

	return text != NULL && strcmp(text, "skjult") == 0;
}

/* told: a letter for each row, "t" for told and "h" for hidden. */
static void
expect(const int *people, size_t count, const char *told)
{
	json_auto_t *rows = json_array();

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(rows, row_of(people[i]));
	hr_few_hide_parts(rows, "skjult");
	for (size_t i = 0; i < count; i++) {
		const json_t *row = json_array_get(rows, i);
		bool is = told[i] == 'h';

		assert_int_equal(is_hidden(row, "count"), is);
		assert_int_equal(is_hidden(row, "open"), is);
		assert_int_equal(is_hidden(row, "overdue"), is);
		assert_false(is_hidden(row, "name"));
	}
}

static void
enough_people_are_told(void **state)
{
	(void)state;
	expect((const int[]){12, 5, 7}, 3, "ttt");
	expect(NULL, 0, "");
}

static void
few_people_are_hidden(void **state)
{
	(void)state;
	expect((const int[]){12, 3, 2}, 3, "thh");
	expect((const int[]){4, 12, 1}, 3, "hth");
}

static void
what_is_left_is_not_few(void **state)
{
	(void)state;
	expect((const int[]){12, 3}, 2, "hh");
	expect((const int[]){12, 3, 6}, 3, "thh");
	expect((const int[]){12, 6, 0}, 3, "thh");
	expect((const int[]){3}, 1, "h");
}

static void
a_count_of_few_is_hidden(void **state)
{
	static const int counts[MOST] = {0, 1, 4, 5};
	json_auto_t *rows = json_array();

	(void)state;
	for (size_t i = 0; i < MOST; i++)
		(void)json_array_append_new(rows,
		    json_pack("{s:s, s:i}", "text", "x", "count", counts[i]));
	hr_few_hide_counts(rows, "skjult");
	for (size_t i = 0; i < MOST; i++)
		assert_int_equal(is_hidden(json_array_get(rows, i), "count"),
		    counts[i] < MOST + 1);
}

static void
five_are_enough(void **state)
{
	json_auto_t *four = row_of(4);
	json_auto_t *five = row_of(5);

	(void)state;
	assert_false(hr_few_is_enough(four));
	assert_true(hr_few_is_enough(five));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(enough_people_are_told),
	    cmocka_unit_test(few_people_are_hidden),
	    cmocka_unit_test(what_is_left_is_not_few),
	    cmocka_unit_test(a_count_of_few_is_hidden),
	    cmocka_unit_test(five_are_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
