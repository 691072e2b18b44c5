/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_LETTER_HEADERS_H
#define ONBOARD_MESSAGE_LETTER_HEADERS_H

#include "base/error.h"

struct letter_content;

/*
 * Whether all that becomes a header may: no control characters, addresses in
 * their final form, identifiers and links of plain characters, each bounded.
 * Only letter.c calls it; nothing is written into a letter before.
 */
int letter_headers_check(
    const struct letter_content *content, struct error *err) OB_MUST_CHECK;

#endif
