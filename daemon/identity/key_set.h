/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_IDENTITY_KEY_SET_H
#define ONBOARD_IDENTITY_KEY_SET_H

#include <cjose/jwk.h>
#include <stddef.h>

#include "base/error.h"

/*
 * The keys that a provider signs with (RFC 7517).  What is not for signatures,
 * has a kind or curve that we do not take, or is weak (RSA below 2048 bits), is
 * left out; of a private key the public part alone is read.
 */
#define KEY_SET_ANSWER_MAX ((size_t)256 * 1024)

struct key {
	cjose_jwk_t *jwk;
	char *id;	   /* "kid", or NULL */
	char *algorithm;   /* the one it is for, or NULL: any of its kind */
	const char *kind;  /* "RSA" or "EC" */
	const char *curve; /* "P-256" and so on; NULL for RSA */
};

struct key_set {
	struct key *keys;
	size_t count;
};

int key_set_read(const char *bytes, size_t len, struct key_set *ret_set,
    struct error *err) OB_MUST_CHECK;
void key_set_release(struct key_set *set);

/* What an algorithm asks of its key. */
struct key_need {
	const char *algorithm;
	const char *kind;
	const char *curve; /* NULL for RSA */
};

/*
 * The one key for it; id NULL: the token names none, and then there must be
 * one only.  NULL: there is none.  Borrowed.
 */
const struct key *key_set_find(
    const struct key_set *set, const char *id, const struct key_need *need);

#endif
