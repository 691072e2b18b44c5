/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_INVITATIONS_REPLY_H
#define ONBOARD_ENGINE_INVITATIONS_INVITATIONS_REPLY_H

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/records.h"

struct change;

/* What goes back to a participant who wrote about an invitation. */

/*
 * The invitation once more, as it was told last (RFC 5546, 3.2.6): whoever has
 * it already reads nothing new in it.  Nothing happens while one still waits to
 * leave, or when the meeting is not open any more.
 */
int invitations_reply_again(struct change *change, struct dossier *dossier,
    struct invitation *row, struct error *err) OB_MUST_CHECK;

/*
 * DECLINECOUNTER (RFC 5546, 3.2.8): the meeting stays where it is.  reason: or
 * NULL.  number tells the proposals of one person apart.
 */
int invitations_reply_decline(struct change *change, struct dossier *dossier,
    const struct invitation *row, const char *reason, int64_t number,
    struct error *err) OB_MUST_CHECK;

#endif
