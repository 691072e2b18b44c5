/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_DAY_BLOCK_H
#define ONBOARD_CALENDAR_DAY_BLOCK_H

#include <stddef.h>

#include "base/error.h"

/*
 * Cuts an iCalendar file into its events before libical sees them, so that it
 * is given small texts that hold only what day_event.h asks about, one broken
 * event spoils no other, and each has a line number.
 */
#define DAY_BLOCK_MAX 5000 /* events in a file */

struct day_block {
	char *text; /* "BEGIN:VEVENT" to "END:VEVENT", unfolded */
	int line;   /* of its BEGIN, counted from 1 */
};

struct day_blocks {
	struct day_block *items;
	size_t count;
};

/*
 * OB_EINVALID with the line where the file is no whole iCalendar file, and
 * OB_ELIMIT for one that is too large in any way.
 */
int day_block_split(const char *bytes, size_t len,
    struct day_blocks *ret_blocks, struct error *err) OB_MUST_CHECK;
void day_block_release(struct day_blocks *blocks);

#endif
