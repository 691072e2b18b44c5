/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../tests/unit/journey_fixture.h"
#include "base/memory.h"
#include "model/derivation.h"

/*
 * Times the planning of one journey: alone, with a trace, and among eight
 * years of other people's appointments.  The ratio compares it with walking
 * the same 49 steps day by day over the calendar, so that the number can be
 * compared between machines.  The least of many rounds is shown.
 */
#define ROUNDS 2000
#define BUSY_YEARS 8
#define BUSY_A_DAY 4
#define BUSY_COUNT (BUSY_YEARS * 365 * BUSY_A_DAY)
#define DAYS_A_STEP 30

struct bench {
	struct journey_fixture fixture;
	struct derivation derivations[FIXTURE_STEPS_MAX];
	volatile int sink;
};

static int64_t
now_ns(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
plan_plain(struct bench *bench)
{
	plan_journey(&bench->fixture.input, bench->fixture.items, NULL, NULL);
}

static void
plan_traced(struct bench *bench)
{
	plan_journey(&bench->fixture.input, bench->fixture.items,
	    derivation_trace, bench->derivations);
	for (size_t i = 0; i < FIXTURE_STEPS_MAX; i++)
		strbuf_clear(&bench->derivations[i].text);
}

static void
walk_days(struct bench *bench)
{
	const struct workday_calendar *calendar = bench->fixture.calendar;
	struct date date = bench->fixture.input.anchors.accepted;
	int found = 0;

	for (size_t i = 0; i < bench->fixture.programme->step_count; i++)
		for (int day = 0; day < DAYS_A_STEP; day++)
			found +=
			    workday_next(calendar, date_add_days(date, day))
				.day == date.day + day;
	bench->sink = found;
}

static int64_t
least(void (*work)(struct bench *), struct bench *bench)
{
	int64_t best = INT64_MAX;

	for (int i = 0; i < ROUNDS; i++) {
		int64_t start = now_ns();
		int64_t took;

		work(bench);
		took = now_ns() - start;
		if (took < best)
			best = took;
	}
	return best;
}

static void
show(const char *name, int64_t took, int64_t unit)
{
	(void)printf("%-28s %8.1f us  ratio %.1f\n", name, (double)took / 1000,
	    (double)took / (double)unit);
}

static void
fill_busy(struct plan_busy *busy, struct date from)
{
	for (int i = 0; i < BUSY_COUNT; i++) {
		int start = (8 + i % BUSY_A_DAY * 2) * 60;

		busy[i] = (struct plan_busy){
		    .person = 1 + i % FIXTURE_PERSON_COUNT,
		    .day = date_add_days(from, i / BUSY_A_DAY),
		    .start = start,
		    .end = start + 60,
		};
	}
}

int
main(void)
{
	struct bench *bench = memory_alloc(sizeof(*bench));
	struct plan_busy *busy = memory_alloc(BUSY_COUNT * sizeof(*busy));
	struct date accepted = date_from_civil(2026, 10, 1);
	int64_t unit;

	journey_fixture_init(&bench->fixture);
	for (size_t i = 0; i < FIXTURE_STEPS_MAX; i++)
		derivation_init(&bench->derivations[i]);
	journey_fixture_begin(&bench->fixture, accepted,
	    date_from_civil(2026, 12, 7), "internal");
	unit = least(walk_days, bench);
	show("walk 49 x 30 days", unit, unit);
	show("plan a journey", least(plan_plain, bench), unit);
	show("plan and derive", least(plan_traced, bench), unit);
	fill_busy(busy, accepted);
	bench->fixture.input.busy = busy;
	bench->fixture.input.busy_count = BUSY_COUNT;
	show("plan among 8 busy years", least(plan_plain, bench), unit);
	for (size_t i = 0; i < FIXTURE_STEPS_MAX; i++)
		derivation_release(&bench->derivations[i]);
	journey_fixture_release(&bench->fixture);
	free(busy);
	free(bench);
	return EXIT_SUCCESS;
}
