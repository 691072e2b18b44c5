/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_FAILURE_H
#define ONBOARD_CLI_FAILURE_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/command.h"

/*
 * How the program ends, and the one place that tells people and scripts why
 * it failed.
 */
enum exit_status {
	EXIT_DONE = 0,
	EXIT_REFUSED = 1, /* refused or failed */
	EXIT_USAGE = 2,
	EXIT_UNREACHABLE = 3
};

#define FAILURE_USAGE "usage"		  /* code in the JSON */
#define FAILURE_UNREACHABLE "unreachable" /* code in the JSON */

struct failure {
	enum exit_status exit_status;
	char *code;
	char *field; /* in the API, "" if none */
	char *message;
};

#define FAILURE_INIT                                                           \
	{                                                                      \
		.exit_status = EXIT_DONE                                       \
	}

void failure_release(struct failure *failure);

/* All copied. */
void failure_set(struct failure *failure, enum exit_status exit_status,
    const char *code, const char *field, const char *message);
void failure_set_error(struct failure *failure, const struct error *err);

/*
 * Writes "onboardctl: cannot DOING: why" to standard error and, for as_json,
 * {"error":{"code","message","field"}} to standard output.  doing may be
 * NULL; command may be NULL, else the option at fault is named.  Returns the
 * exit status.
 */
enum exit_status failure_report(const struct failure *failure,
    const struct command *command, const char *doing, bool as_json);

#endif
