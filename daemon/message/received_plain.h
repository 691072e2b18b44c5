/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_RECEIVED_PLAIN_H
#define ONBOARD_MESSAGE_RECEIVED_PLAIN_H

#include <stdbool.h>

#include "base/strbuf.h"

/*
 * A structured header field's value without its comments (RFC 5322, 3.2.2),
 * quoted strings as they stand.  false when a comment or a quoted string does
 * not end, or the value is longer than 16 KiB: nobody can say what it means.
 */
bool received_plain(const char *value, struct strbuf *ret_text);

#endif
