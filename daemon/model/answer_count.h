/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_ANSWER_COUNT_H
#define ONBOARD_MODEL_ANSWER_COUNT_H

#include <stdint.h>

#include "base/date.h"

/* Of how many leaders, or people of a cohort, something was answered. */
struct answer_count {
	char *kind;
	char *subject;
	char *choice;
	int64_t people;
};

/*
 * MEAN: the answers to the scale questions of a dimension have a mean of four
 * or more; the subject is the dimension, or "?" and a question without one.
 * CHOSEN: this choice was taken at a question.
 */
#define ANSWER_COUNT_MEAN "mean"
#define ANSWER_COUNT_CHOSEN "chosen"

/* How many of a cohort a survey asked, and how many of them answered it. */
struct answer_cohort {
	int64_t journey_id;
	char *survey;
	char *title;
	struct date first_day;
	int64_t asked;
	int64_t answered;
};

#endif
