/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_EXIT_STORE_H
#define ONBOARD_STORE_EXIT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/records.h"

struct store;

/* Exit talks: that they were held, why somebody leaves, and what was noted. */

/* OB_ECONFLICT when the journey has one already. */
int exit_store_add(struct store *store, const struct exit_interview *interview,
    struct error *err) OB_MUST_CHECK;
int exit_store_find(struct store *store, int64_t journey_id,
    struct exit_interview *ret_interview, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when it stands there, or a second main reason. */
int exit_store_add_reason(struct store *store, const struct exit_reason *reason,
    struct error *err) OB_MUST_CHECK;

/* A journey's, the main one first. */
int exit_store_list_reasons(struct store *store, int64_t journey_id,
    struct exit_reason **ret_reasons, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void exit_store_free_reasons(struct exit_reason *reasons, size_t count);

int exit_store_add_note(struct store *store, const struct exit_note *note,
    struct error *err) OB_MUST_CHECK;

/* OB_ENOTFOUND when there is none, or none any more. */
int exit_store_find_note(struct store *store, int64_t journey_id,
    struct exit_note *ret_note, struct error *err) OB_MUST_CHECK;
void exit_store_release_note(struct exit_note *note);

/* Deletes the notes whose day has come, and tells how many they were. */
int exit_store_expire(struct store *store, struct date today, int *ret_count,
    struct error *err) OB_MUST_CHECK;

/* A journey's talk with its reasons and note; tells whether there was one. */
int exit_store_remove(struct store *store, int64_t journey_id, int *ret_count,
    struct error *err) OB_MUST_CHECK;

#endif
