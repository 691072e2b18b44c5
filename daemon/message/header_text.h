/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_HEADER_TEXT_H
#define ONBOARD_MESSAGE_HEADER_TEXT_H

#include "base/strbuf.h"

/*
 * Writes one header field as RFC 5322 and RFC 2047 want it, with \n line
 * ends.  Ours and not GMime's, which makes encoded words of more than 75
 * characters and lets text that looks like an encoded word through.  All
 * values are checked before: valid UTF-8 without control characters.
 */

/* The field begins: "Subject:". */
void header_text_begin(struct strbuf *line, const char *name);

/* A blank and a token that must stay whole; on a new line when it is long. */
void header_text_add_token(struct strbuf *line, const char *token);

/* Free text, as encoded words where it is not plain ASCII. */
void header_text_add_words(struct strbuf *line, const char *text);

/* Name <address>; name may be NULL or "". */
void header_text_add_mailbox(
    struct strbuf *line, const char *name, const char *address);

#endif
