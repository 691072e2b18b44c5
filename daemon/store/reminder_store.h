/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_REMINDER_STORE_H
#define ONBOARD_STORE_REMINDER_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "model/records.h"

struct store;

/* What of the activities' ladders was worked through. */

/* Of the same rung, day and person the last one stands. */
int reminder_store_set(struct store *store, const struct reminder *reminder,
    struct error *err) OB_MUST_CHECK;

/* Whether the person's rung was worked through, for whatever day. */
int reminder_store_exists(struct store *store, int64_t activity_id,
    const char *rung, int64_t person_id, bool *ret_exists,
    struct error *err) OB_MUST_CHECK;

/* A journey's, by activity, planned day and the day that it was told. */
int reminder_store_list_journey(struct store *store, int64_t journey_id,
    struct reminder **ret_reminders, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Those that a mail told of. */
int reminder_store_list_mail(struct store *store, int64_t mail_id,
    struct reminder **ret_reminders, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * Those of the activities of activity_store_list_round(), in their order, of
 * the days that they are planned on now.
 */
int reminder_store_list_round(struct store *store, struct date until,
    struct reminder **ret_reminders, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Forgets what a mail was to tell that never left. */
int reminder_store_drop_mail(
    struct store *store, int64_t mail_id, struct error *err) OB_MUST_CHECK;

void reminder_store_free(struct reminder *reminders, size_t count);

#endif
