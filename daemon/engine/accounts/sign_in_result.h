/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACCOUNTS_SIGN_IN_RESULT_H
#define ONBOARD_ENGINE_ACCOUNTS_SIGN_IN_RESULT_H

#include <jansson.h>

#include "base/error.h"
#include "crypto/token.h"
#include "engine/accounts/sessions.h"

struct change;

/* What each step of each way in ends with. */

/* Who is in, and how far. */
struct sign_in_result {
	int64_t account_id;
	enum session_stage stage;
	char token[TOKEN_TEXT_SIZE]; /* of the session; to be wiped */
	char *next_path;	     /* owned */
	json_t *codes; /* owned; once an authenticator is set up */
};

void sign_in_result_release(
    struct sign_in_result *result); /* wipes the token */

/* For verbs: begins the session of who is in; the result says so. */
int sign_in_result_begin_session(struct change *change,
    const struct session_start *start, struct sign_in_result *result,
    struct error *err) OB_MUST_CHECK;

/*
 * The end of such a verb, by how it went so far: commits and hands the result
 * over, or releases it.
 */
int sign_in_result_settle(struct change *change, int status,
    struct sign_in_result *result, struct sign_in_result *ret_result,
    struct error *err) OB_MUST_CHECK;

#endif
