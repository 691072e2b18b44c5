/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CRYPTO_TOKEN_H
#define ONBOARD_CRYPTO_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "crypto/digest.h"

/*
 * Tokens in links: base64url(HMAC-SHA256(key, kind, 0, id, generation)).
 * They can be made again from the key, which never lies in the database;
 * there stand only token_hash() and the generation.
 */

#define TOKEN_KEY_SIZE 32
#define TOKEN_TEXT_SIZE 44 /* 43 characters and NUL */
#define TOKEN_HASH_SIZE DIGEST_HEX_SIZE
#define TOKEN_SHORT_SIZE 21 /* 20 hex digits and NUL */
#define TOKEN_NAME_SIZE 33  /* 32 hex digits and NUL */

struct token_key {
	unsigned char bytes[TOKEN_KEY_SIZE];
};

/*
 * Reads the key file, and makes it (mode 0600, durable) when it is missing.
 * OB_EINVALID for another size, OB_EDENIED when group or others may touch it.
 */
int token_key_load(const char *path, struct token_key *ret_key,
    struct error *err) OB_MUST_CHECK;
void token_key_forget(struct token_key *key); /* overwrites the bytes */

/* kind: a short name as "page", "feed", "unsubscribe". */
void token_make(const struct token_key *key, const char *kind, int64_t id,
    int64_t generation, char ret_token[TOKEN_TEXT_SIZE]);

/* The bytes of that HMAC, for what is a secret and no link. */
void token_make_secret(const struct token_key *key, const char *kind,
    int64_t id, int64_t generation, unsigned char ret_secret[DIGEST_SIZE]);

/*
 * 80 bits of the same HMAC in lower-case hex, for where letter case and space
 * are lost, as in a mail address.
 */
void token_make_short(const struct token_key *key, const char *kind, int64_t id,
    char ret_digits[TOKEN_SHORT_SIZE]);

/*
 * 128 bits of HMAC-SHA256(key, kind, 0, text) in lower-case hex: the same text
 * has the same name, and nobody without the key can tell which.
 */
void token_make_name(const struct token_key *key, const char *kind,
    const char *text, char ret_digits[TOKEN_NAME_SIZE]);

/* For single use, as in a sign-in link: nobody can make it again. */
void token_random(char ret_token[TOKEN_TEXT_SIZE]);

/* What the database keeps: SHA-256 of the token's text, in hex. */
void token_hash(const char *token, char ret_hex[TOKEN_HASH_SIZE]);

/* Whether that is kept of the token, which may be NULL. */
bool token_has_hash(const char *token, const char *hash);

/* 43 characters of base64url; ask before the database is asked. */
bool token_is_wellformed(const char *token);

#endif
