/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_NOMINATION_STORE_H
#define ONBOARD_STORE_NOMINATION_STORE_H

#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "model/records.h"

struct store;

/* Who was nominated for which cohort, and what became of it. */

/* OB_ECONFLICT when the person is nominated for the cohort already. */
int nomination_store_add(struct store *store,
    const struct nomination *nomination, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;
int nomination_store_update(struct store *store,
    const struct nomination *nomination, struct error *err) OB_MUST_CHECK;

int nomination_store_find(struct store *store, int64_t id,
    struct nomination *ret_nomination, struct error *err) OB_MUST_CHECK;
int nomination_store_find_person(struct store *store, int64_t journey_id,
    int64_t person_id, struct nomination *ret_nomination,
    struct error *err) OB_MUST_CHECK;

/* A cohort's, in the order in which they came; withdrawn ones, too. */
int nomination_store_list_journey(struct store *store, int64_t journey_id,
    struct nomination **ret_nominations, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Those of a person, as nominee or as manager, in cohorts not cancelled. */
int nomination_store_list_person(struct store *store, int64_t person_id,
    struct nomination **ret_nominations, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * Who takes part in a cohort whose last day is not before the given one, and
 * was not asked to stand in the potential bank; by cohort.
 */
int nomination_store_list_unasked(struct store *store, struct date since,
    struct nomination **ret_nominations, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int nomination_store_note_consent_asked(struct store *store, int64_t id,
    struct date day, struct error *err) OB_MUST_CHECK;

/* Of cohorts that are over, or whose last day is before the given one. */
int nomination_store_forget_reasons(struct store *store, struct date before,
    int *ret_count, struct error *err) OB_MUST_CHECK;

void nomination_store_release(struct nomination *nomination);
void nomination_store_free(struct nomination *nominations, size_t count);

#endif
