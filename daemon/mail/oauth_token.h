/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MAIL_OAUTH_TOKEN_H
#define ONBOARD_MAIL_OAUTH_TOKEN_H

#include <stdbool.h>

#include "base/error.h"
#include "mail/carrier.h"
#include "mail/mailer_options.h"

/*
 * The access token with which the relay is logged in to (OAuth 2.0 client
 * credentials, RFC 6749, 4.4): fetched when a letter first needs one, renewed
 * before it expires, shared by the mail threads, which are the only callers:
 * fetching blocks.  It is in memory only, and wiped.
 */
struct oauth_token;

#define OAUTH_TOKEN_MAX 8192 /* bytes of one */

/* Copies what it needs of the options; stop is borrowed.  Fetches nothing. */
int oauth_token_new(const struct mailer_options *options,
    const struct carrier_stop *stop, struct oauth_token **ret_token,
    struct error *err) OB_MUST_CHECK;
void oauth_token_free(struct oauth_token *token); /* accepts NULL */

/*
 * Gives a token that is still good for a while, in room for OAUTH_TOKEN_MAX +
 * 1 bytes, which the caller wipes.  OB_EDENIED when the token server refuses
 * us, OB_EIO when it is away or talks nonsense.
 */
int oauth_token_get(
    struct oauth_token *token, char *ret_text, struct error *err) OB_MUST_CHECK;

/* The relay took it for a bad one: the next call fetches another. */
void oauth_token_reject(struct oauth_token *token, const char *text);

#endif
