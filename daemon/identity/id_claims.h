/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_IDENTITY_ID_CLAIMS_H
#define ONBOARD_IDENTITY_ID_CLAIMS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/openid.h"
#include "model/settings.h"

/* What a token must say to count (OpenID Connect Core 1.0, 3.1.3.7). */
struct id_claims_rules {
	const char *issuer;
	const char *client_id; /* the one audience: others are not trusted */
	const char *nonce;
	const char *address_claim;	 /* email must be verified */
	const struct settings_list *acr; /* one of them; empty: any */
	const struct settings_list *amr;
	bool is_trusted; /* to see to a second factor without saying so */
	int64_t now;	 /* UTC seconds */
};

/* OB_EDENIED says which claim is wrong.  The answer is the caller's. */
int id_claims_check(const json_t *claims, const struct id_claims_rules *rules,
    struct openid_answer *ret_answer, struct error *err) OB_MUST_CHECK;

#endif
