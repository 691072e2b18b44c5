/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DOSSIER_INVITATIONS_TOLD_H
#define ONBOARD_ENGINE_DOSSIER_INVITATIONS_TOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/dossier/dossier.h"

/*
 * Whether an invitation told a person how the activity stands now, its time or
 * that it is off, so that no other mail needs to.  The dossier knows its
 * invitations.
 */
bool invitations_told_is(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id);

/*
 * Whether the person's own calendar has the activity, or had it until it was
 * called off: then it would stand twice beside the one in the feed.
 */
bool invitations_told_hides(const struct invitation *rows, size_t count,
    const struct activity *activity, int64_t person_id);

#endif
