/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_OPENID_H
#define ONBOARD_MODEL_OPENID_H

#include <stdbool.h>

#include "base/error.h"

/*
 * What is asked of the OpenID Connect provider, and what it says: plain data
 * between the pages, the engine and who speaks to the provider.
 */
enum openid_task {
	OPENID_BEGIN,  /* where the browser goes to sign in */
	OPENID_FINISH, /* who came back with a code */
	OPENID_LEAVE,  /* where the browser goes to sign out there, too */
};

struct openid_request {
	enum openid_task task;
	const char *state;    /* of OPENID_BEGIN, as the next two */
	const char *nonce;    /* of OPENID_FINISH, too */
	const char *verifier; /* of OPENID_FINISH, too; RFC 7636 */
	const char *code;     /* of OPENID_FINISH */
	const char *issuer; /* as the browser brought it (RFC 9207), or NULL */
};

struct openid_answer {
	char *url;     /* of OPENID_BEGIN; of OPENID_LEAVE, or NULL */
	char *issuer;  /* of OPENID_FINISH, as the next */
	char *subject; /* never given to another by the issuer */
	char *address; /* the mail address the provider vouches for, or NULL */
	bool has_second_factor; /* the provider saw to one */
};

void openid_answer_release(struct openid_answer *answer);

/* failed is NULL when there is an answer, which is the caller's. */
typedef void openid_done_fn(
    void *arg, const struct error *failed, const struct openid_answer *answer);

#endif
