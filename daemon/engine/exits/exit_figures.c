/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/exit_figures.h"

#include "engine/core/core.h"
#include "model/exit_reason.h"
#include "store/exit_store.h"

/* Small figures tell who said what. */
static json_t *
figure(int64_t count)
{
	return count < EXIT_REASON_LEAST ? json_null()
					 : json_integer((json_int_t)count);
}

static int
add_reasons(struct engine *engine, const struct half_year *period, json_t *list,
    struct error *err)
{
	struct exit_reason_count *counts = NULL;
	size_t count = 0;
	int status = exit_store_count_reasons(
	    engine->store, period->from, period->until, &counts, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (counts[i].talks < EXIT_REASON_LEAST)
			continue;
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:o, s:o}", "reason", counts[i].reason,
			"talks", figure(counts[i].talks), "as_main",
			figure(counts[i].as_main)));
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
	int status = exit_reason_read_period(wanted, &half_year, err);

	if (status == OB_OK)
		status = exit_store_count(engine->store, half_year.from,
		    half_year.until, &talks, err);
	if (status == OB_OK && talks >= EXIT_REASON_LEAST)
		status = add_reasons(engine, &half_year, list, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:s, s:b, s:o, s:O}", "period", wanted,
		    "is_shown", (int)(talks >= EXIT_REASON_LEAST), "talks",
		    figure(talks), "reasons", list);
	return status;
}
