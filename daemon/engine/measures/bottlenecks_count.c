/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/bottlenecks_count.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/kept_counts.h"
#include "engine/measures/measure_table.h"
#include "store/bottleneck_store.h"

#define ACTOR "clock"
#define DAY_SECONDS 86400

/* Two quarters after the year's last one. */
static struct date
closing_day(int year)
{
	return quarter_last_day((struct quarter){year + 1, 2});
}

static struct measure_span
span_of(const struct engine *engine, int year)
{
	struct date january = date_from_civil(year, 1, 1);

	return (struct measure_span){.from = january,
	    .to = date_from_civil(year, 12, 31),
	    .until = closing_day(year),
	    .local_time = (int64_t)january.day * DAY_SECONDS -
			  core_instant(engine, january, 0)};
}

struct delays {
	struct bottleneck_delay *rows;
	size_t count;
};

static int
compare_days(const void *a, const void *b)
{
	int left = *(const int *)a;
	int right = *(const int *)b;

	return (left > right) - (left < right);
}

/* Of those from first until end: the lower of the two in the middle; -1 of
   none. */
static int
median_of(const struct engine *engine, const struct delays *delays,
    size_t first, size_t end)
{
	size_t count = end - first;
	cleanup_(memory_free_ptr) int *days =
	    memory_alloc((count + 1) * sizeof(*days));

	if (count == 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const struct bottleneck_delay *delay = &delays->rows[first + i];

		days[i] = workday_between(
		    engine->calendar, delay->latest, delay->until);
	}
	qsort(days, count, sizeof(*days), compare_days);
	return days[(count - 1) / 2];
}

static bool
is_of(const struct bottleneck_delay *delay, const struct bottleneck *step)
{
	return strcmp(delay->step, step->step) == 0 &&
	       strcmp(delay->role, step->role) == 0;
}

/* Both come by step and role: a step's delays are the next that are its own. */
static int
keep_all(struct engine *engine, int year, struct bottleneck *steps,
    size_t count, const struct delays *delays, struct error *err)
{
	size_t next = 0;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		size_t first = next;

		while (next < delays->count &&
		       is_of(&delays->rows[next], &steps[i]))
			next++;
		steps[i].days = median_of(engine, delays, first, next);
		status = bottleneck_store_keep_step(
		    engine->store, year, &steps[i], err);
	}
	return status;
}

static int
keep_steps(struct engine *engine, int year, struct error *err)
{
	const struct measure_span span = span_of(engine, year);
	struct bottleneck *steps = NULL;
	struct delays delays = {NULL, 0};
	size_t count = 0;
	int status =
	    bottleneck_store_count(engine->store, &span, &steps, &count, err);

	if (status == OB_OK)
		status = bottleneck_store_list_delays(
		    engine->store, &span, &delays.rows, &delays.count, err);
	if (status == OB_OK)
		status = keep_all(engine, year, steps, count, &delays, err);
	bottleneck_store_free_delays(delays.rows, delays.count);
	bottleneck_store_free(steps, count);
	return status;
}

static int
count_year(struct engine *engine, int year, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = bottleneck_store_keep_year(
		    engine->store, year, core_now(engine), err);
	if (status == OB_OK)
		status = keep_steps(engine, year, err);
	if (status == OB_OK)
		status = change_audit(&change, "keep-bottlenecks",
		    SUBJECT("measure", 0), NULL,
		    json_pack("{s:i}", "year", year), err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

static const struct kept_counts kept = {
    .drop_later = bottleneck_store_drop_later,
    .verb = "drop-bottlenecks",
    .entity = "measure",
    .unit = "years",
};

/* OB_ENOTFOUND while there is nobody to count. */
static int
next_year(struct engine *engine, int *ret_year, struct error *err)
{
	struct date first_day = DATE_NONE;
	int last = 0;
	int status = bottleneck_store_last_year(engine->store, &last, err);

	if (status == OB_OK)
		*ret_year = last + 1;
	if (status != OB_ENOTFOUND)
		return status;
	status = measure_store_first_day(engine->store, &first_day, err);
	if (status == OB_OK)
		*ret_year = date_to_civil(first_day).year;
	return status;
}

static bool
is_final(const struct engine *engine, int year)
{
	return date_before(date_add_days(closing_day(year), MEASURE_DAYS_LATER),
	    core_today(engine));
}

int
bottlenecks_count_run(struct engine *engine, struct error *err)
{
	int year = 0;
	int status = kept_counts_drop_later(engine, &kept, err);

	if (status == OB_OK)
		status = next_year(engine, &year, err);
	if (status == OB_ENOTFOUND)
		return OB_OK;
	while (status == OB_OK && is_final(engine, year))
		status = count_year(engine, year++, err);
	return status;
}
