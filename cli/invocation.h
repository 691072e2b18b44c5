/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_INVOCATION_H
#define ONBOARD_CLI_INVOCATION_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/command.h"

/*
 * What was typed, checked against the command's row: every option is known,
 * given once and has its value, every required one is there unless --help is.
 * Borrows from argv.
 */
struct invocation_option {
	const struct option_rule *rule;
	const char *value; /* "" for a switch */
};

struct invocation {
	const struct command *command; /* NULL: none was named */
	struct invocation_option options[COMMAND_MAX_OPTIONS];
	size_t option_count;
	const char *arguments[COMMAND_MAX_ARGUMENTS];
	size_t argument_count;
};

/*
 * OB_EINVALID names what is wrong, and in err->field the option's name in the
 * API or the argument's.  ret_invocation is filled as far as it went, so that
 * the error can name the command.
 */
int invocation_parse(int argc, char *const *argv,
    struct invocation *ret_invocation, struct error *err) OB_MUST_CHECK;

/* The option's value, "" for a switch; NULL when it was not given. */
const char *invocation_value(
    const struct invocation *invocation, const char *name);
bool invocation_has(const struct invocation *invocation, const char *name);

/*
 * Whether --json is asked for anywhere, also behind the place where
 * invocation_parse() failed.
 */
bool invocation_wants_json(int argc, char *const *argv);

#endif
