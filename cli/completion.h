/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_COMPLETION_H
#define ONBOARD_CLI_COMPLETION_H

#include "base/strbuf.h"

/*
 * The completion script for bash, made of the command table.  The one that
 * is installed, cli/completion/onboardctl, is this text; a test compares.
 */
void completion_add_bash(struct strbuf *out);

#endif
