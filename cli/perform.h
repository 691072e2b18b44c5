/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PERFORM_H
#define ONBOARD_CLI_PERFORM_H

#include "cli/failure.h"

/* Reads the command line, does it and tells how it went. */
enum exit_status perform_run(int argc, char *const *argv);

#endif
