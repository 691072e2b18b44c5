/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/confirm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

#define MAX_WORDS 8

struct typed {
	const char *words[MAX_WORDS]; /* with the program's name */
	bool is_needed;
};

static void
parse(const char *const *words, struct invocation *invocation)
{
	union {
		const char *words[MAX_WORDS];
		char *argv[MAX_WORDS];
	} line = {.words = {NULL}};

	int argc = 0;

	for (; words[argc] != NULL; argc++)
		line.words[argc] = words[argc];
	assert_int_equal(
	    invocation_parse(argc, line.argv, invocation, NULL), OB_OK);
}

static void
test_what_cuts_off_is_asked_first_unless_it_is_a_dry_run(void **state)
{
	static const struct typed cases[] = {
	    {{"onboardctl", "cancel", "3", "--reason", "x"}, true},
	    {{"onboardctl", "cancel-mail", "12"}, true},
	    {{"onboardctl", "hold-mail", "12"}, false},
	    {{"onboardctl", "end-sessions", "a@example.org"}, false},
	    {{"onboardctl", "remove-account", "a@example.org"}, true},
	    {{"onboardctl", "end-employment", "3", "--last-day", "D"}, true},
	    {{"onboardctl", "end-employment", "3", "--last-day", "D",
		 "--dry-run"},
		false},
	    {{"onboardctl", "edit-person", "a@example.org", "--name", "A"},
		false},
	    {{"onboardctl", "edit-person", "a@example.org", "--new-links"},
		true},
	};
	struct invocation invocation;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		parse(cases[i].words, &invocation);
		assert_int_equal(
		    confirm_is_needed(&invocation), cases[i].is_needed);
	}
}

static void
test_yes_goes_on_without_a_terminal(void **state)
{
	static const char *const words[] = {
	    "onboardctl", "cancel-mail", "12", "--yes", NULL};
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	struct invocation invocation;

	(void)state;
	parse(words, &invocation);
	assert_true(confirm_command(&invocation, &failure));
	assert_null(failure.message);
}

static bool
has_argument(const struct command *command, const char *name, size_t len)
{
	for (size_t i = 0; i < COMMAND_MAX_ARGUMENTS; i++) {
		const char *metavar = command->arguments[i].metavar;

		if (metavar != NULL && strlen(metavar) == len &&
		    memcmp(metavar, name, len) == 0)
			return true;
	}
	return false;
}

static void
check_names(const struct command *command)
{
	const char *brace = command->question;

	while ((brace = strchr(brace, '{')) != NULL) {
		size_t len = strcspn(++brace, "}");
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("%.*s", (int)len, brace);

		if (!has_argument(command, brace, len) &&
		    command_find_key(command, key) == NULL)
			fail_msg("%s asks of {%s}", command->name, key);
	}
}

static void
test_each_command_that_asks_takes_yes_and_no_other_does(void **state)
{
	const struct command *command;

	(void)state;
	for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
		const struct option_rule *yes =
		    command_find_option(command->options, COMMAND_YES);

		if ((yes != NULL) != (command->question != NULL))
			fail_msg("%s has --yes or a question", command->name);
		if (command->question == NULL || yes == NULL)
			continue;
		assert_int_equal(yes->place, OPTION_LOCAL);
		assert_int_equal(
		    command->question[strlen(command->question) - 1], '?');
		check_names(command);
		if (command->asks_for != NULL)
			assert_non_null(command_find_option(
			    command->options, command->asks_for));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_what_cuts_off_is_asked_first_unless_it_is_a_dry_run),
	    cmocka_unit_test(test_yes_goes_on_without_a_terminal),
	    cmocka_unit_test(
		test_each_command_that_asks_takes_yes_and_no_other_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
