/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_INVITATIONS_CHECK_H
#define ONBOARD_ENGINE_INVITATIONS_INVITATIONS_CHECK_H

#include <stdbool.h>

#include "base/error.h"
#include "model/records.h"

struct change;

/* Whether a mail is an invitation or a cancellation of one. */
bool invitations_check_is_kind(const char *kind);

enum invitations_verdict {
	INVITATIONS_TRUE,
	INVITATIONS_OUTDATED,	/* another took its place, or it cancels
				   what nobody was told */
	INVITATIONS_UNREACHABLE /* its address is refused for good */
};

/*
 * Whether such a mail that is about to leave still tells what is true.  The
 * first to a person goes to the address that the person has now; later
 * ones to the one that was invited, so that calendars know them again, as long
 * as it is the person's and works.
 */
int invitations_check_mail(struct change *change, struct mail *mail,
    enum invitations_verdict *ret_verdict, struct error *err) OB_MUST_CHECK;

#endif
