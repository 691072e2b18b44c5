/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_RECEIVED_PART_H
#define ONBOARD_MESSAGE_RECEIVED_PART_H

#include <gmime/gmime.h>

#include "base/strbuf.h"

/* The contents of one part of a message that a stranger sent. */

/*
 * Decoded from its transfer encoding and, where its charset is known, to
 * UTF-8.  Text whose charset is not as it says is left as it is if it is
 * UTF-8, and else taken for Windows-1252.
 */
void received_part_text(GMimePart *part, struct strbuf *ret_text);

/* text/rfc822-headers and the like: the field's value, unfolded, or NULL. */
char *received_part_field(const char *text, const char *name);

#endif
