/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/exit_figures.h"

#include <assert.h>
#include <stdbool.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/exits/exit_counts.h"
#include "model/exit_reason.h"
#include "store/exit_count_store.h"

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
add_reasons(struct engine *engine, const char *period, int64_t talks,
    json_t *list, struct error *err)
{
	struct exit_reason_count *counts = NULL;
	size_t count = 0;
	cleanup_(memory_free_ptr) bool *is_main_told = NULL;
	int status = exit_count_store_list_reasons(
	    engine->store, period, &counts, &count, err);

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
	exit_count_store_free(counts, count);
	return status;
}

/* Each tells of five at least; what they leave may be none to four or more. */
static int
add_years(struct engine *engine, const char *period, int64_t talks,
    json_t *list, struct error *err)
{
	struct exit_began *years = NULL;
	size_t count = 0;
	int64_t rest = talks - (EXIT_REASON_LEAST - 1);
	int status = exit_count_store_list_began(
	    engine->store, period, &years, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		rest -= EXIT_REASON_LEAST;
		if (rest < 0 || years[i].talks < EXIT_REASON_LEAST)
			break;
		(void)json_array_append_new(list, json_integer(years[i].year));
	}
	exit_count_store_free_began(years, count);
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
	json_auto_t *years = json_array();
	int64_t talks = 0;
	bool is_over = false;
	bool is_shown = false;
	int status = exit_counts_find(engine, wanted, &is_over, &talks, err);

	/* From one day to the next it would tell what one talk added. */
	is_shown = status == OB_OK && is_over && talks >= EXIT_REASON_LEAST;
	if (is_shown)
		status = add_reasons(engine, wanted, talks, list, err);
	if (status == OB_OK && is_shown)
		status = add_years(engine, wanted, talks, years, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:s, s:b, s:b, s:o, s:O, s:O}",
		    "period", wanted, "is_over", (int)is_over, "is_shown",
		    (int)is_shown, "talks", figure(talks, is_shown), "reasons",
		    list, "began", years);
	return status;
}
