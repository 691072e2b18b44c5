/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_NOTES_H
#define ONBOARD_ENGINE_FEEDS_FEED_NOTES_H

#include <stdint.h>

#include "base/error.h"

struct store;

/*
 * Who fetched which calendar, kept until it is written down together: a fetch
 * must not cost a transaction.
 */
struct feed_notes;

struct feed_notes *feed_notes_new(void);
void feed_notes_free(struct feed_notes *notes); /* accepts NULL */

/* One answer to a GET. */
struct feed_notes_answer {
	int64_t feed_id;
	int64_t at;
	const char *agent; /* the User-Agent as it came, or NULL */
	int status;	   /* 200, 304, or what went wrong: no fetch then */
};

void feed_notes_add(
    struct feed_notes *notes, const struct feed_notes_answer *answer);

/* One transaction, or none; what cannot be written is kept. */
int feed_notes_flush(struct feed_notes *notes, struct store *store,
    struct error *err) OB_MUST_CHECK;

#endif
