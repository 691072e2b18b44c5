/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_IDENTITY_PROVIDER_H
#define ONBOARD_IDENTITY_PROVIDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * What a provider says of itself (OpenID Connect Discovery 1.0, 3).  Nothing
 * of it is believed but what stands here, and that only in its form.
 */
#define PROVIDER_ANSWER_MAX ((size_t)256 * 1024)

struct provider {
	char *issuer;
	char *authorization_endpoint;
	char *token_endpoint;
	char *jwks_uri;
	char *end_session_endpoint; /* NULL: there is none */
	bool names_issuer;	    /* in each answer (RFC 9207) */
	bool takes_basic;	    /* else the secret stands in the form */
};

/* An address to ask: https, or http where is_here() the provider is. */
bool provider_is_allowed_url(const char *url, bool may_be_http);
bool provider_is_here(const char *url); /* on this machine: for trying out */

/* Where the document of an issuer lies.  Returns owned. */
char *provider_document_url(const char *issuer);

/*
 * Reads the document; its issuer must be the very one that was asked for.
 * OB_EPROTO for everything else that it lacks.
 */
int provider_read(const char *bytes, size_t len, const char *issuer,
    struct provider *ret_provider, struct error *err) OB_MUST_CHECK;
void provider_release(struct provider *provider);

/* What came with the browser is of this provider, as far as it says. */
int provider_check_issuer(const struct provider *provider, const char *issuer,
    struct error *err) OB_MUST_CHECK;

#endif
