/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_SURVEY_ANSWER_STORE_H
#define ONBOARD_STORE_SURVEY_ANSWER_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/records.h"

struct store;

/*
 * What was answered: numbers and choices, and apart from them what was written
 * in one's own words.  By the person, shown to the one who answered alone.
 */
int survey_answer_store_add(struct store *store,
    const struct survey_answer *answer, struct error *err) OB_MUST_CHECK;
int survey_answer_store_add_text(struct store *store,
    const struct survey_text *text, struct error *err) OB_MUST_CHECK;

/* Drops all of one request, of both kinds, to be written anew. */
int survey_answer_store_clear(
    struct store *store, int64_t request_id, struct error *err) OB_MUST_CHECK;

/* By question. */
int survey_answer_store_list(struct store *store, int64_t request_id,
    struct survey_answer **ret_answers, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int survey_answer_store_list_texts(struct store *store, int64_t request_id,
    struct survey_text **ret_texts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Deletes the texts whose last day is before the given one. */
int survey_answer_store_expire(struct store *store, struct date today,
    int *ret_count, struct error *err) OB_MUST_CHECK;

void survey_answer_store_free(struct survey_answer *answers, size_t count);
void survey_answer_store_free_texts(struct survey_text *texts, size_t count);

#endif
