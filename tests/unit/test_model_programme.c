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
fill(struct handbook_entry *entry, const char *area, const char *workplace,
    const char *contact)
{
	const struct programme_scope place = {area, workplace};
	char name[HANDBOOK_NAME_SIZE];

	entry->function = memory_strdup("hr");
	entry->name = memory_strdup(handbook_name("hr", &place, name));
	entry->area = memory_strdup(area);
	entry->workplace = memory_strdup(workplace);
	entry->contact_email = memory_strdup(contact);
}

static void
test_the_nearest_entry_is_the_workplaces_then_the_areas(void **state)
{
	static const struct {
		struct programme_scope where;
		int nearest;
		int contact;
	} cases[] = {
	    {{"a", "w"}, 3, 1}, /* a workplace is nearer than an area */
	    {{"a", "v"}, 2, 2},
	    {{"a", ""}, 2, 2},
	    {{"b", "w"}, 1, 1},
	    {{"b", "v"}, 0, 0},
	    {{"", ""}, 0, 0},
	};
	struct handbook *handbook = memory_alloc(sizeof(*handbook));
	const struct handbook_entry *entries;

	(void)state;
	entries = handbook->entries =
	    memory_alloc(4 * sizeof(struct handbook_entry));
	handbook->count = 4;
	fill(&handbook->entries[0], "", "", "central@example.org");
	fill(&handbook->entries[1], "", "w", "w@example.org");
	fill(&handbook->entries[2], "a", "", "a@example.org");
	fill(&handbook->entries[3], "a", "w", "");
	free(handbook->entries[1].contact_email);
	handbook->entries[1].contact_email = memory_strdup("");
	handbook->entries[1].members = memory_strdup("W <w@example.org>");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_ptr_equal(
		    handbook_nearest(handbook, "hr", &cases[i].where),
		    &entries[cases[i].nearest]);
		assert_ptr_equal(
		    handbook_nearest_contact(handbook, "hr", &cases[i].where),
		    &entries[cases[i].contact]);
		assert_null(handbook_nearest(handbook, "it", &cases[i].where));
	}
	handbook_free(handbook);
}

static void
test_an_entrys_name_is_of_its_place_and_never_changes(void **state)
{
	const struct programme_scope places[] = {
	    {"", ""}, {"a", ""}, {"", "a"}, {"a", "b"}, {"ab", ""}, {"", "ab"}};
	char names[ARRAY_LEN(places)][HANDBOOK_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		(void)handbook_name("hr", &places[i], names[i]);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(names[i], names[j]);
	}
	assert_string_equal(names[0], "hr");
	assert_string_equal(names[1], "hr-e5d2f7190427066c");
}

static void
test_a_handbook_finds_its_entries(void **state)
{
	struct handbook *handbook = memory_alloc(sizeof(*handbook));

	(void)state;
	handbook->entries = memory_alloc(2 * sizeof(struct handbook_entry));
	handbook->count = 2;
	handbook->entries[0].name = memory_strdup("it");
	handbook->entries[1].name = memory_strdup("payroll");
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
	    cmocka_unit_test(
		test_the_nearest_entry_is_the_workplaces_then_the_areas),
	    cmocka_unit_test(
		test_an_entrys_name_is_of_its_place_and_never_changes),
	    cmocka_unit_test(test_a_handbook_finds_its_entries),
	    cmocka_unit_test(test_free_accepts_nothing_and_half_built_things),
	};

	return cmocka_run_group_tests_name(
	    "model/programme", tests, NULL, NULL);
}
