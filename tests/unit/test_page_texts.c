/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/journeys/job_description.h"
#include "engine/pages/page_purpose.h"

/* What is read out of Markdown: what for, and what is hard. */

static void
assert_purpose(const char *guide, const char *expected)
{
	size_t len = 0;
	const char *purpose = page_purpose_find(guide, &len);
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
assert_split(const char *markdown, const char *text, const char *challenges)
{
	cleanup_(memory_free_ptr) char *found_text = NULL;
	cleanup_(memory_free_ptr) char *found_challenges = NULL;

	job_description_split(markdown, &found_text, &found_challenges);
	assert_string_equal(found_text, text);
	if (challenges == NULL)
		assert_null(found_challenges);
	else
		assert_string_equal(found_challenges, challenges);
}

static void
test_the_hard_parts_are_taken_out_of_the_text(void **state)
{
	(void)state;
	assert_split("# Jobbet\nGodt.\n\n## Det udfordrende ved jobbet\n\n"
		     "Svært.\n\n### Økonomi\nStram.\n\n## Hjælp\nFra mig.\n",
	    "# Jobbet\nGodt.\n\n## Hjælp\nFra mig.",
	    "Svært.\n\n### Økonomi\nStram.");
	assert_split("## THE HARD PARTS of the job: ##\nHard.", "", "Hard.");
}

static void
test_a_text_may_lack_the_hard_parts(void **state)
{
	(void)state;
	assert_split("", "", NULL);
	assert_split("Godt.\n", "Godt.", NULL);
	assert_split(
	    "Det udfordrende ved jobbet\n", "Det udfordrende ved jobbet", NULL);
	assert_split("## Det udfordrende ved jobbet", "", "");
	assert_split("####### Det udfordrende ved jobbet\nx",
	    "####### Det udfordrende ved jobbet\nx", NULL);
}

static void
test_only_the_first_section_with_the_heading_counts(void **state)
{
	(void)state;
	assert_split("# Det udfordrende ved jobbet\na\n"
		     "# Det udfordrende ved jobbet\nb\n",
	    "# Det udfordrende ved jobbet\nb", "a");
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
	    cmocka_unit_test(test_the_hard_parts_are_taken_out_of_the_text),
	    cmocka_unit_test(test_a_text_may_lack_the_hard_parts),
	    cmocka_unit_test(
		test_only_the_first_section_with_the_heading_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
