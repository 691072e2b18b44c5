/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACCOUNTS_SESSIONS_H
#define ONBOARD_ENGINE_ACCOUNTS_SESSIONS_H

#include <jansson.h>

#include "base/error.h"
#include "crypto/token.h"
#include "model/account.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * Browsers that somebody has signed in with.  A session ends 30 minutes after
 * it was last used, and 12 hours after the sign-in at the latest; one that is
 * but half the way in ends after 10 minutes.
 */

/* Of the browser, as the user will know it again. */
struct session_browser {
	const char *address; /* of the network, or "" */
	const char *agent;   /* what it calls itself, or NULL */
};

struct session_start {
	int64_t account_id;
	enum session_stage stage;
	struct session_browser browser;
	const char *next_path; /* of ours, or "" */
	bool is_openid;	       /* begins at the provider */
};

/* For verbs: begins one; the token is for the cookie and kept nowhere. */
int sessions_begin(struct change *change, const struct session_start *start,
    char ret_token[TOKEN_TEXT_SIZE], struct error *err) OB_MUST_CHECK;

/*
 * The session of a cookie, which is used by that.  OB_ENOTFOUND when it is
 * none, is over, or its account is disabled.  Returns owned.
 */
int sessions_find(struct engine *engine, const char *token,
    struct session **ret_session, struct error *err) OB_MUST_CHECK;

/*
 * What stands for a session where a trusted proxy names the user by a mail
 * address: nothing is kept of it, so its id is 0.  OB_ENOTFOUND for who has no
 * account.  Returns owned.
 */
int sessions_of_address(struct engine *engine, const char *address,
    struct session **ret_session, struct error *err) OB_MUST_CHECK;

/* Signs out. */
int sessions_sign_out(struct engine *engine, const struct session *session,
    const char *actor, struct error *err) OB_MUST_CHECK;

/*
 * {"sessions":[{"id","address","agent","began","seen","is_this"}]} of the
 * account, its full ones; times in the person's language.
 */
int sessions_list(struct engine *engine, const struct session *session,
    json_t *view, struct error *err) OB_MUST_CHECK;

/* Ends one of the same account; OB_ENOTFOUND for another's. */
int sessions_end(struct engine *engine, const struct session *session,
    const char *actor, int64_t id, struct error *err) OB_MUST_CHECK;

/* Adds {"person_name","language"} of who it is. */
int sessions_add_person(struct engine *engine, const struct session *session,
    json_t *view, struct error *err) OB_MUST_CHECK;

/* Takes out what is over. */
int sessions_sweep(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
