/* SPDX-License-Identifier: EUPL-1.2 */
#include "random.h"

#include <stdlib.h>

/* Steele, Lea and Flood, "SplitMix". */
uint64_t
random_next(struct random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15U;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return z ^ (z >> 31);
}

int
random_pick(struct random *random, int from, int to)
{
	return from + (int)(random_next(random) % (uint64_t)(to - from + 1));
}

uint64_t
random_from_environment(const char *name, uint64_t fallback)
{
	const char *text = getenv(name);

	return text == NULL ? fallback : strtoull(text, NULL, 10);
}
