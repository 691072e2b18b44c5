/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_REMOTE_H
#define ONBOARD_CLI_REMOTE_H

#include <stdbool.h>

#include "cli/failure.h"
#include "cli/invocation.h"
#include "cli/output.h"

/*
 * Does a command through the daemon: sends its request and puts the answer
 * into output, as bytes, as JSON or for people.  false: failure says why.
 */
bool remote_run(const struct invocation *invocation, struct output *output,
    struct failure *failure) OB_MUST_CHECK;

#endif
