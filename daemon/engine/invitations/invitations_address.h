/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_INVITATIONS_ADDRESS_H
#define ONBOARD_ENGINE_INVITATIONS_INVITATIONS_ADDRESS_H

#include <stdbool.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct engine;

/* Where an invitation went, and when it has to go elsewhere. */

/*
 * Whether the address is no longer the person's: somebody else may have it
 * now, or had it all the time.  The dossier knows the person.
 */
bool invitations_address_is_given_up(
    const struct dossier *dossier, const struct invitation *row);

/*
 * Whether nothing arrives where the last mail went, or it is given up, and the
 * person has another address that works.
 */
int invitations_address_has_other(const struct dossier *dossier,
    const struct invitation *row, bool *ret_has,
    struct error *err) OB_MUST_CHECK;

/*
 * Within a change, for one that is given up: who has what was mailed there
 * does not answer in the person's name, and whoever did has the meeting in
 * another calendar than the person's.  The row is the caller's to write.
 */
int invitations_address_leave(struct engine *engine, struct invitation *row,
    struct error *err) OB_MUST_CHECK;

#endif
