/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_IDENTITY_IDENTITY_H
#define ONBOARD_IDENTITY_IDENTITY_H

#include <event2/event.h>
#include <stdbool.h>

#include "base/clock.h"
#include "base/error.h"
#include "model/openid.h"
#include "model/settings.h"

/*
 * Speaks to the OpenID Connect provider (Core 1.0 and Discovery 1.0), on the
 * daemon's loop and never waiting: what it says of itself and its keys are
 * fetched when they are first needed and kept for an hour; keys are fetched
 * again, once a minute at most, when a token is signed with another.  Answers
 * are bounded in size and time, TLS is verified, no redirection is followed.
 * It logs nothing and keeps no token.
 */
struct identity;

#define IDENTITY_TASKS_MAX 32 /* under way at a time */

struct identity_options {
	const char *issuer;
	const char *client_id;
	const char *client_secret; /* wiped at stop */
	const char *scopes;
	const char *claim;	  /* in which the mail address stands */
	const char *redirect_url; /* of ours, as the provider knows it */
	const char *left_url;	  /* of ours, after signing out there */
	const char *ca_file;	  /* "": the system's */
	const struct settings_list *acr;
	const struct settings_list *amr;
	bool is_trusted;
	const struct clock *clock;
};

/* Texts are copied; lists and the clock are borrowed until the stop. */
int identity_start(struct event_base *base,
    const struct identity_options *options, struct identity **ret_identity,
    struct error *err) OB_MUST_CHECK;

/*
 * Calls done once, maybe before it returns, unless it returns a failure.  What
 * can fail then:
 * OB_EDENIED, who came is not to be believed; OB_EIO, OB_EPROTO and
 * OB_ETIMEOUT, the provider is away, talks nonsense or refuses us;
 * OB_ECONFLICT, we stop.  Borrows nothing of the request.
 */
int identity_ask(struct identity *identity,
    const struct openid_request *request, openid_done_fn *done, void *arg,
    struct error *err) OB_MUST_CHECK;

/* Nobody waits any more for what was asked with this arg. */
void identity_forget(struct identity *identity, const void *arg);

/* Tells all who wait that it has ended. */
void identity_interrupt(struct identity *identity);
void identity_stop(struct identity *identity); /* accepts NULL */

#endif
