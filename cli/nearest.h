/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_NEAREST_H
#define ONBOARD_CLI_NEAREST_H

#include "cli/command.h"

/*
 * What somebody probably meant, by the number of letters to change, or NULL
 * when nothing comes near.
 */
const char *nearest_command(const char *typed);

/* command may be NULL: then the options that stand without one. */
const char *nearest_option(const struct command *command, const char *typed);

#endif
