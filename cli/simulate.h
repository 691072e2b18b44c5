/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_SIMULATE_H
#define ONBOARD_CLI_SIMULATE_H

#include "cli/command.h"

/*
 * The command simulate: of a stored programme a request like any other; of a
 * file, it is sent with the guides that lie beside it.
 */
int simulate_run(const struct invocation *invocation, struct output *output);

#endif
