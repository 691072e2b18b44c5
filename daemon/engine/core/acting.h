/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_ACTING_H
#define ONBOARD_ENGINE_CORE_ACTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/records.h"

struct engine;

/*
 * Who acts for whom on one day.  While somebody is away the stand-in acts
 * (or the stand-in's, who is away too); a group acts through its members, and
 * the first who does something has done it.  All others act for themselves.
 * Nothing is handed over: when the day comes, it goes back by itself.
 */
struct acting;

/* Owned by the caller: for what commits on the way. */
int acting_load(struct engine *engine, struct date day,
    struct acting **ret_acting, struct error *err) OB_MUST_CHECK;
void acting_free(struct acting *acting); /* accepts NULL */

/* Today's, borrowed until the next commit. */
int acting_today(struct engine *engine, const struct acting **ret_acting,
    struct error *err) OB_MUST_CHECK;

/* Within a change of who is away or a member: what is known is old. */
void acting_forget(struct engine *engine);

/* Nobody is away, and there is no group: all act for themselves. */
bool acting_is_plain(const struct acting *acting);

/* Whether the person sees and may complete what is the owner's. */
bool acting_is_for(
    const struct acting *acting, int64_t person_id, int64_t owner_id);

/* Whether the person gets the owner's mails. */
bool acting_receives(
    const struct acting *acting, int64_t person_id, int64_t owner_id);

/* Who gets the owner's mails: at least one.  Returns owned. */
int64_t *acting_receivers(
    const struct acting *acting, int64_t owner_id, size_t *ret_count);

/* Who acts for the owner beside the owner; may be none.  Returns owned. */
int64_t *acting_others(
    const struct acting *acting, int64_t owner_id, size_t *ret_count);

/*
 * Those and who will act for the owner once the owner is away: whose links and
 * feeds are made before the day comes.  One may be named twice.  Returns owned.
 */
int64_t *acting_expected(
    const struct acting *acting, const struct person *owner, size_t *ret_count);

/* For whom the person acts: the person first.  Returns owned. */
int64_t *acting_owners(
    const struct acting *acting, int64_t person_id, size_t *ret_count);

/*
 * Whom a change of the person's absence concerns: the person first, then all
 * for whom the person is named to act, at work or away.  Returns owned.
 */
int64_t *acting_chain(
    const struct acting *acting, int64_t person_id, size_t *ret_count);

/*
 * A group that has no mailbox of its own has an address below this domain,
 * which no mail can reach.
 */
#define ACTING_GROUP_DOMAIN "@group.invalid"
bool acting_has_mailbox(const struct person *person);

#endif
