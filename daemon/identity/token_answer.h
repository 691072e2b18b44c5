/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_IDENTITY_TOKEN_ANSWER_H
#define ONBOARD_IDENTITY_TOKEN_ANSWER_H

#include <stddef.h>

#include "base/error.h"

#define TOKEN_ANSWER_MAX ((size_t)64 * 1024)

/*
 * Reads what the token endpoint answered (RFC 6749, 5) for the ID token in it;
 * the other tokens are not looked at.  OB_EDENIED when the provider refuses the
 * code, OB_EPROTO when it refuses us or talks nonsense.  Returns owned, to be
 * wiped.
 */
int token_answer_read(long http_status, const char *bytes, size_t len,
    char **ret_id_token, struct error *err) OB_MUST_CHECK;

#endif
