/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ANSWERS_ANSWERS_H
#define ONBOARD_ENGINE_ANSWERS_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct change;

/*
 * What somebody answers to an invitation: the one place that writes it,
 * whether it came by mail, by a link, on a page or by HR's hand.  An answer
 * changes nothing but the invitation: no day, no state.  Who sees to a meeting
 * that somebody declines is told, with another time (offers.h).
 */
struct answer {
	int64_t activity_id;
	int64_t person_id;    /* who was invited */
	const char *partstat; /* accepted, declined, tentative, delegated */
	const char *by;	      /* link, mail, page, hand */
	bool is_verified;     /* the sender is known to be the attendee */
	int64_t stamp;	      /* DTSTAMP of a mail; INSTANT_NONE: now */
	int sequence;	      /* what it answers; -1: what was told last */
	const char
	    *comment; /* NULL or blanks for none; at most 1000 characters */
};

enum answer_outcome {
	ANSWER_APPLIED,
	ANSWER_REPEATED, /* it says what is known: nothing was written */
	ANSWER_OUTDATED	 /* a later answer is known: nothing was written */
};

/*
 * Writes the answer and its audit row (RFC 5546, 3.2.3: of two answers to the
 * same version the one with the later stamp counts, but a verified one before
 * any that is not).  OB_ENOTFOUND when the
 * person is not invited, OB_ECONFLICT when the invitation was withdrawn,
 * OB_EINVALID for an unknown partstat or too long a comment.  Whether an
 * older version was answered, and what the sender may say, is the caller's.
 */
int answers_set(struct change *change, struct dossier *dossier,
    const struct answer *answer, enum answer_outcome *ret_outcome,
    struct error *err) OB_MUST_CHECK;

#endif
