/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/handbook.h"
#include "model/programme.h"
#include "model/role.h"
#include "model/settings.h"

static void
test_words_are_read_back(void **state)
{
	(void)state;
	for (int i = STEP_CALL; i <= STEP_GATE; i++) {
		enum step_kind kind;

		assert_int_equal(
		    step_kind_parse(
			step_kind_name((enum step_kind)i), &kind, NULL),
		    OB_OK);
		assert_int_equal(kind, i);
	}
	for (int i = PROGRAMME_ONBOARDING; i <= PROGRAMME_COHORT; i++) {
		enum programme_kind kind;

		assert_int_equal(
		    programme_kind_parse(
			programme_kind_name((enum programme_kind)i), &kind,
			NULL),
		    OB_OK);
		assert_int_equal(kind, i);
	}
	for (int i = LANGUAGE_DA; i < LANGUAGE_COUNT; i++) {
		enum language language;

		assert_int_equal(language_parse(language_code((enum language)i),
				     &language, NULL),
		    OB_OK);
		assert_int_equal(language, i);
	}
}

static void
test_unknown_words_are_refused(void **state)
{
	enum step_kind kind;
	enum language language;
	enum programme_kind programme;

	(void)state;
	assert_int_equal(step_kind_parse("talk", &kind, NULL), OB_EINVALID);
	assert_int_equal(language_parse("de", &language, NULL), OB_EINVALID);
	assert_int_equal(
	    programme_kind_parse("course", &programme, NULL), OB_EINVALID);
}

static void
test_roles_are_known_or_not(void **state)
{
	static const struct {
		const char *role;
		bool known;
		bool assignable;
	} cases[] = {
	    {"leader", true, false},
	    {"system", true, false},
	    {"participants", true, false},
	    {"manager", true, true},
	    {"hiring_leader", true, true},
	    {"mentor", true, true},
	    {"function:it", true, true},
	    {"function:management_information", true, true},
	    {"function:", false, false},
	    {"function:canteen", false, false},
	    {"it", false, false},
	    {"", false, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(role_is_known(cases[i].role), cases[i].known);
		assert_int_equal(
		    role_is_assignable(cases[i].role), cases[i].assignable);
	}
}

static void
test_there_are_nine_functions(void **state)
{
	size_t count = 0;

	(void)state;
	while (role_functions[count] != NULL)
		count++;
	assert_int_equal(count, 9);
}

static void
test_a_handbook_finds_its_entries(void **state)
{
	struct handbook *handbook = memory_alloc(sizeof(*handbook));

	(void)state;
	handbook->entries = memory_alloc(2 * sizeof(struct handbook_entry));
	handbook->count = 2;
	handbook->entries[0].function = memory_strdup("it");
	handbook->entries[1].function = memory_strdup("payroll");
	assert_ptr_equal(
	    handbook_find(handbook, "payroll"), &handbook->entries[1]);
	assert_null(handbook_find(handbook, "legal"));
	handbook_free(handbook);
}

static void
test_free_accepts_nothing_and_half_built_things(void **state)
{
	(void)state;
	handbook_free(NULL);
	programme_free(NULL);
	settings_free(NULL);
	settings_free(memory_alloc(sizeof(struct settings)));
	workday_calendar_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words_are_read_back),
	    cmocka_unit_test(test_unknown_words_are_refused),
	    cmocka_unit_test(test_roles_are_known_or_not),
	    cmocka_unit_test(test_there_are_nine_functions),
	    cmocka_unit_test(test_a_handbook_finds_its_entries),
	    cmocka_unit_test(test_free_accepts_nothing_and_half_built_things),
	};

	return cmocka_run_group_tests_name(
	    "model/programme", tests, NULL, NULL);
}
