/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_OUTBOX_WINDOW_H
#define ONBOARD_ENGINE_OUTBOX_OUTBOX_WINDOW_H

#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * When a due mail may leave: now, or when the send window opens by the
 * receiver's clock.  What is urgent leaves at any hour.
 */
int outbox_window_opens(struct engine *engine, const struct mail *mail,
    int64_t *ret_at, struct error *err) OB_MUST_CHECK;

/* Leaves it for then. */
int outbox_window_put_off(struct change *change, struct mail *mail, int64_t at,
    struct error *err) OB_MUST_CHECK;

#endif
