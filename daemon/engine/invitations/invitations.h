/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_INVITATIONS_H
#define ONBOARD_ENGINE_INVITATIONS_INVITATIONS_H

#include "base/error.h"
#include "engine/dossier/dossier.h"

/*
 * Invitations to calls and meetings (RFC 5546, by mail: RFC 6047).  What is
 * wanted (invitations_wanted.h) is compared with what everybody was told last,
 * the rows of invitation_store.h; where they differ a mail and its row are
 * written in one transaction.  So it does not matter how often it is done, or
 * what a crash cut short: the next time tells the rest, and nothing twice.
 *
 * - Somebody is invited from invitations.days_ahead on, while the journey runs.
 * - Another time is an update with the activity's SEQUENCE, however far ahead;
 *   the answer to the time before counts no more.
 * - Whoever need not be there any more gets a CANCEL, the others hear nothing.
 *   Its SEQUENCE is the activity's, and always above what the person was told
 *   (RFC 5546, 2.1.4); who is invited again later raises the activity's own.
 * - The attendee is the address that was invited as long as it is the person's
 *   and works; else the other one is invited, with a higher SEQUENCE.
 * - An answer counts as long as the time does, also in what is sent again.
 * - What is over is not cancelled, and what somebody never heard of is taken
 *   back without a word.
 * - A mail that waits is replaced by the next one to the person.
 */
int invitations_run(struct dossier *dossier, struct error *err) OB_MUST_CHECK;

#endif
