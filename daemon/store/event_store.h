/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_EVENT_STORE_H
#define ONBOARD_STORE_EVENT_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* The days of annual events. */

/* Adds the day or replaces what is known of it, but for its uid. */
int event_store_set(struct store *store, const struct annual_day *day,
    struct error *err) OB_MUST_CHECK;

/* One that is gone, too. */
int event_store_find(struct store *store, const char *key, struct date day,
    struct annual_day *ret_day, struct error *err) OB_MUST_CHECK;

/* Those that are not gone, on or after a day; by day, then by key. */
int event_store_list(struct store *store, struct date from,
    struct annual_day **ret_days, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Those that a role sees to, gone ones, too; by day, then by key. */
struct event_filter {
	const char *role;
	struct date from; /* both days included */
	struct date until;
};

int event_store_list_role(struct store *store,
    const struct event_filter *filter, struct annual_day **ret_days,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/*
 * The activity that the step of an event's day is for a leader, the newest of
 * journeys that are not cancelled.
 */
int event_store_find_led(struct store *store, const char *step,
    int64_t leader_id, int64_t *ret_activity_id,
    struct error *err) OB_MUST_CHECK;

void event_store_release(struct annual_day *day);
void event_store_free(struct annual_day *days, size_t count);

/* An open activity that an event is in a journey. */
struct event_activity {
	int64_t journey_id;
	int64_t activity_id;
};

/*
 * Those of active journeys whose day lies before the given one; free() the
 * array.
 */
int event_store_list_past(struct store *store, struct date before,
    struct event_activity **ret_activities, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* In how many journeys the step of an event's day is to come. */
int event_store_count(struct store *store, const char *step, struct date day,
    int64_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Whether the person is responsible for the step in another open journey. */
int event_store_is_host(struct store *store, const char *step,
    int64_t person_id, int64_t except_journey_id, bool *ret_is_host,
    struct error *err) OB_MUST_CHECK;

#endif
