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

/* What is read out of Markdown: what is hard about a job. */

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
	    cmocka_unit_test(test_the_hard_parts_are_taken_out_of_the_text),
	    cmocka_unit_test(test_a_text_may_lack_the_hard_parts),
	    cmocka_unit_test(
		test_only_the_first_section_with_the_heading_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
