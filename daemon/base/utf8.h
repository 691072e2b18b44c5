/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_UTF8_H
#define ONBOARD_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* UTF-8 by RFC 3629: no overlong forms, no surrogates, at most U+10FFFF. */

bool utf8_is_valid(const char *bytes, size_t len);
size_t utf8_length(const char *text); /* characters of valid UTF-8 */

/* Bytes of the first character; 0 when there is none or it is not valid. */
size_t utf8_char_len(const char *bytes, size_t len);

/* Whether a valid character is C0, DEL, C1, U+2028 or U+2029. */
bool utf8_is_control(const char *character);

/*
 * What a stranger wrote, as text that is safe to keep and to show: bytes that
 * are no UTF-8 become U+FFFD, control characters but \n and \t become blanks,
 * blanks at both ends go, and what is longer than max_chars (at least 1) ends
 * in an ellipsis.  Returns owned.
 */
char *utf8_clean(const char *bytes, size_t len, size_t max_chars);

/* Whether there is nothing but blanks, also ones that do not break, or "". */
bool utf8_is_blank(const char *text, size_t len);

/*
 * Checks a line of text that a user gave: valid UTF-8, no control character
 * (C0, DEL, C1, U+2028, U+2029), not empty or only blanks, at most max_chars.
 * OB_EINVALID names the field and what is wrong.
 */
int utf8_check_line(const char *field, const char *text, size_t max_chars,
    struct error *err) OB_MUST_CHECK;

/* As utf8_check_line for text of several lines: \n and \t are allowed. */
int utf8_check_text(const char *field, const char *text, size_t max_chars,
    struct error *err) OB_MUST_CHECK;

#endif
