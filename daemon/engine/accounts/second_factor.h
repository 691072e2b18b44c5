/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACCOUNTS_SECOND_FACTOR_H
#define ONBOARD_ENGINE_ACCOUNTS_SECOND_FACTOR_H

#include <jansson.h>

#include "base/error.h"
#include "engine/accounts/sign_in_result.h"
#include "model/account.h"

struct change;
struct engine;

/*
 * What comes after the mail's link: a one-time code of the authenticator (RFC
 * 6238), or the setting up of one.  A code works once; the tenth wrong one
 * ends the sign-in.  Each step begins another session and ends the one before.
 */

/*
 * For verbs: what the account's sign-in goes on with; prepares the
 * authenticator that is to be set up.
 */
int second_factor_stage(struct change *change, int64_t account_id,
    enum session_stage *ret_stage, struct error *err) OB_MUST_CHECK;

/* For verbs: the audit row, and when the account was used last. */
int second_factor_note_sign_in(struct change *change, int64_t account_id,
    const char *verb, struct error *err) OB_MUST_CHECK;

/*
 * A code of the authenticator, or a recovery code.  OB_EDENIED with the field
 * "code" for a wrong one, OB_ENOTFOUND when it ended the sign-in, or for a
 * session at another stage.
 */
int second_factor_check(struct engine *engine, const struct session *session,
    const char *code, const struct session_browser *browser,
    struct sign_in_result *ret_result, struct error *err) OB_MUST_CHECK;

/*
 * For a session that is to set up an authenticator: {"secret","qr_path",
 * "qr_size"}, the secret in groups of four.
 */
int second_factor_enrol_view(struct engine *engine,
    const struct session *session, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * The first code of it: from then on it counts.  The result's codes are the ten
 * recovery codes, [{"code"}], which are shown this once.  Errors as
 * second_factor_check().
 */
int second_factor_enrol(struct engine *engine, const struct session *session,
    const char *code, const struct session_browser *browser,
    struct sign_in_result *ret_result, struct error *err) OB_MUST_CHECK;

#endif
