/* SPDX-License-Identifier: EUPL-1.2 */
#include "identity/base64url.h"

#include <cjose/base64.h>
#include <string.h>

#define ALPHABET                                                               \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

bool
base64url_is_text(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\0' || strchr(ALPHABET, text[i]) == NULL)
			return false;
	}
	return len > 0 && len % 4 != 1;
}

unsigned char *
base64url_decode(const char *text, size_t len, size_t *ret_len)
{
	unsigned char *bytes = NULL;

	if (!base64url_is_text(text, len) ||
	    !cjose_base64url_decode(text, len, &bytes, ret_len, NULL))
		return NULL;
	return bytes;
}
