/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CRYPTO_DIGEST_H
#define ONBOARD_CRYPTO_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

/*
 * SHA-256 and the two ways in which we write bytes as text.  Nothing here
 * fails: a library that cannot hash is as out of memory, and aborts.
 */

#define DIGEST_SIZE 32
#define DIGEST_HEX_SIZE 65	 /* text of a digest, with its NUL */
#define DIGEST_BASE64URL_SIZE 44 /* the same without padding */

/* Space for the text of len bytes, with its NUL. */
#define DIGEST_HEX_SPACE(len) ((len)*2 + 1)
#define DIGEST_BASE64URL_SPACE(len) (((len)*4 + 2) / 3 + 1)

void digest_sha256(
    const void *bytes, size_t len, unsigned char ret[DIGEST_SIZE]);

/* Bytes that come in parts: init, add any number of times, finish once. */
struct digest {
	struct evp_md_ctx_st *state;
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t len);
void digest_add_text(struct digest *digest, const char *text); /* no NUL */

/*
 * A part with its length before it: no two lists of parts hash alike.  NULL
 * is a part, too, and not "".
 */
void digest_add_part(struct digest *digest, const char *text);
void digest_add_number(struct digest *digest, int number); /* as its text */
void digest_finish(struct digest *digest, unsigned char ret[DIGEST_SIZE]);
void digest_release(struct digest *digest); /* also when not finished */

/* Lower case; returns ret_text, which holds DIGEST_HEX_SPACE(len). */
char *digest_hex(const unsigned char *bytes, size_t len, char *ret_text);

/* RFC 4648 section 5 without padding; DIGEST_BASE64URL_SPACE(len). */
char *digest_base64url(const unsigned char *bytes, size_t len, char *ret_text);

/* Takes the same time wherever the first difference stands. */
bool digest_equal(const void *a, const void *b, size_t len);

/* The same for texts, whose length is no secret; given may be NULL. */
bool digest_equal_text(const char *given, const char *expected);

#endif
