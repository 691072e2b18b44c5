/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/exit_counts.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/kept_counts.h"
#include "model/exit_reason.h"
#include "store/exit_count_store.h"

#define ACTOR "clock"
#define DAYS_LATER 14 /* for what is noted late */

static struct date
final_day(const struct half_year *half_year)
{
	return date_add_days(half_year->until, DAYS_LATER + 1);
}

static bool
is_final(const struct engine *engine, const struct half_year *half_year)
{
	return !date_before(core_today(engine), final_day(half_year));
}

static int
keep_reasons(struct engine *engine, const char *period,
    const struct exit_span *span, struct error *err)
{
	struct exit_reason_count *counts = NULL;
	size_t count = 0;
	int status = exit_count_store_count_reasons(
	    engine->store, span, &counts, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = exit_count_store_keep_reason(
		    engine->store, period, &counts[i], err);
	exit_count_store_free(counts, count);
	return status;
}

static int
keep_began(struct engine *engine, const char *period,
    const struct exit_span *span, struct error *err)
{
	struct exit_began *years = NULL;
	size_t count = 0;
	int status = exit_count_store_count_began(
	    engine->store, span, &years, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = exit_count_store_keep_began(
		    engine->store, period, &years[i], err);
	exit_count_store_free_began(years, count);
	return status;
}

static int
keep(struct engine *engine, char *period, const struct exit_span *span,
    struct error *err)
{
	struct exit_half_year half_year = {.period = period};
	int status =
	    exit_count_store_count(engine->store, span, &half_year.talks, err);

	if (status == OB_OK)
		status = exit_count_store_keep(
		    engine->store, &half_year, core_now(engine), err);
	if (status == OB_OK)
		status = keep_reasons(engine, period, span, err);
	return status == OB_OK ? keep_began(engine, period, span, err) : status;
}

/* How many they are is left out: the audit is read by more than the figures. */
static int
count_half_year(struct engine *engine, char *period,
    const struct half_year *half_year, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	const struct exit_span span = {half_year->from, half_year->until,
	    core_instant(engine, final_day(half_year), 0)};
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = keep(engine, period, &span, err);
	if (status == OB_OK)
		status = change_audit(&change, "keep-exit-reasons",
		    SUBJECT("exit_reason", 0), NULL,
		    json_pack("{s:s}", "half_year", period), err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

static struct date
day_after(const struct half_year *half_year)
{
	return date_add_days(half_year->until, 1);
}

/* A day of the half year to count next; OB_ENOTFOUND while there was no talk.
 */
static int
next_day(struct engine *engine, struct date *ret_day, struct error *err)
{
	cleanup_(exit_count_store_release) struct exit_half_year last = {0};
	struct half_year half_year;
	int status = exit_count_store_last(engine->store, &last, err);

	if (status == OB_ENOTFOUND)
		return exit_count_store_first_day(engine->store, ret_day, err);
	if (status == OB_OK)
		status = exit_reason_read_period(last.period, &half_year, err);
	if (status == OB_OK)
		*ret_day = day_after(&half_year);
	return status;
}

static const struct kept_counts kept = {
    .drop_later = exit_count_store_drop_later,
    .verb = "drop-exit-reasons",
    .entity = "exit_reason",
    .unit = "half_years",
};

int
exit_counts_run(struct engine *engine, struct error *err)
{
	char period[EXIT_REASON_PERIOD_SIZE];
	struct half_year half_year;
	struct date day = DATE_NONE;
	int status = kept_counts_drop_later(engine, &kept, err);

	if (status == OB_OK)
		status = next_day(engine, &day, err);
	if (status == OB_ENOTFOUND)
		return OB_OK;
	while (status == OB_OK) {
		status = exit_reason_read_period(
		    exit_reason_period_of(day, period), &half_year, err);
		if (status != OB_OK || !is_final(engine, &half_year))
			break;
		status = count_half_year(engine, period, &half_year, err);
		day = day_after(&half_year);
	}
	return status;
}

/* From midnight of its day until the clock's next round. */
static int
is_to_be_counted(struct engine *engine, const struct half_year *half_year,
    bool *ret_is_to_be, struct error *err)
{
	struct date day = DATE_NONE;
	int status = next_day(engine, &day, err);

	if (status == OB_OK || status == OB_ENOTFOUND)
		*ret_is_to_be =
		    status == OB_OK && !date_before(half_year->until, day);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

int
exit_counts_find(struct engine *engine, const char *period, bool *ret_is_over,
    int64_t *ret_talks, struct error *err)
{
	struct half_year half_year;
	bool is_to_be = true;
	int64_t talks = 0;
	int status = exit_reason_read_period(period, &half_year, err);

	if (status == OB_OK && is_final(engine, &half_year)) {
		status =
		    exit_count_store_find(engine->store, period, &talks, err);
		is_to_be = false;
		if (status == OB_ENOTFOUND)
			status = is_to_be_counted(
			    engine, &half_year, &is_to_be, err);
	}
	if (status == OB_OK) {
		*ret_is_over = !is_to_be;
		*ret_talks = talks;
	}
	return status;
}

int
exit_counts_open_from(
    const struct engine *engine, struct date *ret_day, struct error *err)
{
	char period[EXIT_REASON_PERIOD_SIZE];
	struct half_year half_year;
	int status = exit_reason_read_period(
	    exit_reason_period_of(
		date_add_days(core_today(engine), -DAYS_LATER), period),
	    &half_year, err);

	if (status == OB_OK)
		*ret_day = half_year.from;
	return status;
}
