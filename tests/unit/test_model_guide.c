/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/guide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static void
assert_purpose(const char *guide, const char *expected)
{
	size_t len = 0;
	const char *purpose = guide_purpose(guide, &len);
	cleanup_(memory_free_ptr) char *found = memory_strndup(purpose, len);

	assert_string_equal(found, expected);
}

static void
test_a_purpose_is_what_stands_below_the_first_heading(void **state)
{
	(void)state;
	assert_purpose("## Formål\nDerfor.\n\n## Tid\nEn time.\n", "Derfor.");
	assert_purpose(
	    "\n# Why\r\n\r\nOne.\r\n\r\nTwo.\r\n# How\r\n", "One.\r\n\r\nTwo.");
	assert_purpose("## A\nonly this", "only this");
}

static void
test_a_guide_without_a_heading_is_its_purpose(void **state)
{
	(void)state;
	assert_purpose("Derfor.\n\n## Tid\nx", "Derfor.");
	assert_purpose("#hashtag is no heading", "#hashtag is no heading");
}

static void
test_a_guide_may_have_no_purpose(void **state)
{
	(void)state;
	assert_purpose("", "");
	assert_purpose("## A", "");
	assert_purpose("## A\n## B\nx", "");
	assert_purpose("\n\n\n", "");
}

static void
test_a_fenced_block_hides_its_hashes(void **state)
{
	(void)state;
	assert_purpose("## A\n```\n# x\n```\ny\n# B\n", "```\n# x\n```\ny");
}

static void
assert_leader(const char *guide, const char *expected, const char *rest)
{
	size_t len = 0;
	const char *text = guide_for_leader(guide, LANGUAGE_DA, &len);
	cleanup_(memory_free_ptr) char *found = memory_strndup(text, len);
	cleanup_(memory_free_ptr) char *without =
	    guide_without_leader(guide, LANGUAGE_DA);

	assert_string_equal(found, expected);
	assert_string_equal(without, rest);
}

static void
test_what_the_leader_reads_stands_below_its_heading(void **state)
{
	(void)state;
	assert_leader("## Formål\nx\n\n## Det læser lederen\nDu møder os.\n",
	    "Du møder os.", "## Formål\nx");
	assert_leader("# Det læser lederen \r\n\r\nDu.\r\n\r\n# Tid\r\ny\r\n",
	    "Du.", "# Tid\r\ny");
	assert_leader("## A\na\n## Det læser lederen\nDu.\n## B\nb\n", "Du.",
	    "## A\na\n## B\nb");
	assert_leader("## Det læser lederen\nDu.", "Du.", "");
}

static void
test_a_guide_may_say_nothing_to_the_leader(void **state)
{
	(void)state;
	assert_leader("", "", "");
	assert_leader("## A\na\n", "", "## A\na");
	assert_leader("## Det læser lederen", "", "");
	assert_leader("## Det læser lederen\n## A\na", "", "## A\na");
	assert_leader(
	    "## Det læser lederens\na", "", "## Det læser lederens\na");
	assert_leader("Det læser lederen\na", "", "Det læser lederen\na");
	assert_leader("```\n## Det læser lederen\na\n```", "",
	    "```\n## Det læser lederen\na\n```");
	assert_leader("## What the leader reads\nYou.", "",
	    "## What the leader reads\nYou.");
}

static void
test_only_the_first_such_heading_counts(void **state)
{
	(void)state;
	assert_leader("## Det læser lederen\na\n## Det læser lederen\nb", "a",
	    "## Det læser lederen\nb");
}

static void
test_each_language_has_its_heading(void **state)
{
	size_t len = 0;

	(void)state;
	assert_string_equal(
	    guide_leader_heading(LANGUAGE_DA), "Det læser lederen");
	assert_string_equal(
	    guide_leader_heading(LANGUAGE_EN), "What the leader reads");
	(void)guide_for_leader(
	    "## What the leader reads\nYou.", LANGUAGE_EN, &len);
	assert_int_equal(len, strlen("You."));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_a_purpose_is_what_stands_below_the_first_heading),
	    cmocka_unit_test(test_a_guide_without_a_heading_is_its_purpose),
	    cmocka_unit_test(test_a_guide_may_have_no_purpose),
	    cmocka_unit_test(test_a_fenced_block_hides_its_hashes),
	    cmocka_unit_test(
		test_what_the_leader_reads_stands_below_its_heading),
	    cmocka_unit_test(test_a_guide_may_say_nothing_to_the_leader),
	    cmocka_unit_test(test_only_the_first_such_heading_counts),
	    cmocka_unit_test(test_each_language_has_its_heading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
