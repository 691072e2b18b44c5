/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LETTERS_NEXT_DIGEST_H
#define ONBOARD_ENGINE_LETTERS_NEXT_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

struct engine;

/*
 * What may wait for the digest: whoever is to be somewhere hears of a change
 * at least 48 hours before it.
 */

/* When it comes; of those who want it once a week, another. */
int64_t next_digest_at(const struct engine *engine, bool is_weekly);

/*
 * Whether that digest would tell too late what is to be at the instant; never
 * of what has been, or is at no time (INSTANT_NONE).
 */
bool next_digest_is_late_for(
    const struct engine *engine, int64_t next_digest, int64_t at);

#endif
