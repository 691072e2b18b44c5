/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_MISTAKES_H
#define ONBOARD_CLI_MISTAKES_H

#include "base/error.h"
#include "cli/failure.h"
#include "cli/invocation.h"
#include "cli/output.h"

/*
 * Tells the mistakes of a file, one a line, as they are, so that editors find
 * the places: all of them in the JSON, or else their number after a list on
 * standard error.  Returns the exit status.
 */
int mistakes_refuse(const struct invocation *invocation, const char *code,
    const char *lines, const struct output *output);

#endif
