/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ROUNDS_NOTE_H
#define ONBOARD_ENGINE_ROUNDS_NOTE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/error.h"

struct engine;

/* What is noted of the last morning round that was gone through. */
struct rounds_note {
	struct date day; /* DATE_NONE: there was none */
	bool is_late;	 /* it made up for an earlier one */
};

int rounds_note_read(struct engine *engine, struct rounds_note *ret_note,
    struct error *err) OB_MUST_CHECK;

/* Today's. */
int rounds_note_write(
    struct engine *engine, bool is_late, struct error *err) OB_MUST_CHECK;

#endif
