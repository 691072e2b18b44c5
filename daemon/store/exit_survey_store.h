/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_EXIT_SURVEY_STORE_H
#define ONBOARD_STORE_EXIT_SURVEY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct store;
struct answer_count;

/*
 * What leaders who leave answered to a survey, by half year: that in which it
 * could be answered at last.  Until then an answer may be another, and after
 * it stays in that half year whatever comes.
 */
struct exit_survey {
	char *survey;
	char *period; /* "2026H2" */
	bool is_of_talks;
	int64_t asked;
	int64_t answered;
};

/* The same of those with whom an exit talk was held, and how many others. */
struct exit_survey_due {
	char *survey;
	char *period;
	int64_t asked;
	int64_t answered;
	int64_t asked_of_talks;
	int64_t answered_of_talks;
	int64_t answered_alone;
};

/*
 * Half years of surveys that are not kept yet and that nobody could answer on
 * the day before or later.  The answerer is a word of model/survey.h.
 */
int exit_survey_store_list_due(struct store *store, struct date before,
    const char *answerer, struct exit_survey_due **ret_due, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void exit_survey_store_free_due(struct exit_survey_due *due, size_t count);

/* What was answered, each person once; to be freed by answer_count_store.h. */
int exit_survey_store_count(struct store *store,
    const struct exit_survey *survey, const char *answerer,
    struct answer_count **ret_counts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when it is kept already. */
int exit_survey_store_keep(struct store *store,
    const struct exit_survey *survey, int64_t now,
    struct error *err) OB_MUST_CHECK;
int exit_survey_store_keep_answer(struct store *store,
    const struct exit_survey *survey, const struct answer_count *count,
    struct error *err) OB_MUST_CHECK;

/* Those of a survey that are kept, the oldest first. */
int exit_survey_store_list(struct store *store, const char *survey,
    struct exit_survey **ret_surveys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
/* Those of half a year, by survey. */
int exit_survey_store_list_period(struct store *store, const char *period,
    struct exit_survey **ret_surveys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void exit_survey_store_free(struct exit_survey *surveys, size_t count);

int exit_survey_store_list_answers(struct store *store,
    const struct exit_survey *survey, struct answer_count **ret_counts,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* That were counted later than now; how many. */
int exit_survey_store_drop_later(struct store *store, int64_t now,
    int *ret_half_years, struct error *err) OB_MUST_CHECK;

#endif
