/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CRYPTO_TOTP_H
#define ONBOARD_CRYPTO_TOTP_H

#include <stdint.h>

#include "base/error.h"
#include "crypto/token.h"

/*
 * One-time codes by the clock (RFC 6238): HMAC-SHA-1, six digits, a step of 30
 * seconds from 1970 on, which is what every authenticator knows.  A code of
 * the step before or after counts, too, as clocks drift.
 */
#define TOTP_SECRET_SIZE 20 /* RFC 4226, 4: 160 bits */
#define TOTP_BASE32_SIZE 33 /* text of a secret, with its NUL */
#define TOTP_STEP_SECONDS 30
#define TOTP_DIGITS 6
#define TOTP_CODE_SIZE 9 /* up to eight digits, with the NUL */

/*
 * Of an account; nobody without the key can make it.  A higher generation is
 * another secret.
 */
void totp_make_secret(const struct token_key *key, int64_t account_id,
    int64_t generation, unsigned char ret_secret[TOTP_SECRET_SIZE]);
void totp_forget(unsigned char secret[TOTP_SECRET_SIZE]); /* overwrites it */

/* As people type it (RFC 4648, 6). */
void totp_base32(const unsigned char secret[TOTP_SECRET_SIZE],
    char ret_text[TOTP_BASE32_SIZE]);

/* The code of that instant, UTC seconds >= 0, with 6 to 8 digits. */
void totp_code(const unsigned char secret[TOTP_SECRET_SIZE], int64_t at,
    unsigned digits, char ret_code[TOTP_CODE_SIZE]);

/*
 * Finds the step that a code is of.  Takes the same time for every code that
 * has six digits.  OB_EDENIED when it is of none, or of last_step or before:
 * such a one was used already.
 */
int totp_check(const unsigned char secret[TOTP_SECRET_SIZE], const char *code,
    int64_t now, int64_t last_step, int64_t *ret_step,
    struct error *err) OB_MUST_CHECK;

#endif
