/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_ACTIVITY_STORE_H
#define ONBOARD_STORE_ACTIVITY_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Activities and who takes part in them. */

int activity_store_add(struct store *store, const struct activity *activity,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;
int activity_store_find(struct store *store, int64_t id,
    struct activity *ret_activity, struct error *err) OB_MUST_CHECK;
int activity_store_find_step(struct store *store, int64_t journey_id,
    const char *step, struct activity *ret_activity,
    struct error *err) OB_MUST_CHECK;

/* By the calendar entry's UID. */
int activity_store_find_uid(struct store *store, const char *uid,
    struct activity *ret_activity, struct error *err) OB_MUST_CHECK;

/*
 * Writes all that can change, if the stored state is the expected one; else
 * OB_ECONFLICT.
 */
int activity_store_update(struct store *store, const struct activity *activity,
    const char *expected_state, struct error *err) OB_MUST_CHECK;

/* Where it stands in the version that its journey was moved to. */
int activity_store_set_place(struct store *store, int64_t id, int position,
    const char *title, struct error *err) OB_MUST_CHECK;

/* What became of a first task; else as update, in the state that it has. */
int activity_store_set_outcome(struct store *store,
    const struct activity *activity, struct error *err) OB_MUST_CHECK;

/* Its title, goal and how it is seen, its sequence and time; else as update. */
int activity_store_set_words(struct store *store,
    const struct activity *activity, const char *expected_state,
    struct error *err) OB_MUST_CHECK;

/* In the programme's order. */
int activity_store_list_journey(struct store *store, int64_t journey_id,
    struct activity **ret_activities, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* 0 and DATE_NONE filter nothing.  Ordered by day, time, id. */
struct activity_filter {
	int64_t journey_id;
	int64_t responsible_id;
	struct date planned_before;
};

int activity_store_list(struct store *store,
    const struct activity_filter *filter, struct activity **ret_activities,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Open, in active journeys, planned on or before the day. */
int activity_store_list_open(struct store *store, struct date until,
    struct activity **ret_activities, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * What a morning's round looks at, in journeys that run or are paused: open
 * and planned on or before the day, of whom nobody was told, changed or
 * withdrawn since somebody was told.  By journey, then in the programme's
 * order.
 */
int activity_store_list_round(struct store *store, struct date until,
    struct activity **ret_activities, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * What is planned or was settled after the last day of its journey, in journeys
 * that run or are paused and whose last day lies before the day.  By journey,
 * then in the programme's order.
 */
int activity_store_list_last(struct store *store, struct date before,
    struct activity **ret_activities, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

void activity_store_release(struct activity *activity);
void activity_store_free(struct activity *activities, size_t count);

struct activity_person {
	int64_t activity_id;
	int64_t person_id;
};

/* Replaces who takes part, in this order. */
int activity_store_set_participants(struct store *store, int64_t activity_id,
    const int64_t *people, size_t count, struct error *err) OB_MUST_CHECK;
int activity_store_list_participants(struct store *store, int64_t journey_id,
    struct activity_person **ret_people, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Of the activities of activity_store_list_round(), in their order. */
int activity_store_list_round_participants(struct store *store,
    struct date until, struct activity_person **ret_people, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* A timed activity of a person, outside one journey. */
struct activity_busy {
	int64_t person_id;
	struct date planned;
	int start_minute;
	int end_minute;
	bool undisturbed;
};

struct activity_busy_filter {
	int64_t person_id;
	int64_t except_journey_id;
	struct date from;
};

int activity_store_list_busy(struct store *store,
    const struct activity_busy_filter *filter, struct activity_busy **ret_busy,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/*
 * Open timed activities of other journeys, annual events apart, at the time
 * of this one and with somebody who takes part in it; by journey.
 */
int activity_store_list_clashing(struct store *store, int64_t id,
    struct activity **ret_activities, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

#endif
