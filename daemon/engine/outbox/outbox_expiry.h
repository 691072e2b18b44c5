/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_OUTBOX_EXPIRY_H
#define ONBOARD_ENGINE_OUTBOX_OUTBOX_EXPIRY_H

#include <stdbool.h>

#include "base/error.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * A digest's day is one.  For others five days of attempts are enough; those
 * on which a pause, the calendar or the relay kept a mail from being tried are
 * none.
 */
int outbox_expiry_is_over(const struct engine *engine, const struct mail *mail,
    bool *ret_over, struct error *err) OB_MUST_CHECK;

/* It is failed; a digest is cancelled, and what it was to tell is open. */
int outbox_expiry_give_up(
    struct change *change, struct mail *mail, struct error *err) OB_MUST_CHECK;

#endif
