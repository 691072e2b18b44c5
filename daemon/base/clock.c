/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/clock.h"

#include <assert.h>
#include <time.h>

void
clock_init_system(struct clock *clock)
{
	clock->is_test = false;
	clock->test_now = 0;
}

void
clock_init_test(struct clock *clock, int64_t now)
{
	clock->is_test = true;
	clock->test_now = now;
}

int64_t
clock_now(const struct clock *clock)
{
	struct timespec now;

	if (clock->is_test)
		return clock->test_now;
	(void)clock_gettime(CLOCK_REALTIME, &now); /* cannot fail */
	return now.tv_sec;
}

void
clock_set(struct clock *clock, int64_t now)
{
	assert(clock->is_test && now >= clock->test_now);
	clock->test_now = now;
}

int64_t
clock_monotonic_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail */
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
