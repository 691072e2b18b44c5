/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measures_count.h"

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/kept_counts.h"
#include "engine/measures/measure_table.h"
#include "store/answer_count_store.h"

#define ACTOR "clock"
#define DAY_SECONDS 86400

struct date
measures_count_final_day(const struct measure *measure, struct quarter quarter)
{
	return date_add_days(
	    quarter_last_day(quarter_add(quarter, measure->quarters_later)),
	    MEASURE_DAYS_LATER + 1);
}

/* An hour of summer time counts for those who are late by night. */
static int64_t
local_time(const struct engine *engine, struct quarter quarter)
{
	struct date january = date_from_civil(quarter.year, 1, 1);

	return (int64_t)january.day * DAY_SECONDS -
	       core_instant(engine, january, 0);
}

static int
keep_all(struct change *change, const struct measure *measure,
    struct quarter quarter, const struct measure_count *counts, size_t count,
    struct error *err)
{
	struct store *store = change->engine->store;
	char text[QUARTER_TEXT_SIZE];
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = measure_store_keep_count(
		    store, measure->id, quarter, &counts[i], err);
	if (status == OB_OK)
		status = change_audit(change, "keep-measure",
		    SUBJECT("measure", 0), NULL,
		    json_pack("{s:s, s:s}", "measure", measure->id, "quarter",
			quarter_format(quarter, text)),
		    err);
	return status;
}

/* With who answered a survey, what they answered. */
static int
keep_answers(struct store *store, const struct measure *measure,
    struct quarter quarter, const struct measure_span *span, struct error *err)
{
	cleanup_(memory_free_ptr) char *survey = measure_table_survey(measure);
	struct answer_count *counts = NULL;
	size_t count = 0;
	int status;

	if (survey == NULL)
		return OB_OK;
	status =
	    answer_count_store_count(store, span, survey, &counts, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = answer_count_store_keep(
		    store, measure->id, quarter, &counts[i], err);
	answer_count_store_free(counts, count);
	return status;
}

static int
keep_quarter(struct engine *engine, const struct measure *measure,
    struct quarter quarter, const struct measure_span *span, struct error *err)
{
	int status = measure_store_keep_quarter(
	    engine->store, measure->id, quarter, core_now(engine), err);

	return status == OB_OK ? measure_store_keep_versions(engine->store,
				     measure->id, quarter, span, err)
			       : status;
}

static int
count_quarter(struct engine *engine, const struct measure *measure,
    struct quarter quarter, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	const struct measure_span span = {.from = quarter_first_day(quarter),
	    .to = quarter_last_day(quarter),
	    .until =
		quarter_last_day(quarter_add(quarter, measure->quarters_later)),
	    .local_time = local_time(engine, quarter)};
	struct measure_count *counts = NULL;
	size_t count = 0;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = measure->count(engine->store, &span, measure->argument,
		    &counts, &count, err);
	if (status == OB_OK)
		status = keep_quarter(engine, measure, quarter, &span, err);
	if (status == OB_OK)
		status =
		    keep_all(&change, measure, quarter, counts, count, err);
	if (status == OB_OK)
		status =
		    keep_answers(engine->store, measure, quarter, &span, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	measure_store_free_counts(counts, count);
	return status;
}

/* From the year's first quarter on, so that a year is whole or growing. */
static int
next_quarter(struct engine *engine, const struct measure *measure,
    struct date first_day, struct quarter *ret_quarter, struct error *err)
{
	struct quarter last;
	int status =
	    measure_store_last_kept(engine->store, measure->id, &last, err);

	if (status == OB_OK)
		*ret_quarter = quarter_add(last, 1);
	else if (status == OB_ENOTFOUND)
		*ret_quarter =
		    (struct quarter){date_to_civil(first_day).year, 1};
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
count_measure(struct engine *engine, const struct measure *measure,
    struct date first_day, struct error *err)
{
	struct quarter quarter = {0, 1};
	int status = next_quarter(engine, measure, first_day, &quarter, err);

	while (status == OB_OK &&
	       !date_before(core_today(engine),
		   measures_count_final_day(measure, quarter))) {
		status = count_quarter(engine, measure, quarter, err);
		quarter = quarter_add(quarter, 1);
	}
	return status;
}

static int
drop_later(
    struct store *store, int64_t now, int *ret_quarters, struct error *err)
{
	int status = answer_count_store_drop_later(store, now, err);

	return status == OB_OK
		   ? measure_store_drop_later(store, now, ret_quarters, err)
		   : status;
}

static const struct kept_counts kept = {
    .drop_later = drop_later,
    .verb = "drop-measures",
    .entity = "measure",
    .unit = "quarters",
};

int
measures_count_run(struct engine *engine, struct error *err)
{
	struct date first_day = DATE_NONE;
	int status = kept_counts_drop_later(engine, &kept, err);

	if (status == OB_OK)
		status =
		    measure_store_first_day(engine->store, &first_day, err);
	if (status == OB_ENOTFOUND)
		return OB_OK;
	for (size_t i = 0; status == OB_OK && i < measure_table_count; i++)
		status =
		    count_measure(engine, &measure_table[i], first_day, err);
	return status;
}
