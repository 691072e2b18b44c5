/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/exit_figures.h"

#include <stdbool.h>

#include "base/date.h"
#include "engine/core/core.h"
#include "model/exit_reason.h"
#include "store/exit_store.h"

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

static int
add_reasons(struct engine *engine, const struct half_year *period,
    int64_t talks, json_t *list, struct error *err)
{
	struct exit_reason_count *counts = NULL;
	size_t count = 0;
	int status = exit_store_count_reasons(
	    engine->store, period->from, period->until, &counts, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		int64_t as_main = counts[i].as_main;

		if (!is_told(counts[i].talks, talks))
			continue;
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:o, s:o}", "reason", counts[i].reason,
			"talks", json_integer((json_int_t)counts[i].talks),
			"as_main", figure(as_main, is_told(as_main, talks))));
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
	int64_t talks = 0;
	bool is_over = false;
	bool is_shown = false;
	int status = exit_reason_read_period(wanted, &half_year, err);

	if (status == OB_OK)
		status = exit_store_count(engine->store, half_year.from,
		    half_year.until, &talks, err);
	if (status != OB_OK)
		return status;
	/* From one day to the next it would tell what one talk added. */
	is_over = date_before(half_year.until, core_today(engine));
	is_shown = is_over && talks >= EXIT_REASON_LEAST;
	if (is_shown)
		status = add_reasons(engine, &half_year, talks, list, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:s, s:b, s:b, s:o, s:O}", "period",
		    wanted, "is_over", (int)is_over, "is_shown", (int)is_shown,
		    "talks", figure(talks, is_shown), "reasons", list);
	return status;
}
