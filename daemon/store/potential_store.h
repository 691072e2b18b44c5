/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_POTENTIAL_STORE_H
#define ONBOARD_STORE_POTENTIAL_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/records.h"

struct store;

/* Who agreed to stand in the potential bank, and until when. */

/* Adds the consent, or renews the one that there is. */
int potential_store_put(struct store *store, const struct potential *potential,
    struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when there is none. */
int potential_store_remove(
    struct store *store, int64_t person_id, struct error *err) OB_MUST_CHECK;
int potential_store_find(struct store *store, int64_t person_id,
    struct potential *ret_potential, struct error *err) OB_MUST_CHECK;

/* Those who are to be reminded: they end by that day and were not yet. */
int potential_store_list_ending(struct store *store, struct date until,
    struct potential **ret_list, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int potential_store_note_reminder(struct store *store, int64_t person_id,
    struct date day, struct error *err) OB_MUST_CHECK;

/* It never left: they are reminded again. */
int potential_store_forget_reminder(
    struct store *store, int64_t person_id, struct error *err) OB_MUST_CHECK;

/*
 * Before a consent goes, the person's or all whose day has come: deletes the
 * mails that tell of it.  One that is just being sent stays.
 */
int potential_store_forget_mails(struct store *store, int64_t person_id,
    struct date today, struct error *err) OB_MUST_CHECK;

/* Deletes those whose day has come, and tells how many they were. */
int potential_store_expire(struct store *store, struct date today,
    int *ret_count, struct error *err) OB_MUST_CHECK;

/* All, by who ends first. */
int potential_store_list(struct store *store, struct potential **ret_list,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;
void potential_store_free(struct potential *list);

#endif
