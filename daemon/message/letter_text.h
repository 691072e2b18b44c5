/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_LETTER_TEXT_H
#define ONBOARD_MESSAGE_LETTER_TEXT_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * Appends the words of a finished letter: its first text/plain part, decoded
 * to UTF-8 with lines that end in \n.  OB_ENOTFOUND when it has none.
 */
#define LETTER_TEXT_MAX ((size_t)16 << 20) /* bytes of the letter */

int letter_text(const void *bytes, size_t len, struct strbuf *ret_text,
    struct error *err) OB_MUST_CHECK;

#endif
