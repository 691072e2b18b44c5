/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_IMPORT_DAYS_H
#define ONBOARD_CLI_IMPORT_DAYS_H

#include <stdbool.h>

#include "cli/invocation.h"
#include "cli/output.h"

/*
 * Importing a calendar file: it is read here, and its days are sent to the
 * daemon under the file's name.
 */

/* Whether the file's name says that it is a calendar: ".ics", ".ical". */
bool import_days_takes(const char *path);

/* The exit status. */
int import_days_run(const struct invocation *invocation, struct output *output);

#endif
