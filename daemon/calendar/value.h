/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_VALUE_H
#define ONBOARD_CALENDAR_VALUE_H

#include <stdbool.h>

#include "base/strbuf.h"

/*
 * What may become the value of a content line.  libical lets control
 * characters through, and does not protect a value that is no TEXT, so that a
 * line break in it would begin a line of its own: everything passes here
 * first.
 */

/*
 * Appends the text without broken UTF-8 and control characters.  CRLF, CR, LF
 * become \n; U+2028 and U+2029 a blank.
 */
void value_add_text(struct strbuf *bytes, const char *text);

/* As value_add_text; line breaks become blanks too. */
void value_add_line(struct strbuf *bytes, const char *text);

/* 1 to 255 of the letters, digits and .@_- that no client changes. */
bool value_is_uid(const char *text);

/* An http or https URL with a host, only of the characters of RFC 3986. */
bool value_is_link(const char *text);

/*
 * Appends "mailto:" and the address, with the characters of the local part that
 * RFC 6068 wants so percent-encoded: a usual address stays as it is.  false,
 * and nothing is appended, for what is no bare address: a local part of at most
 * 64 bytes without blanks, controls and angle brackets, quoted if it needs to
 * be, and a domain in letters, digits, dots and hyphens.
 */
bool value_add_mailto(struct strbuf *bytes, const char *address);

#endif
