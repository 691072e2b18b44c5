/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_IDENTITY_AUTHORIZATION_H
#define ONBOARD_IDENTITY_AUTHORIZATION_H

#include <stddef.h>

#include "identity/identity.h"
#include "identity/provider.h"
#include "model/openid.h"

/*
 * The addresses that the browser is sent to, and the form with which a code is
 * changed for tokens.  All return owned; what is from a user is escaped.
 */

/* Authorization code flow with PKCE, S256 (RFC 6749, 4.1.1; RFC 7636, 4.3). */
char *authorization_url(const struct provider *provider,
    const struct identity_options *options,
    const struct openid_request *request);

/* RP-Initiated Logout 1.0, 2; NULL where the provider has none. */
char *authorization_leave_url(
    const struct provider *provider, const struct identity_options *options);

/* To be wiped: it may hold the client's secret. */
char *authorization_form(const struct provider *provider,
    const struct identity_options *options,
    const struct openid_request *request);

/* For application/x-www-form-urlencoded. */
char *authorization_escape(const char *text);

#endif
