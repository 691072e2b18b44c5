/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_INVITATIONS_WANTED_H
#define ONBOARD_ENGINE_INVITATIONS_INVITATIONS_WANTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

/* Somebody who is to be at a meeting. */
struct invitations_wanted_item {
	struct activity *activity; /* borrowed from the dossier */
	int64_t person_id;
	int64_t owner_id; /* for whom the person comes, or the person's own */
	bool is_invited;  /* by an invitation, not only in the feed */
};

struct invitations_wanted {
	struct invitations_wanted_item *items;
	size_t count;
};

/*
 * Who is to be at the journey's calls and meetings that have not begun: those
 * who do them or take part, or who acts for them on that day.  Nobody after
 * their last day, no leader before the welcome mail, nobody without a mailbox.
 * What lies further ahead than invitations go is left out, unless somebody has
 * an invitation to it; the dossier knows them (dossier_know_invitations()).
 */
int invitations_wanted_find(struct dossier *dossier,
    struct invitations_wanted *ret_wanted, struct error *err) OB_MUST_CHECK;
void invitations_wanted_release(struct invitations_wanted *wanted);

/* Whether it is open and has a time that is still to come. */
bool invitations_wanted_has_time(
    const struct dossier *dossier, const struct activity *activity);

/* Whether it is so near that people are invited to it. */
bool invitations_wanted_is_near(
    const struct dossier *dossier, const struct activity *activity);

#endif
