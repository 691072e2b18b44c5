/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_ENCODED_WORD_H
#define ONBOARD_MESSAGE_ENCODED_WORD_H

#include <stdbool.h>

#include "message/header_field.h"

/*
 * Tells where a field's encoded words are not as RFC 2047 and rule 65 have
 * them.  is_text: free text as Subject; else words may stand only in the
 * name before an address.
 */
void encoded_word_check(
    const struct header_field *field, bool is_text, struct findings *findings);

/* Whether the name is that of a character set that mail programs know. */
bool encoded_word_is_charset(const char *name);

#endif
