/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_IMPORT_H
#define ONBOARD_CLI_IMPORT_H

struct invocation;
struct output;

/*
 * Imports a file, be it a calendar or a table, or prints an example of a table:
 * the exit status.
 */
int import_run(const struct invocation *invocation, struct output *output);

#endif
