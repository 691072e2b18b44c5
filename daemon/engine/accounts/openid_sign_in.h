/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACCOUNTS_OPENID_SIGN_IN_H
#define ONBOARD_ENGINE_ACCOUNTS_OPENID_SIGN_IN_H

#include "base/error.h"
#include "crypto/token.h"
#include "engine/accounts/sign_in.h"
#include "model/openid.h"

struct engine;

/*
 * The way in by the municipality's own accounts (OpenID Connect).  A browser,
 * known by its random cookie, is sent to the provider with a state that brings
 * it back once, within 10 minutes and in that browser.  Who it is, the provider
 * says: issuer and subject; at the first time a mail address that it vouches
 * for finds the account, and never again.
 */
struct openid_sign_in_request {
	const char *browser; /* the cookie */
	const char *peer;    /* the network address, or "" */
	const char *next_path;
};

/* What goes with the browser, and what comes back; to be wiped. */
struct openid_sign_in_secrets {
	char state[TOKEN_TEXT_SIZE];
	char nonce[TOKEN_TEXT_SIZE];	/* in the ID token */
	char verifier[TOKEN_TEXT_SIZE]; /* for the code (RFC 7636) */
	char *next_path;		/* owned */
};

void openid_sign_in_release(struct openid_sign_in_secrets *secrets);

/* SIGN_IN_PEER_LIMITED: nothing was begun. */
int openid_sign_in_begin(struct engine *engine,
    const struct openid_sign_in_request *request,
    enum sign_in_outcome *ret_outcome,
    struct openid_sign_in_secrets *ret_secrets,
    struct error *err) OB_MUST_CHECK;

/*
 * The browser is back: from now on that state is over.  OB_ENOTFOUND for
 * another browser's, whose stays, and for what never was or is over.
 */
int openid_sign_in_return(struct engine *engine, const char *state,
    const char *browser, struct openid_sign_in_secrets *ret_secrets,
    struct error *err) OB_MUST_CHECK;

/*
 * Signs in who the provider named.  OB_EDENIED names a field: "account" when
 * there is none for them, "subject" when the account is somebody else's there.
 */
int openid_sign_in_enter(struct engine *engine,
    const struct openid_answer *answer, const struct session_browser *browser,
    const char *next_path, struct sign_in_result *ret_result,
    struct error *err) OB_MUST_CHECK;

/* Takes out what is over. */
int openid_sign_in_sweep(
    struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
