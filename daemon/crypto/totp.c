/* SPDX-License-Identifier: EUPL-1.2 */
#include "crypto/totp.h"

#include <assert.h>
#include <liboath/oath.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/digest.h"

/* The library cannot fail but for want of memory. */
static void
must(int status)
{
	if (status != OATH_OK)
		abort();
}

void
totp_make_secret(const struct token_key *key, int64_t account_id,
    int64_t generation, unsigned char ret_secret[TOTP_SECRET_SIZE])
{
	unsigned char bytes[DIGEST_SIZE];

	token_make_secret(key, "totp", account_id, generation, bytes);
	memcpy(ret_secret, bytes, TOTP_SECRET_SIZE);
	OPENSSL_cleanse(bytes, sizeof(bytes));
}

void
totp_forget(unsigned char secret[TOTP_SECRET_SIZE])
{
	OPENSSL_cleanse(secret, TOTP_SECRET_SIZE);
}

void
totp_base32(const unsigned char secret[TOTP_SECRET_SIZE],
    char ret_text[TOTP_BASE32_SIZE])
{
	char *text = NULL;
	size_t len = 0;

	must(oath_init());
	must(oath_base32_encode(
	    (const char *)secret, TOTP_SECRET_SIZE, &text, &len));
	assert(len == TOTP_BASE32_SIZE - 1);
	memcpy(ret_text, text, len);
	ret_text[len] = '\0';
	OPENSSL_cleanse(text, len);
	free(text);
}

void
totp_code(const unsigned char secret[TOTP_SECRET_SIZE], int64_t at,
    unsigned digits, char ret_code[TOTP_CODE_SIZE])
{
	assert(at >= 0 && digits >= TOTP_DIGITS && digits < TOTP_CODE_SIZE);
	must(oath_init());
	must(oath_totp_generate2((const char *)secret, TOTP_SECRET_SIZE,
	    (time_t)at, TOTP_STEP_SECONDS, OATH_TOTP_DEFAULT_START_TIME, digits,
	    0, ret_code));
}

static bool
is_wellformed(const char *code)
{
	return strlen(code) == TOTP_DIGITS &&
	       strspn(code, "0123456789") == TOTP_DIGITS;
}

int
totp_check(const unsigned char secret[TOTP_SECRET_SIZE], const char *code,
    int64_t now, int64_t last_step, int64_t *ret_step, struct error *err)
{
	int64_t step = now / TOTP_STEP_SECONDS;
	int64_t found = -1;
	char expected[TOTP_CODE_SIZE];

	if (!is_wellformed(code))
		return error_set(
		    err, OB_EDENIED, "the code is wrong, or was used");
	for (int64_t each = step - 1; each <= step + 1; each++) {
		if (each < 0)
			continue;
		totp_code(
		    secret, each * TOTP_STEP_SECONDS, TOTP_DIGITS, expected);
		if (digest_equal(expected, code, TOTP_DIGITS) &&
		    each > last_step && found < 0)
			found = each;
	}
	OPENSSL_cleanse(expected, sizeof(expected));
	if (found < 0)
		return error_set(
		    err, OB_EDENIED, "the code is wrong, or was used");
	*ret_step = found;
	return OB_OK;
}
