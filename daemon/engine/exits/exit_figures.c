/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/exit_figures.h"

#include <assert.h>
#include <stdbool.h>

#include "base/date.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "model/exit_reason.h"
#include "store/exit_store.h"

#define DAYS_LATER 14 /* for what is noted late */

/* What few said, or all but a few, tells who said what. */
static bool
is_told(int64_t count, int64_t talks)
{
	return count >= EXIT_REASON_LEAST && talks - count >= EXIT_REASON_LEAST;
}

static json_t *
figure(int64_t count, bool is_shown)
{
	return is_shown ? json_integer((json_int_t)count) : json_null();
}

/* What is left of a number that is told with a part of it. */
static bool
leaves_none_few(int64_t rest)
{
	return rest == 0 || rest >= EXIT_REASON_LEAST;
}

/* Of all talks, and of those that name the reason at all. */
static bool
may_tell_main(const struct exit_reason_count *reason, int64_t talks)
{
	return is_told(reason->talks, talks) &&
	       is_told(reason->as_main, talks) &&
	       leaves_none_few(reason->talks - reason->as_main);
}

/* The main reasons add up to the talks: the smallest is not told where what
 * the others leave is few. */
static void
decide_mains(const struct exit_reason_count *counts, size_t count,
    int64_t talks, bool *is_main_told)
{
	int64_t rest = talks;
	size_t smallest;

	for (size_t i = 0; i < count; i++) {
		is_main_told[i] = may_tell_main(&counts[i], talks);
		rest -= is_main_told[i] ? counts[i].as_main : 0;
	}
	while (!leaves_none_few(rest)) {
		smallest = count;
		for (size_t i = 0; i < count; i++) {
			if (is_main_told[i] &&
			    (smallest == count ||
				counts[i].as_main < counts[smallest].as_main))
				smallest = i;
		}
		assert(smallest < count);
		is_main_told[smallest] = false;
		rest += counts[smallest].as_main;
	}
}

static int
add_reasons(struct engine *engine, const struct exit_span *span, int64_t talks,
    json_t *list, struct error *err)
{
	struct exit_reason_count *counts = NULL;
	size_t count = 0;
	cleanup_(memory_free_ptr) bool *is_main_told = NULL;
	int status =
	    exit_store_count_reasons(engine->store, span, &counts, &count, err);

	is_main_told = memory_alloc(count + 1);
	if (status == OB_OK)
		decide_mains(counts, count, talks, is_main_told);
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (!is_told(counts[i].talks, talks))
			continue;
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:o, s:o}", "reason", counts[i].reason,
			"talks", json_integer((json_int_t)counts[i].talks),
			"as_main", figure(counts[i].as_main, is_main_told[i])));
	}
	exit_store_free_counts(counts, count);
	return status;
}

int
exit_figures_view(struct engine *engine, const char *period, json_t **ret_view,
    struct error *err)
{
	char current[EXIT_REASON_PERIOD_SIZE];
	const char *wanted =
	    period != NULL ? period
			   : exit_reason_period_of(core_today(engine), current);
	json_auto_t *list = json_array();
	struct half_year half_year;
	struct exit_span span;
	struct date final_day;
	int64_t talks = 0;
	bool is_over = false;
	bool is_shown = false;
	int status = exit_reason_read_period(wanted, &half_year, err);

	if (status != OB_OK)
		return status;
	final_day = date_add_days(half_year.until, DAYS_LATER + 1);
	span = (struct exit_span){half_year.from, half_year.until,
	    core_instant(engine, final_day, 0)};
	status = exit_store_count(engine->store, &span, &talks, err);
	if (status != OB_OK)
		return status;
	/* From one day to the next it would tell what one talk added. */
	is_over = !date_before(core_today(engine), final_day);
	is_shown = is_over && talks >= EXIT_REASON_LEAST;
	if (is_shown)
		status = add_reasons(engine, &span, talks, list, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:s, s:b, s:b, s:o, s:O}", "period",
		    wanted, "is_over", (int)is_over, "is_shown", (int)is_shown,
		    "talks", figure(talks, is_shown), "reasons", list);
	return status;
}
