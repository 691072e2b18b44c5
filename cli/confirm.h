/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_CONFIRM_H
#define ONBOARD_CLI_CONFIRM_H

#include <stdbool.h>

#include "cli/failure.h"
#include "cli/invocation.h"

#define CONFIRM_DECLINED "declined" /* code in the JSON */

/* Whether the command, as it was typed, is asked first: not as a dry run. */
bool confirm_is_needed(const struct invocation *invocation);

/*
 * Whether the command may go on: it needs no confirmation, has --yes, or
 * somebody at the terminal answers its question, on standard error, with "y"
 * or "yes".  false: failure says why, which is a usage error where standard
 * input or standard error is no terminal.
 */
bool confirm_command(
    const struct invocation *invocation, struct failure *failure) OB_MUST_CHECK;

#endif
