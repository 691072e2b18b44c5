/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_IMPORT_TABLE_H
#define ONBOARD_CLI_IMPORT_TABLE_H

#include "base/strbuf.h"

struct invocation;
struct output;

/*
 * Imports a table of leaders, people, the handbook, closing days or figures:
 * sends its rows to the daemon in portions and shows what became of each.
 * Returns the exit status.
 */
int import_table_run(const struct invocation *invocation,
    const struct strbuf *bytes, struct output *output);

#endif
