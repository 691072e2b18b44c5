/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ANSWERS_PROPOSALS_H
#define ONBOARD_ENGINE_ANSWERS_PROPOSALS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * A participant proposes another time (COUNTER, RFC 5546, 3.2.7).  It waits in
 * review, who sees to the meeting gets a mail, and somebody accepts, which
 * moves the meeting, or declines.
 */

/* Tells who sees to it, with a link that moves the meeting if that can be. */
int proposals_tell(struct change *change, struct dossier *dossier,
    const struct received_mail *row, struct error *err) OB_MUST_CHECK;

struct proposal_answer {
	const char *actor;
	int64_t id; /* of the received mail */
	bool is_accepted;
	const char *reason; /* or NULL; who proposed sees it when declined */
};

/* Accepting refuses as activities_move() does. */
int proposals_answer(struct engine *engine,
    const struct proposal_answer *answer, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
