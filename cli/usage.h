/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_USAGE_H
#define ONBOARD_CLI_USAGE_H

#include "cli/command.h"
#include "cli/output.h"

/* The help texts, made of the command table. */
void usage_add_program(struct output *output);
void usage_add_command(const struct command *command, struct output *output);

/* The commands help and version. */
int usage_run_help(const struct invocation *invocation, struct output *output);
int usage_run_version(
    const struct invocation *invocation, struct output *output);

#endif
