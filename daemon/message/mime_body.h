/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_MIME_BODY_H
#define ONBOARD_MESSAGE_MIME_BODY_H

#include "base/strbuf.h"
#include "message/mime_tree.h"

enum mime_encoding {
	MIME_ENCODING_7BIT,
	MIME_ENCODING_8BIT,
	MIME_ENCODING_BINARY,
	MIME_ENCODING_QUOTED_PRINTABLE,
	MIME_ENCODING_BASE64,
	MIME_ENCODING_UNKNOWN
};

enum mime_encoding mime_body_encoding(const struct mime_part *part);

/*
 * Undoes the transfer encoding and tells where it is not as RFC 2045 has it;
 * what cannot be undone stays as it is.
 */
void mime_body_decode(const struct mime_part *part, struct findings *findings,
    struct strbuf *ret_bytes);

#endif
