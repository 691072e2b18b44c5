/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_EXPAND_H
#define ONBOARD_CLI_EXPAND_H

#include "base/strbuf.h"
#include "cli/invocation.h"

/*
 * Fills the patterns of the command table: {name} becomes the argument with
 * that metavar or the option with that API name.
 */
void expand_path(const struct invocation *invocation, const char *pattern,
    struct strbuf *out); /* each as one path segment */
void expand_text(const struct invocation *invocation, const char *pattern,
    struct strbuf *out); /* the start of each */

#endif
