/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_IDENTITY_ID_TOKEN_H
#define ONBOARD_IDENTITY_ID_TOKEN_H

#include <jansson.h>
#include <stddef.h>

#include "base/error.h"
#include "identity/key_set.h"

#define ID_TOKEN_MAX ((size_t)16 * 1024)

/*
 * The claims of a signed token (JWS, compact, RFC 7515) whose signature one of
 * the keys proves.  Algorithms: RS, PS and ES with 256, 384 and 512; "none" and
 * those with a shared secret (HS) are refused, as is every critical header.
 * OB_ENOTFOUND: signed with a key that is not in the set, which may be old;
 * OB_EDENIED: everything else.  Returns owned, an object.
 */
int id_token_check(const char *token, const struct key_set *keys,
    json_t **ret_claims, struct error *err) OB_MUST_CHECK;

#endif
