/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ROLES_HANDOVER_H
#define ONBOARD_ENGINE_ROLES_HANDOVER_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct change;

/*
 * Who hears of it when open activities change hands: the old owner of what
 * they had been told was theirs.  Their calendars are planning_recast()'s, and
 * the new owner's news comes by notices_run().
 */
struct handover;

/* Who has what before the change. */
struct handover *handover_new(const struct dossier *dossier);
void handover_free(struct handover *handover); /* accepts NULL */

/* What a role came to be, and whose it was. */
struct handover_change {
	const char *role;
	int64_t old_id; /* 0: an empty role that the coordinator minded */
	int64_t new_id;
};

/*
 * After the change, with the dossier loaded anew and its activities recast.
 * ret_moved: [{"activity","step"}] of what has another owner now; owned.
 */
int handover_settle(struct change *change, struct dossier *dossier,
    const struct handover *handover, const struct handover_change *what,
    json_t **ret_moved, struct error *err) OB_MUST_CHECK;

/* The same when it was the programme that changed: any owner, to anybody. */
int handover_settle_all(struct change *change, struct dossier *dossier,
    const struct handover *handover, struct error *err) OB_MUST_CHECK;

#endif
