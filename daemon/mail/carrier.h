/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MAIL_CARRIER_H
#define ONBOARD_MAIL_CARRIER_H

#include <stdatomic.h>
#include <stdbool.h>

#include "base/error.h"
#include "mail/mailer.h"

/*
 * A way for letters to travel: one row a transport.  Each mail thread opens
 * one carrier and uses it alone.
 */
struct carrier;

/* Read by carriers while they work; written by mailer_finish(). */
struct carrier_stop {
	atomic_bool requested;
	atomic_llong deadline_ms; /* monotonic */
};

struct oauth_token;

/* What the threads have in common; borrowed as long as they run. */
struct carrier_shared {
	const struct carrier_stop *stop;
	struct oauth_token *token; /* NULL: no login by token */
};

struct carrier_kind {
	int (*open)(const struct mailer_options *options,
	    const struct carrier_shared *shared, struct carrier **ret_carrier,
	    struct error *err) OB_MUST_CHECK;

	/* Fills all of the result but its id. */
	void (*deliver)(struct carrier *carrier, const struct letter_job *job,
	    struct letter_result *result);

	/* Nothing came for a while; may be NULL. */
	void (*rest)(struct carrier *carrier);
	void (*close)(struct carrier *carrier);
};

extern const struct carrier_kind maildir_carrier;
extern const struct carrier_kind smtp_carrier;

#endif
