/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_TICK_H
#define ONBOARD_ENGINE_TICK_H

#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * What the clock brings.  All that matters is a row, so a tick that was
 * missed loses nothing: the next one does what is due once, however long the
 * program was away.
 *
 * At midnight: journeys begin and end, activities are held.  At 08:00: mail
 * steps.  At digest_at on workdays: digests.  At any time: notices to newly
 * responsible persons, and changes that a digest would tell too late.
 */
int tick_run(struct engine *engine, struct error *err) OB_MUST_CHECK;

/*
 * The next instant after now at which the clock may bring something, mails
 * apart (outbox_next()); INSTANT_NONE when nothing is to come.
 */
int tick_next(
    struct engine *engine, int64_t *ret_at, struct error *err) OB_MUST_CHECK;

#endif
