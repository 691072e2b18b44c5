/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_ANSWER_COUNT_STORE_H
#define ONBOARD_STORE_ANSWER_COUNT_STORE_H

#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "model/answer_count.h"
#include "model/quarter.h"
#include "store/measure_store.h"

struct store;

/*
 * Figures of what was answered to a survey by those who began in a span of
 * days, and what was kept of them.
 */
int answer_count_store_count(struct store *store,
    const struct measure_span *span, const char *survey,
    struct answer_count **ret_counts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Beside the quarter of a measure, which is kept already. */
int answer_count_store_keep(struct store *store, const char *measure,
    struct quarter quarter, const struct answer_count *count,
    struct error *err) OB_MUST_CHECK;

/* The sums of a year. */
int answer_count_store_list(struct store *store, const char *measure, int year,
    struct answer_count **ret_counts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Of quarters that were counted later than now. */
int answer_count_store_drop_later(
    struct store *store, int64_t now, struct error *err) OB_MUST_CHECK;

/* Whom a cohort's surveys ask, in the words of model/survey.h. */
struct answer_cohort_query {
	struct date today;
	const char *participants;
	const char *managers;
};

/*
 * Surveys of cohorts that are not kept yet, which somebody has answered and
 * nobody can answer any more.
 */
int answer_count_store_list_due(struct store *store,
    const struct answer_cohort_query *query, struct answer_cohort **ret_cohorts,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* What was answered in the cohort, each person once. */
int answer_count_store_count_cohort(struct store *store,
    const struct answer_cohort *cohort, struct answer_count **ret_counts,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when it is kept already. */
int answer_count_store_keep_cohort(struct store *store,
    const struct answer_cohort *cohort, int64_t now,
    struct error *err) OB_MUST_CHECK;
int answer_count_store_keep_of_cohort(struct store *store,
    const struct answer_cohort *cohort, const struct answer_count *count,
    struct error *err) OB_MUST_CHECK;

/* Those of a survey that are kept, the oldest first; area NULL is all. */
int answer_count_store_list_cohorts(struct store *store, const char *survey,
    const char *area, struct answer_cohort **ret_cohorts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int answer_count_store_list_of_cohort(struct store *store,
    const struct answer_cohort *cohort, struct answer_count **ret_counts,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* That were counted later than now; how many. */
int answer_count_store_drop_later_cohorts(struct store *store, int64_t now,
    int *ret_cohorts, struct error *err) OB_MUST_CHECK;

void answer_count_store_free_cohorts(
    struct answer_cohort *cohorts, size_t count);

void answer_count_store_free(struct answer_count *counts, size_t count);

#endif
