/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/invocation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "cli/nearest.h"

#define MAX_WORDS 24

struct refusal {
	const char *words[MAX_WORDS]; /* after the program's name */
	const char *field;
	const char *text; /* the whole error text */
};

static char program_name[] = "onboardctl";

/* The program never writes to its words, so constant ones will do. */
static int
parse(
    const char *const *words, struct invocation *invocation, struct error *err)
{
	union {
		const char *words[MAX_WORDS + 2];
		char *argv[MAX_WORDS + 2];
	} line = {.argv = {program_name}};

	int argc = 1;

	for (; words[argc - 1] != NULL; argc++)
		line.words[argc] = words[argc - 1];
	return invocation_parse(argc, line.argv, invocation, err);
}

#define PARSE(invocation, err, ...)                                            \
	parse((const char *const[]){__VA_ARGS__, NULL}, invocation, err)

static void
test_options_may_stand_before_and_after_arguments(void **state)
{
	struct invocation invocation;

	(void)state;
	assert_int_equal(PARSE(&invocation, NULL, "move", "--to", "2026-10-01",
			     "3:trio", "--reason=illness"),
	    0);
	assert_string_equal(invocation.arguments[0], "3:trio");
	assert_string_equal(invocation_value(&invocation, "to"), "2026-10-01");
	assert_string_equal(invocation_value(&invocation, "reason"), "illness");
}

static void
test_common_options_may_stand_before_the_command(void **state)
{
	struct invocation invocation;

	(void)state;
	assert_int_equal(PARSE(&invocation, NULL, "--socket", "/x", "--json",
			     "list-leaders"),
	    0);
	assert_string_equal(invocation.command->name, "list-leaders");
	assert_string_equal(invocation_value(&invocation, "socket"), "/x");
	assert_true(invocation_has(&invocation, "json"));
}

static void
test_two_dashes_end_the_options(void **state)
{
	struct invocation invocation;

	(void)state;
	assert_int_equal(
	    PARSE(&invocation, NULL, "check-programme", "--", "--odd.yaml"), 0);
	assert_string_equal(invocation.arguments[0], "--odd.yaml");
}

static void
test_a_value_after_equals_may_begin_with_dashes(void **state)
{
	struct invocation invocation;

	(void)state;
	assert_int_equal(
	    PARSE(&invocation, NULL, "skip", "7", "--reason=--none=", "--json"),
	    0);
	assert_string_equal(invocation_value(&invocation, "reason"), "--none=");
}

static void
test_a_value_may_begin_with_one_dash(void **state)
{
	struct invocation invocation;

	(void)state;
	assert_int_equal(
	    PARSE(&invocation, NULL, "skip", "7", "--reason", "- no"), 0);
	assert_string_equal(invocation_value(&invocation, "reason"), "- no");
}

static void
test_help_needs_nothing_else(void **state)
{
	struct invocation invocation;

	(void)state;
	assert_int_equal(PARSE(&invocation, NULL, "add-leader", "--help"), 0);
	assert_true(invocation_has(&invocation, "help"));
}

static void
test_json_is_seen_behind_the_mistake(void **state)
{
	static char word[] = "--wrong";
	static char json[] = "--json";
	char *argv[] = {program_name, word, json, NULL};

	(void)state;
	assert_true(invocation_wants_json(3, argv));
}

static void
test_json_behind_two_dashes_is_no_option(void **state)
{
	static char dashes[] = "--";
	static char json[] = "--json";
	char *argv[] = {program_name, dashes, json, NULL};

	(void)state;
	assert_false(invocation_wants_json(3, argv));
}

static void
test_every_mistake_is_named(void **state)
{
	static const struct refusal refusals[] = {
	    {{"add-ledder"}, "",
		"unknown command 'add-ledder'; did you mean 'add-leader'?"},
	    {{"frobnicate"}, "", "unknown command 'frobnicate'"},
	    {{"list-leaders", "--stat", "active"}, "",
		"unknown option '--stat'; did you mean '--state'?"},
	    {{"list-leaders", "--qqqqqqq"}, "", "unknown option '--qqqqqqq'"},
	    {{"list-leaders", "-x"}, "", "unknown option '-x'"},
	    {{"--state", "active", "list-leaders"}, "",
		"unknown option '--state'"},
	    {{"list-leaders", "--version"}, "", "unknown option '--version'"},
	    {{"list-leaders", "--state", "a", "--state", "b"}, "state",
		"--state is given twice"},
	    {{"list-leaders", "--json", "--json"}, "json",
		"--json is given twice"},
	    {{"list-leaders", "--json=yes"}, "json", "--json takes no value"},
	    {{"list-leaders", "--state"}, "state",
		"--state needs a value, STATE"},
	    {{"list-leaders", "--state", "--json"}, "state",
		"--state needs a value, STATE; write --state=--json if that "
		"is it"},
	    {{"list-leaders", "--state="}, "state", "--state is empty"},
	    {{"list-leaders", "--state", " \t"}, "state", "--state is empty"},
	    {{"list-leaders", "--state", "\xff"}, "state",
		"--state is not UTF-8 text"},
	    {{"list-leaders", "extra"}, "", "extra argument 'extra'"},
	    {{"show-leader", "3", "4"}, "", "extra argument '4'"},
	    {{"show-leader"}, "ID", "ID is missing"},
	    {{"show-leader", ""}, "ID", "ID is empty"},
	    {{"show-leader", "ana"}, "ID",
		"ID wants a whole number, not 'ana'"},
	    {{"show-leader", "1234567890123456789"}, "ID",
		"ID wants a whole number, not '1234567890123456789'"},
	    {{"log-call", "3", "--at", "x", "--minutes", "1.5"}, "minutes",
		"--minutes wants a whole number, not '1.5'"},
	    {{"skip", "7"}, "reason", "--reason is missing"},
	    {{"add-leader", "--name", "Ana", "--email", "a@b.dk", "--manager",
		 "m@b.dk"},
		"first_day", "--first-day is missing"},
	    {{"edit-person", "a@example.org", "--json"}, "",
		"there is no option that says what"},
	    {{"show-mail", "1", "--raw", "--json"}, "",
		"--raw and --json cannot be given together"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		struct invocation invocation;
		struct error err = ERROR_INIT;

		assert_int_equal(
		    parse(refusals[i].words, &invocation, &err), OB_EINVALID);
		assert_string_equal(err.text, refusals[i].text);
		assert_string_equal(err.field, refusals[i].field);
	}
}

static void
test_very_long_words_are_refused(void **state)
{
	char word[5000];
	struct invocation invocation;

	(void)state;
	memset(word, 'x', sizeof(word) - 1);
	word[0] = word[1] = '-';
	word[sizeof(word) - 1] = '\0';
	assert_int_equal(
	    PARSE(&invocation, NULL, "list-leaders", word), OB_EINVALID);
}

static void
test_nothing_far_away_is_suggested(void **state)
{
	(void)state;
	assert_null(nearest_command("zzzzzzzzzz"));
	assert_null(nearest_command(""));
}

static void
test_the_beginning_of_a_command_is_near(void **state)
{
	(void)state;
	assert_string_equal(nearest_command("advance"), "advance-clock");
}

static void
test_every_option_of_a_command_fits_beside_the_common_ones(void **state)
{
	const struct command *command;

	(void)state;
	for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
		size_t count = 0;

		while (command->options[count].name != NULL)
			count++;
		for (size_t c = 0; command_common_options[c].name != NULL; c++)
			count++;
		assert_in_range(count, 1, COMMAND_MAX_OPTIONS);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_options_may_stand_before_and_after_arguments),
	    cmocka_unit_test(test_common_options_may_stand_before_the_command),
	    cmocka_unit_test(test_two_dashes_end_the_options),
	    cmocka_unit_test(test_a_value_after_equals_may_begin_with_dashes),
	    cmocka_unit_test(test_a_value_may_begin_with_one_dash),
	    cmocka_unit_test(test_help_needs_nothing_else),
	    cmocka_unit_test(test_json_is_seen_behind_the_mistake),
	    cmocka_unit_test(test_json_behind_two_dashes_is_no_option),
	    cmocka_unit_test(test_every_mistake_is_named),
	    cmocka_unit_test(test_very_long_words_are_refused),
	    cmocka_unit_test(test_nothing_far_away_is_suggested),
	    cmocka_unit_test(test_the_beginning_of_a_command_is_near),
	    cmocka_unit_test(
		test_every_option_of_a_command_fits_beside_the_common_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
