/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACCOUNTS_RATE_LIMITS_H
#define ONBOARD_ENGINE_ACCOUNTS_RATE_LIMITS_H

#include <stdbool.h>

#include "base/error.h"

struct engine;

/* How often within an hour; kept in the database, so a restart forgives none.
 */
enum rate_limit_kind {
	RATE_LIMIT_ADDRESS, /* sign-in mails to one address */
	RATE_LIMIT_PEER,    /* sign-in mails that one computer asks for */
	RATE_LIMIT_OPENID,  /* ways to the provider that one computer takes */
};

/*
 * For verbs: counts one more, and whether that is too many.  The text is kept
 * as an HMAC alone.
 */
int rate_limits_count(struct engine *engine, enum rate_limit_kind kind,
    const char *text, bool *ret_is_over, struct error *err) OB_MUST_CHECK;

/* Forgets what is over. */
int rate_limits_sweep(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
