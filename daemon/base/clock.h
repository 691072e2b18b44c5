/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_CLOCK_H
#define ONBOARD_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The one clock that all time comes from.  The system clock runs by itself;
 * a test clock stands still until clock_set().  Socket deadlines use
 * clock_monotonic_ms(), which no test clock moves.
 */
struct clock {
	bool is_test;
	int64_t test_now; /* UTC seconds */
};

void clock_init_system(struct clock *clock);
void clock_init_test(struct clock *clock, int64_t now);

int64_t clock_now(const struct clock *clock);	  /* UTC seconds */
void clock_set(struct clock *clock, int64_t now); /* test clock, not back */

int64_t clock_monotonic_ms(void);

#endif
