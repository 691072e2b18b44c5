/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_SURVEY_QUESTION_STORE_H
#define ONBOARD_STORE_SURVEY_QUESTION_STORE_H

#include <stdint.h>

#include "base/error.h"
#include "model/survey.h"

struct store;

/* The steps and questions of a survey version; for survey_store.c only. */

int survey_question_store_add(struct store *store, int64_t id,
    const struct survey *survey, struct error *err) OB_MUST_CHECK;

/* Fills the steps and questions of a survey that has none yet. */
int survey_question_store_load(struct store *store, int64_t id,
    struct survey *survey, struct error *err) OB_MUST_CHECK;

#endif
