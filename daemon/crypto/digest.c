/* SPDX-License-Identifier: EUPL-1.2 */
#include "crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static void
must(int is_done)
{
	if (is_done != 1)
		abort();
}

void
digest_sha256(const void *bytes, size_t len, unsigned char ret[DIGEST_SIZE])
{
	must(EVP_Digest(bytes, len, ret, NULL, EVP_sha256(), NULL));
}

void
digest_init(struct digest *digest)
{
	digest->state = EVP_MD_CTX_new();
	must(digest->state != NULL);
	must(EVP_DigestInit_ex(digest->state, EVP_sha256(), NULL));
}

void
digest_add(struct digest *digest, const void *bytes, size_t len)
{
	must(EVP_DigestUpdate(digest->state, bytes, len));
}

void
digest_add_text(struct digest *digest, const char *text)
{
	digest_add(digest, text, strlen(text));
}

void
digest_add_part(struct digest *digest, const char *text)
{
	char length[24];

	(void)snprintf(length, sizeof(length),
	    "%zd:", text == NULL ? (ssize_t)-1 : (ssize_t)strlen(text));
	digest_add_text(digest, length);
	if (text != NULL)
		digest_add_text(digest, text);
}

void
digest_add_number(struct digest *digest, int number)
{
	char text[16];

	(void)snprintf(text, sizeof(text), "%d", number);
	digest_add_part(digest, text);
}

void
digest_finish(struct digest *digest, unsigned char ret[DIGEST_SIZE])
{
	must(EVP_DigestFinal_ex(digest->state, ret, NULL));
	digest_release(digest);
}

void
digest_release(struct digest *digest)
{
	EVP_MD_CTX_free(digest->state);
	digest->state = NULL;
}

char *
digest_hex(const unsigned char *bytes, size_t len, char *ret_text)
{
	static const char digits[] = "0123456789abcdef";
	char *at = ret_text;

	for (size_t i = 0; i < len; i++) {
		*at++ = digits[bytes[i] >> 4];
		*at++ = digits[bytes[i] & 15];
	}
	*at = '\0';
	return ret_text;
}

char *
digest_base64url(const unsigned char *bytes, size_t len, char *ret_text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789-_";
	char *at = ret_text;
	unsigned int bits = 0;
	unsigned int count = 0;

	for (size_t i = 0; i < len; i++) {
		bits = (bits << 8 | bytes[i]) & 0xffff;
		for (count += 8; count >= 6; count -= 6)
			*at++ = digits[bits >> (count - 6) & 63];
	}
	if (count > 0)
		*at++ = digits[bits << (6 - count) & 63];
	*at = '\0';
	return ret_text;
}

bool
digest_equal(const void *a, const void *b, size_t len)
{
	return CRYPTO_memcmp(a, b, len) == 0;
}

bool
digest_equal_text(const char *given, const char *expected)
{
	size_t len = strlen(expected);

	return given != NULL && strlen(given) == len &&
	       digest_equal(given, expected, len);
}
