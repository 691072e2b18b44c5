/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_INVITATION_STORE_H
#define ONBOARD_STORE_INVITATION_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Who was invited to what, what they were told last, and what they answered. */

/* OB_ECONFLICT when the person is invited to the activity already. */
int invitation_store_add(struct store *store,
    const struct invitation *invitation, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;

/* Writes all but the activity and the person. */
int invitation_store_update(struct store *store,
    const struct invitation *invitation, struct error *err) OB_MUST_CHECK;

int invitation_store_find(struct store *store, int64_t id,
    struct invitation *ret_invitation, struct error *err) OB_MUST_CHECK;
int invitation_store_find_person(struct store *store, int64_t activity_id,
    int64_t person_id, struct invitation *ret_invitation,
    struct error *err) OB_MUST_CHECK;

/* The one that a mail was the last word of. */
int invitation_store_find_mail(struct store *store, int64_t mail_id,
    struct invitation *ret_invitation, struct error *err) OB_MUST_CHECK;

/*
 * Of one journey, to what was told to be on the day or later; withdrawn ones,
 * too.  Ordered by activity and person.
 */
int invitation_store_list_journey(struct store *store, int64_t journey_id,
    struct date from, struct invitation **ret_invitations, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int invitation_store_list_activity(struct store *store, int64_t activity_id,
    struct invitation **ret_invitations, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * Of the activities of a morning's round that changed or were withdrawn since
 * somebody was told; in the order in which the round lists them.
 */
int invitation_store_list_round(struct store *store,
    struct invitation **ret_invitations, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Of one person in all journeys; ordered by activity. */
int invitation_store_list_person(struct store *store, int64_t person_id,
    struct invitation **ret_invitations, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

void invitation_store_release(struct invitation *invitation);
void invitation_store_free(struct invitation *invitations, size_t count);

#endif
