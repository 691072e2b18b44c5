/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PERCENT_H
#define ONBOARD_CLI_PERCENT_H

#include "base/strbuf.h"

/*
 * Adds text as one path segment or query value: all but the unreserved
 * characters of RFC 3986 as %XX.
 */
void percent_add(struct strbuf *out, const char *text);

#endif
