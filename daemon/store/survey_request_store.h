/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_SURVEY_REQUEST_STORE_H
#define ONBOARD_STORE_SURVEY_REQUEST_STORE_H

#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "model/records.h"

struct store;

/* Who is asked to answer which survey; only the token's hash is kept. */

/* OB_ECONFLICT when the person is asked it of this activity already. */
int survey_request_store_add(struct store *store,
    const struct survey_request *request, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;

/*
 * Writes all but whom it asks what.  OB_ECONFLICT when it stands elsewhere
 * than in the expected state.
 */
int survey_request_store_update(struct store *store,
    const struct survey_request *request, const char *expected_state,
    struct error *err) OB_MUST_CHECK;

int survey_request_store_find_hash(struct store *store, const char *token_hash,
    struct survey_request *ret_request, struct error *err) OB_MUST_CHECK;

/* What the person is to answer for the activity, else what was answered. */
int survey_request_store_find_of(struct store *store, int64_t activity_id,
    int64_t person_id, struct survey_request *ret_request,
    struct error *err) OB_MUST_CHECK;

/* Of one journey, or one person, by id. */
int survey_request_store_list_journey(struct store *store, int64_t journey_id,
    struct survey_request **ret_requests, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int survey_request_store_list_person(struct store *store, int64_t person_id,
    struct survey_request **ret_requests, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* All, the newest first; journey_id 0 and state NULL filter nothing. */
#define SURVEY_REQUEST_STORE_MAX 10000
int survey_request_store_list(struct store *store, int64_t journey_id,
    const char *state, struct survey_request **ret_requests, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Instants: from the first until before the second. */
struct survey_request_span {
	int64_t from;
	int64_t until;
};

/* Those of a survey that were answered then, by id; OB_ELIMIT for too many. */
int survey_request_store_list_answered(struct store *store, const char *survey,
    const struct survey_request_span *span,
    struct survey_request **ret_requests, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* The first day and the last. */
struct survey_request_days {
	struct date first;
	struct date last;
};

/* Those that were answered, and could be at last on one of the days; alike. */
int survey_request_store_list_closed(struct store *store, const char *survey,
    const struct survey_request_days *days,
    struct survey_request **ret_requests, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* How many were answered then whose answers were deleted after it. */
int survey_request_store_count_forgotten(struct store *store,
    const char *survey, const struct survey_request_span *span,
    int64_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Closes what is open although its last day is before the given one. */
int survey_request_store_close_past(struct store *store, struct date today,
    int *ret_count, struct error *err) OB_MUST_CHECK;

void survey_request_store_free(struct survey_request *requests, size_t count);
void survey_request_store_release(struct survey_request *request);

#endif
