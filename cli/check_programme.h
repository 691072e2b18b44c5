/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_CHECK_PROGRAMME_H
#define ONBOARD_CLI_CHECK_PROGRAMME_H

#include "cli/command.h"

/* The command check-programme: reads the file itself, without the daemon. */
int check_programme_run(
    const struct invocation *invocation, struct output *output);

#endif
