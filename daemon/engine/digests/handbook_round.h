/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DIGESTS_HANDBOOK_ROUND_H
#define ONBOARD_ENGINE_DIGESTS_HANDBOOK_ROUND_H

#include <stdint.h>

#include "base/error.h"

struct change;
struct engine;

/*
 * So often is a function asked to look at an entry of the handbook that nobody
 * has confirmed for HANDBOOK_CARE_MONTHS: the contact first, ten workdays later
 * the deputy, too.  Ten more, and it is the coordinator's.  If nobody confirms
 * it for HANDBOOK_CARE_MONTHS after that, all are asked from the first again.
 */
#define HANDBOOK_ROUND_ASKS 2

/*
 * The morning's round through the handbook.  An entry that was never confirmed
 * counts from the day that the round first saw it.  One mail a person, in which
 * stands every entry that is due; nobody is asked more than once in a round.
 */
int handbook_round_run(struct engine *engine, struct error *err) OB_MUST_CHECK;

/*
 * Within a change: the mail is not going to be sent.  Whom it was to ask is
 * asked in the next round.
 */
int handbook_round_untell(
    struct engine *engine, int64_t mail_id, struct error *err) OB_MUST_CHECK;

/*
 * Within the change that removes an entry: it is asked about no more.  A mail
 * that waits to ask is taken back, and what else it asks about is asked in the
 * next round.
 */
int handbook_round_end(
    struct change *change, const char *name, struct error *err) OB_MUST_CHECK;

#endif
