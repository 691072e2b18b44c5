/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_LETTER_HEADERS_H
#define ONBOARD_MESSAGE_LETTER_HEADERS_H

#include "base/error.h"

struct letter_content;

/*
 * Whether all that becomes a header may: no control characters, addresses in
 * their final form, identifiers and links of plain characters, each bounded.
 * Nothing is written into a letter before.
 */
int letter_headers_check(
    const struct letter_content *content, struct error *err) OB_MUST_CHECK;

/* Of one name, which may be NULL or "", and address. */
int letter_headers_check_mailbox(const char *header, const char *name,
    const char *address, struct error *err) OB_MUST_CHECK;

#endif
