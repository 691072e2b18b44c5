/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_IMPORT_PROGRAMME_H
#define ONBOARD_CLI_IMPORT_PROGRAMME_H

#include "cli/command.h"

/*
 * The command import-programme: sends a programme or overlay file with the
 * guides that lie beside it.
 */
int import_programme_run(
    const struct invocation *invocation, struct output *output);

#endif
