/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_PROPERTY_RANDOM_H
#define ONBOARD_TESTS_PROPERTY_RANDOM_H

#include <stdint.h>

/* Numbers that are random, and the same for the same state at the start. */
struct random {
	uint64_t state;
};

uint64_t random_next(struct random *random);

int random_pick(struct random *random, int from, int to); /* both ends, too */

/* What a test was started with, as ONBOARD_SEED. */
uint64_t random_from_environment(const char *name, uint64_t fallback);

#endif
