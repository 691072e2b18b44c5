/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DIGESTS_ROUNDS_NOTE_H
#define ONBOARD_ENGINE_DIGESTS_ROUNDS_NOTE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/error.h"

struct engine;

/* What is noted of the last morning round that was gone through. */
struct rounds_note {
	struct date day;    /* DATE_NONE: there was none */
	bool is_late;	    /* it made up for an earlier one */
	struct date weekly; /* of the last that told those of once a week */
};

int rounds_note_read(struct engine *engine, struct rounds_note *ret_note,
    struct error *err) OB_MUST_CHECK;

/*
 * Whether today's round is the week's: on the day of plain_days_weekly(), or
 * the first one after it when that was missed.
 */
bool rounds_note_is_weekly(
    const struct engine *engine, const struct rounds_note *note);

/* Today's. */
int rounds_note_write(struct engine *engine, bool is_late, bool is_weekly,
    struct error *err) OB_MUST_CHECK;

#endif
