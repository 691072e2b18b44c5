/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_OUTBOX_LIMIT_H
#define ONBOARD_ENGINE_OUTBOX_OUTBOX_LIMIT_H

#include <stdbool.h>

#include "base/error.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * At most mail.limit_per_day mails to one person on a day, one of which is
 * kept for the digest.  Urgent mails and those of a leader's own programme
 * are not counted and not held back.
 */
int outbox_limit_is_over(struct engine *engine, const struct mail *mail,
    bool *ret_over, struct error *err) OB_MUST_CHECK;

/* To the next day's window; its history says so once. */
int outbox_limit_put_off(
    struct change *change, struct mail *mail, struct error *err) OB_MUST_CHECK;

#endif
