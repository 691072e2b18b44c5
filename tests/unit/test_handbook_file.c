/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "formats/handbook_file.h"
#include "model/role.h"

#define PAYROLL                                                                \
	"  - function: payroll\n"                                              \
	"    title: {da: Løn, en: Payroll}\n"                                 \
	"    helps_with: {da: Løn, en: Pay}\n"

static struct handbook *
read_good(const char *text)
{
	struct handbook *handbook = NULL;
	struct error err = ERROR_INIT;

	if (handbook_file_parse("h.yaml", text, strlen(text), &handbook, &err) <
	    0)
		fail_msg("%s", err.text);
	return handbook;
}

static void
test_a_contact_is_split_into_name_and_address(void **state)
{
	struct handbook *handbook =
	    read_good("functions:\n"
		      "  - function: it\n"
		      "    title: {da: It, en: IT}\n"
		      "    contact: \"Ida It <it-kontakt@example.org>\"\n"
		      "    deputy: '\"It, Ivan\" <ivan@example.org>'\n"
		      "    phone: \"+45 70 10 10 11\"\n"
		      "    mail: it@example.org\n"
		      "    helps_with:\n"
		      "      da: |\n        - Computer\n"
		      "      en: |\n        - Computer\n");
	const struct handbook_entry *it = handbook_find(handbook, "it");

	(void)state;
	assert_non_null(it);
	assert_string_equal(it->contact_name, "Ida It");
	assert_string_equal(it->contact_email, "it-kontakt@example.org");
	assert_string_equal(it->deputy_name, "It, Ivan");
	assert_string_equal(it->deputy_email, "ivan@example.org");
	assert_string_equal(it->phone, "+45 70 10 10 11");
	assert_string_equal(it->mail, "it@example.org");
	assert_string_equal(it->helps_with.in[LANGUAGE_DA], "- Computer\n");
	handbook_free(handbook);
}

static void
test_members_are_kept_one_a_line(void **state)
{
	struct handbook *handbook =
	    read_good("functions:\n" PAYROLL
		      "    members: [\"Lis Løn <lis@example.org>\", "
		      "'\"Lund, Leo\" <leo@example.org>']\n");

	(void)state;
	assert_string_equal(handbook->entries[0].members,
	    "\"Lis Løn\" <lis@example.org>\n"
	    "\"Lund, Leo\" <leo@example.org>");
	handbook_free(handbook);
}

static void
test_a_member_without_an_address_is_told_with_its_line(void **state)
{
	const char text[] =
	    "functions:\n" PAYROLL "    members: [\"Lis Løn\"]\n";
	struct handbook *handbook = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    handbook_file_parse("h.yaml", text, strlen(text), &handbook, &err),
	    OB_EINVALID);
	assert_non_null(strstr(err.text, "h.yaml:5:"));
	assert_non_null(strstr(err.text, "functions[0].members[0]"));
}

static void
test_what_is_left_out_is_empty_and_not_null(void **state)
{
	struct handbook *handbook = read_good("functions:\n" PAYROLL);
	const struct handbook_entry *entry = &handbook->entries[0];

	(void)state;
	assert_string_equal(entry->contact_name, "");
	assert_string_equal(entry->contact_email, "");
	assert_string_equal(entry->deputy_email, "");
	assert_string_equal(entry->phone, "");
	assert_string_equal(entry->mail, "");
	handbook_free(handbook);
}

static void
test_a_function_may_have_entries_for_places(void **state)
{
	struct handbook *handbook =
	    read_good("functions:\n" PAYROLL PAYROLL
		      "    area: Kultur\n" PAYROLL "    workplace: Teatret\n");
	const struct handbook_entry *entries = handbook->entries;

	(void)state;
	assert_string_equal(entries[0].name, "payroll");
	assert_string_equal(entries[0].area, "");
	assert_string_equal(entries[1].area, "Kultur");
	assert_string_equal(entries[1].workplace, "");
	assert_string_equal(entries[2].workplace, "Teatret");
	assert_string_not_equal(entries[1].name, entries[2].name);
	assert_true(entries[1].is_filed);
	handbook_free(handbook);
}

static void
test_a_function_may_be_missing(void **state)
{
	struct handbook *handbook = read_good("functions:\n" PAYROLL);

	(void)state;
	assert_null(handbook_find(handbook, "it"));
	handbook_free(handbook);
}

static void
test_the_default_handbook_has_every_function(void **state)
{
	struct handbook *handbook = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	if (handbook_file_load_default(&handbook, &err) < 0)
		fail_msg("%s", err.text);
	for (size_t i = 0; role_functions[i] != NULL; i++)
		assert_non_null(handbook_find(handbook, role_functions[i]));
	handbook_free(handbook);
}

static void
test_a_municipality_may_name_helpers_that_no_step_needs(void **state)
{
	static const char *const helpers[] = {
	    "wellbeing", "absence", "supervision"};

	(void)state;
	for (size_t i = 0; i < sizeof(helpers) / sizeof(helpers[0]); i++) {
		char text[200];
		struct handbook *handbook;

		(void)snprintf(text, sizeof(text),
		    "functions:\n  - function: %s\n    title: {da: a, en: b}\n"
		    "    helps_with: {da: a, en: b}\n",
		    helpers[i]);
		handbook = read_good(text);
		assert_non_null(handbook_find(handbook, helpers[i]));
		assert_false(role_function_is_known(helpers[i]));
		handbook_free(handbook);
	}
}

static void
test_all_mistakes_of_meaning_come_in_one_run(void **state)
{
	const char *text = "functions:\n" PAYROLL "  - function: kantine\n"
			   "    title: {da: \"a\\nb\", en: x}\n"
			   "    contact: Ida\n"
			   "    mail: \"x y@example.org\"\n"
			   "    helps_with: {da: a, en: \" \"}\n" PAYROLL;
	struct handbook *handbook = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    handbook_file_parse("h.yaml", text, strlen(text), &handbook, &err),
	    OB_EINVALID);
	assert_string_equal(err.text,
	    "h.yaml:5:15: 'kantine' is not a function; use it, legal, hr, "
	    "recruitment, payroll, management_information, procurement, "
	    "finance, facilities, wellbeing, absence or supervision\n"
	    "h.yaml:6:17: 'functions[1].title.da' holds a line break or other "
	    "control character; remove it\n"
	    "h.yaml:7:14: 'functions[1].contact': 'Ida' must be written as "
	    "'Name <name@example.org>'\n"
	    "h.yaml:8:11: 'functions[1].mail': 'x y@example.org' is not a "
	    "mail address, as 'ida@example.org'\n"
	    "h.yaml:9:29: 'functions[1].helps_with.en' is empty; write a "
	    "text\n"
	    "h.yaml:10:15: the function 'payroll' stands twice for one place");
	assert_null(handbook);
}

static void
test_a_place_that_is_only_written_otherwise_stands_twice(void **state)
{
	static const char text[] = "functions:\n"
				   "  - function: hr\n"
				   "    area: Børn og Unge\n"
				   "    title: {da: HR, en: HR}\n"
				   "    helps_with: {da: a, en: b}\n"
				   "  - function: hr\n"
				   "    area: 'BØRN  og unge'\n"
				   "    title: {da: HR, en: HR}\n"
				   "    helps_with: {da: a, en: b}\n";
	struct handbook *handbook = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    handbook_file_parse("h.yaml", text, strlen(text), &handbook, &err),
	    OB_EINVALID);
	assert_string_equal(err.text,
	    "h.yaml:6:15: the function 'hr' stands twice for one place");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_contact_is_split_into_name_and_address),
	    cmocka_unit_test(test_members_are_kept_one_a_line),
	    cmocka_unit_test(
		test_a_member_without_an_address_is_told_with_its_line),
	    cmocka_unit_test(test_what_is_left_out_is_empty_and_not_null),
	    cmocka_unit_test(test_a_function_may_have_entries_for_places),
	    cmocka_unit_test(test_a_function_may_be_missing),
	    cmocka_unit_test(test_the_default_handbook_has_every_function),
	    cmocka_unit_test(
		test_a_municipality_may_name_helpers_that_no_step_needs),
	    cmocka_unit_test(test_all_mistakes_of_meaning_come_in_one_run),
	    cmocka_unit_test(
		test_a_place_that_is_only_written_otherwise_stands_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
