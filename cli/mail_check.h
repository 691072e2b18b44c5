/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_MAIL_CHECK_H
#define ONBOARD_CLI_MAIL_CHECK_H

#include "cli/command.h"

/*
 * The command mail-check: asks the domain name system, without the daemon, for
 * what receivers look up of the domain that mail comes from.
 */
int mail_check_run(const struct invocation *invocation, struct output *output);

#endif
