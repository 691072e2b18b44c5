/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_MEASURE_STORE_H
#define ONBOARD_STORE_MEASURE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/measure.h"
#include "model/quarter.h"

struct store;

/*
 * Measures: what is counted of the leaders who began in a span of days, what
 * was kept of it, and what is set beside it.
 */
struct measure_span {
	struct date from; /* first days, both ends */
	struct date to;
	struct date until;  /* deadlines up to then count */
	int64_t local_time; /* seconds to add to an instant for the day */
};

/*
 * Counts by area, in their order, of journeys that were not cancelled; the
 * quarter of a row is 0.  Each takes one argument of the measure's own.
 */
typedef int measure_store_count_fn(struct store *store,
    const struct measure_span *span, const char *argument,
    struct measure_count **ret_counts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Who was recruited in the municipality itself. */
measure_store_count_fn measure_store_count_internal;

/*
 * Who had agreed to stand in the potential bank before the first day, and does
 * so still when it is counted: of who has left it nothing is kept, and of a
 * consent that was renewed only the new one.
 */
measure_store_count_fn measure_store_count_bank;

/*
 * Of whom no more than one in ten steps of a role (or "function:") is late, of
 * those that could be in time when the leader was added.
 */
measure_store_count_fn measure_store_count_on_time;

/* Of whom nine in ten of the talks that were to be undisturbed were so. */
measure_store_count_fn measure_store_count_undisturbed;

/* Who had done a first task so many days after the first day. */
measure_store_count_fn measure_store_count_result;

/* Whose last day is not before so many months after the first. */
measure_store_count_fn measure_store_count_here;

/* Of whom "SURVEY:" was answered, by whoever was asked. */
measure_store_count_fn measure_store_count_answered;

/*
 * Whose answers to "SURVEY:DIMENSION" have a mean of four or more, of the
 * questions that all are asked: who is asked the others is told otherwise.
 */
measure_store_count_fn measure_store_count_content;

void measure_store_free_counts(struct measure_count *counts, size_t count);

/* The first day of any journey that is counted; OB_ENOTFOUND for none. */
int measure_store_first_day(
    struct store *store, struct date *ret_day, struct error *err) OB_MUST_CHECK;

/* The last quarter that is kept; OB_ENOTFOUND for none. */
int measure_store_last_kept(struct store *store, const char *measure,
    struct quarter *ret_quarter, struct error *err) OB_MUST_CHECK;

/* The first year of which a quarter is kept; OB_ENOTFOUND for none. */
int measure_store_first_year(struct store *store, const char *measure,
    int *ret_year, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when the quarter is kept already. */
int measure_store_keep_quarter(struct store *store, const char *measure,
    struct quarter quarter, int64_t now, struct error *err) OB_MUST_CHECK;
int measure_store_keep_count(struct store *store, const char *measure,
    struct quarter quarter, const struct measure_count *count,
    struct error *err) OB_MUST_CHECK;

/* Of those counted in the span, which versions they follow; in each area. */
int measure_store_keep_versions(struct store *store, const char *measure,
    struct quarter quarter, const struct measure_span *span,
    struct error *err) OB_MUST_CHECK;

/* Of a year, by area and quarter. */
int measure_store_list_versions(struct store *store, const char *measure,
    int year, struct measure_version **ret_versions, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void measure_store_free_versions(
    struct measure_version *versions, size_t count);

/* What is kept of a year, by area and quarter. */
int measure_store_list(struct store *store, const char *measure, int year,
    struct measure_count **ret_counts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* How many quarters of the year are kept. */
int measure_store_kept(struct store *store, const char *measure, int year,
    int *ret_quarters, struct error *err) OB_MUST_CHECK;

/* Quarters that were counted later than now, with their counts; how many. */
int measure_store_drop_later(struct store *store, int64_t now,
    int *ret_quarters, struct error *err) OB_MUST_CHECK;

/* Takes the place of the one of the same measure, area and purpose. */
int measure_store_set_mark(struct store *store, const struct measure_mark *mark,
    struct error *err) OB_MUST_CHECK;
int measure_store_drop_mark(struct store *store,
    const struct measure_mark *mark, int *ret_dropped,
    struct error *err) OB_MUST_CHECK;

/* All of a measure, by area and purpose. */
int measure_store_list_marks(struct store *store, const char *measure,
    struct measure_mark **ret_marks, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void measure_store_free_marks(struct measure_mark *marks, size_t count);

#endif
