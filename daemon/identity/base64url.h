/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_IDENTITY_BASE64URL_H
#define ONBOARD_IDENTITY_BASE64URL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Base64url without padding (RFC 7515, 2), to the letter.  libcjose aborts on
 * some texts that are none, so each must pass here before it gets there.
 */
bool base64url_is_text(const char *text, size_t len); /* not of nothing */

/* Returns owned; NULL when it is none. */
unsigned char *base64url_decode(const char *text, size_t len, size_t *ret_len);

#endif
