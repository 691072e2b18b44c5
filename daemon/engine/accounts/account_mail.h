/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACCOUNTS_ACCOUNT_MAIL_H
#define ONBOARD_ENGINE_ACCOUNTS_ACCOUNT_MAIL_H

#include "base/error.h"
#include "model/records.h"

struct change;

/*
 * Whoever signs in hears at once, by mail, of what changed about it: if it was
 * somebody else, that is how it comes out.  Each queues within the caller's
 * change.
 */
enum account_event {
	ACCOUNT_CHANGED, /* another role or area, or it is open again */
	ACCOUNT_REMOVED,
	ACCOUNT_RESET,	/* the authenticator and the recovery codes are over */
	ACCOUNT_SET_UP, /* an authenticator was set up */
	ACCOUNT_ADDRESS,
	ACCOUNT_LINKED, /* to one at the OpenID Connect provider */
	ACCOUNT_UNLINKED
};

int account_mail_tell(struct change *change, const struct account *account,
    enum account_event event, struct error *err) OB_MUST_CHECK;

/*
 * To each address that the person had before ("" for none), when one is another
 * one now or has come.  Of who has no open account nothing is said.
 */
int account_mail_tell_address(struct change *change,
    const char *const before[2], const struct person *after,
    struct error *err) OB_MUST_CHECK;

#endif
