/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_COHORTS_NOMINATIONS_PRIVATE_H
#define ONBOARD_ENGINE_COHORTS_NOMINATIONS_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct change;

/* Between the files of nominations.h only. */

enum nomination_side { NOMINATION_NOMINEE, NOMINATION_MANAGER };

struct nomination_acceptance {
	enum nomination_side side;
	int64_t at;
	const char *terms; /* what was shown; NULL: the text as it is now */
};

struct nomination_no {
	enum nomination_side side; /* who says it */
	bool had_place;		   /* both had accepted */
};

int nominations_note_acceptance(struct change *change, struct dossier *dossier,
    struct nomination *nomination,
    const struct nomination_acceptance *acceptance,
    struct error *err) OB_MUST_CHECK;
int nominations_note_withdrawal(struct change *change, struct dossier *dossier,
    struct nomination *nomination, const char *reason,
    struct error *err) OB_MUST_CHECK;

/*
 * Queues the mail that asks one of the two; it names the sessions and the day
 * to answer by.
 */
int nominations_write(struct change *change, struct dossier *dossier,
    const struct nomination *nomination, enum nomination_side side,
    struct error *err) OB_MUST_CHECK;

/* Nobody is asked who has answered: a mail that waits is taken back. */
int nominations_cancel_question(struct change *change,
    const struct nomination *nomination, enum nomination_side side,
    struct error *err) OB_MUST_CHECK;

/*
 * The coordinator hears of a no on a page, and of a place that is given up;
 * nobody else can tell the other of the two.
 */
int nominations_tell_no(struct change *change, struct dossier *dossier,
    const struct nomination *nomination, const struct nomination_no *no,
    struct error *err) OB_MUST_CHECK;

/* Both have accepted: one mail to each, with the sessions. */
int nominations_confirm(struct change *change, struct dossier *dossier,
    const struct nomination *nomination, struct error *err) OB_MUST_CHECK;

#endif
