/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_CHECK_SURVEY_H
#define ONBOARD_CLI_CHECK_SURVEY_H

#include "cli/command.h"

/* The command check-survey: reads the file itself, without the daemon. */
int check_survey_run(
    const struct invocation *invocation, struct output *output);

#endif
