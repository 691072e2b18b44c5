/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_JOURNEY_STORE_H
#define ONBOARD_STORE_JOURNEY_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Journeys, and who holds their roles. */

int journey_store_add(struct store *store, const struct journey *journey,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;
int journey_store_find(struct store *store, int64_t id,
    struct journey *ret_journey, struct error *err) OB_MUST_CHECK;

/* The one not cancelled of the same leader, kind and first day. */
int journey_store_find_same(struct store *store, const struct journey *journey,
    struct journey *ret_journey, struct error *err) OB_MUST_CHECK;

/* A cohort of its name, area and first day that is not cancelled. */
int journey_store_find_cohort(struct store *store,
    const struct journey *journey, struct journey *ret_journey,
    struct error *err) OB_MUST_CHECK;

/* By id. */
int journey_store_list_cohorts(struct store *store,
    struct journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * Writes all that can change, if the stored state is the expected one; else
 * OB_ECONFLICT.
 */
int journey_store_update(struct store *store, const struct journey *journey,
    const char *expected_state, struct error *err) OB_MUST_CHECK;

/* A journey's pauses, the earliest first; free() the array. */
int journey_store_add_pause(struct store *store,
    const struct journey_pause *pause, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;
int journey_store_list_pauses(struct store *store, int64_t journey_id,
    struct journey_pause **ret_pauses, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

int journey_store_set_pause(struct store *store,
    const struct journey_pause *pause, struct error *err) OB_MUST_CHECK;
int journey_store_drop_pause(
    struct store *store, int64_t id, struct error *err) OB_MUST_CHECK;

/* Journeys whose state the day changes.  Ordered by id. */
enum journey_turn {
	JOURNEY_BEGINS_PAUSE,	/* active, in a pause */
	JOURNEY_ENDS_PAUSE,	/* paused, in none */
	JOURNEY_PASSED_LAST_DAY /* not ended, after the last day */
};

int journey_store_list_turning(struct store *store, enum journey_turn turn,
    struct date today, struct journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Active ones with a meeting on one of the days.  Ordered by id. */
int journey_store_list_inviting(struct store *store, struct date from,
    struct date to, struct journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Those with somebody invited to that day or later.  Ordered by id. */
int journey_store_list_invited(struct store *store, struct date from,
    struct journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* The leader's newest open exit with its last day from this day on. */
int journey_store_find_exit(struct store *store, int64_t leader_id,
    struct date from, struct journey *ret_journey,
    struct error *err) OB_MUST_CHECK;

/* The leader's newest onboarding with this last day that is not cancelled. */
int journey_store_find_leaving(struct store *store, int64_t leader_id,
    struct date last_day, struct journey *ret_journey,
    struct error *err) OB_MUST_CHECK;

/* All, or those of one state; state may be NULL.  Ordered by id. */
int journey_store_list(struct store *store, const char *state,
    struct journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * The active journeys in which the clock may bring something on the days from
 * ... to: something open is planned there, the journey's end has passed,
 * somebody is asked to answer a survey, or those concerned know something
 * otherwise than it is.
 */
int journey_store_list_stirred(struct store *store, struct date from,
    struct date to, struct journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Those of which a mail tells, by the reminders that name it; by id. */
int journey_store_list_told(struct store *store, int64_t mail_id,
    struct journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Whether any journey is still to begin, active or paused. */
int journey_store_is_any_open(
    struct store *store, bool *ret_open, struct error *err) OB_MUST_CHECK;

/*
 * Those active and paused, ordered by id, and who is their leader, manager
 * and coordinator, in the same order.
 */
int journey_store_list_running(struct store *store,
    struct journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int journey_store_list_running_roles(struct store *store,
    struct journey_role **ret_roles, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* How many leaders have been added, in any state. */
int journey_store_count(
    struct store *store, int64_t *ret_count, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when the state is not the expected one. */
int journey_store_set_state(struct store *store, int64_t id, const char *from,
    const char *to, struct error *err) OB_MUST_CHECK;
int journey_store_set_asked(
    struct store *store, int64_t id, struct error *err) OB_MUST_CHECK;

/* Whether the person leads a journey whose first day is after today. */
int journey_store_is_ahead(struct store *store, int64_t leader_id,
    struct date today, bool *ret_ahead, struct error *err) OB_MUST_CHECK;

void journey_store_release(struct journey *journey);
void journey_store_free(struct journey *journeys, size_t count);

/* Adds the role or gives it to another person. */
int journey_store_set_role(struct store *store, const struct journey_role *role,
    struct error *err) OB_MUST_CHECK;
int journey_store_list_roles(struct store *store, int64_t journey_id,
    struct journey_role **ret_roles, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void journey_store_free_roles(struct journey_role *roles, size_t count);

#endif
