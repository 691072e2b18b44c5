/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/condition.h"

static void
test_conditions_have_one_spelling(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
	    {"", ""},
	    {" \t ", ""},
	    {"recruitment=internal", "recruitment=internal"},
	    {" recruitment =  internal ", "recruitment=internal"},
	    {"recruitment=internal   and addresses >= 2",
		"recruitment=internal and addresses>=2"},
	    {"area = Børn og Unge and employees<30",
		"area=Børn og Unge and employees<30"},
	    {"workplace!=Band and Brandt", NULL},
	    {"level!=direktør", "level!=direktør"},
	    {"area=Skole and", "area=Skole and"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char text[CONDITION_TEXT_SIZE];
		struct error err = ERROR_INIT;
		int status = condition_check(cases[i].text, text, &err);

		if (cases[i].want == NULL) {
			assert_int_equal(status, OB_EINVALID);
			continue;
		}
		if (status != OB_OK)
			fail_msg("%s: %s", cases[i].text, err.text);
		assert_string_equal(text, cases[i].want);
		assert_int_equal(condition_check(text, text, &err), OB_OK);
		assert_string_equal(text, cases[i].want);
	}
}

static void
test_bad_conditions_are_refused_with_what_to_do(void **state)
{
	static const struct {
		const char *text;
		const char *says;
	} cases[] = {
	    {"salary=1", "cannot ask for 'salary'"},
	    {"=internal", "cannot ask for ''"},
	    {"recruitment", "after 'recruitment' comes ="},
	    {"recruitment internal", "after 'recruitment' comes ="},
	    {"recruitment=", "a value is missing after 'recruitment='"},
	    {"recruitment=both", "internal or external, not 'both'"},
	    {"recruitment>internal", "= or != only"},
	    {"area<Skole", "= or != only"},
	    {"addresses>=two", "whole number from 0 to 100000"},
	    {"addresses=-1", "whole number from 0 to 100000"},
	    {"employees>100001", "whole number from 0 to 100000"},
	    {"employees>99999999999999999999", "whole number"},
	    {"addresses=1 and salary=2", "cannot ask for 'salary'"},
	    {"addresses=1 and  ", "cannot ask for ''"},
	    {"area=A and area=A and area=A and area=A and area=A and area=A "
	     "and area=A and area=A and area=A",
		"at most 8 parts"},
	    {"area=Sko\nle", "only_if"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char text[CONDITION_TEXT_SIZE] = "as it was";
		struct error err = ERROR_INIT;

		assert_int_equal(
		    condition_check(cases[i].text, text, &err), OB_EINVALID);
		if (strstr(err.text, cases[i].says) == NULL)
			fail_msg("%s: %s", cases[i].text, err.text);
		assert_string_equal(text, "as it was");
	}
}

static void
test_a_condition_that_is_too_long_is_refused(void **state)
{
	char long_text[2 * CONDITION_TEXT_SIZE];
	char text[CONDITION_TEXT_SIZE];

	(void)state;
	memset(long_text, 'a', sizeof(long_text));
	memcpy(long_text, "area=", 5);
	long_text[CONDITION_TEXT_SIZE - 1] = '\0';
	assert_int_equal(condition_check(long_text, text, NULL), OB_OK);
	assert_string_equal(text, long_text);
	long_text[CONDITION_TEXT_SIZE - 1] = 'a';
	long_text[CONDITION_TEXT_SIZE] = '\0';
	assert_int_equal(condition_check(long_text, text, NULL), OB_EINVALID);
}

static void
test_a_condition_asks_about_the_journey(void **state)
{
	static const struct condition_facts facts = {
	    .recruitment = "internal",
	    .level = "afdelingsleder",
	    .area = "Børn og Unge",
	    .workplace = "",
	    .addresses = 2,
	    .employees = 30,
	    .professional_groups = 3,
	};

	static const struct {
		const char *text;
		bool holds;
	} cases[] = {
	    {"", true},
	    {"recruitment=internal", true},
	    {"recruitment=external", false},
	    {"recruitment!=external", true},
	    {"area=Børn og Unge", true},
	    {"area=Børn", false},
	    {"area!=Børn og Unge", false},
	    {"workplace=Skolen", false},
	    {"workplace!=Skolen", true},
	    {"addresses=2", true},
	    {"addresses!=2", false},
	    {"addresses<2", false},
	    {"addresses<=2", true},
	    {"addresses>1", true},
	    {"addresses>=3", false},
	    {"employees>29 and employees<31", true},
	    {"professional_groups>=3 and professional_groups<4", true},
	    {"professional_groups<=2", false},
	    {"recruitment=internal and addresses>=2", true},
	    {"recruitment=internal and addresses>=3", false},
	    {"recruitment=external and addresses>=2", false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (condition_holds(cases[i].text, &facts) != cases[i].holds)
			fail_msg("%s", cases[i].text);
}

static void
note(void *arg, const struct condition_part *part)
{
	char *line = arg;
	size_t len = strlen(line);

	(void)snprintf(line + len, 200 - len, "[%s %s %s]", part->name,
	    part->sign, part->value);
}

static void
test_a_condition_is_told_part_by_part(void **state)
{
	char line[200] = "";

	(void)state;
	condition_each("", note, line);
	assert_string_equal(line, "");
	condition_each(
	    "area=Børn og Unge and employees>=30 and level!=a", note, line);
	assert_string_equal(
	    line, "[area = Børn og Unge][employees >= 30][level != a]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_conditions_have_one_spelling),
	    cmocka_unit_test(test_bad_conditions_are_refused_with_what_to_do),
	    cmocka_unit_test(test_a_condition_that_is_too_long_is_refused),
	    cmocka_unit_test(test_a_condition_asks_about_the_journey),
	    cmocka_unit_test(test_a_condition_is_told_part_by_part),
	};

	return cmocka_run_group_tests_name(
	    "model/condition", tests, NULL, NULL);
}
