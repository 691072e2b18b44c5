/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_STAMPS_H
#define ONBOARD_ENGINE_FEEDS_FEED_STAMPS_H

#include <stdbool.h>
#include <stdint.h>

struct store;

/*
 * Counts the changes of the store, so that a calendar of many journeys is made
 * anew only where something changed.  What is not known to concern one journey
 * alone counts as a change of all; so does a rollback.
 */
struct feed_stamps;

/* Watches the store, which it borrows, until it is freed. */
struct feed_stamps *feed_stamps_new(struct store *store);
void feed_stamps_free(struct feed_stamps *stamps); /* accepts NULL */

/* To be kept beside what is read now. */
uint64_t feed_stamps_now(const struct feed_stamps *stamps);

/*
 * Whether what was read of the journey then may be old; journey 0: what was
 * read of more than one journey, which any change makes old.  true without
 * stamps (NULL).
 */
bool feed_stamps_is_old(
    const struct feed_stamps *stamps, int64_t journey_id, uint64_t then);

#endif
