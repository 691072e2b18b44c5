/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ROLES_CONTACTS_H
#define ONBOARD_ENGINE_ROLES_CONTACTS_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/handbook.h"

struct change;

/*
 * Who of each function contacts a leader whose journey runs.  A journey keeps
 * those whom it began with, unless another entry of the handbook is the nearest
 * now: of another place, or because the nearest is no more.
 */
struct contacts_place {
	const struct handbook *handbook;
	struct programme_scope where; /* the leader's */
};

struct contacts_move {
	struct contacts_place from;
	struct contacts_place to;
	int64_t holder_id; /* only what this person has; 0: whoever has it */
};

/*
 * Gives the functions that another entry answers for to whom that names, with
 * all that is open: old and new holder hear of it as of any change of hands,
 * and the audit has it.  The dossier is loaded anew if any did.  Adds
 * {"leader","leader_name","role","from_name","to_name"} to the list.
 */
int contacts_follow(struct change *change, struct dossier *dossier,
    const struct contacts_move *move, json_t *list,
    struct error *err) OB_MUST_CHECK;

#endif
