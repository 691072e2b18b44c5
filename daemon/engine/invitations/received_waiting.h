/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_RECEIVED_WAITING_H
#define ONBOARD_ENGINE_INVITATIONS_RECEIVED_WAITING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * What came in by mail and waits for a person: its outcome is "review" until
 * somebody has seen to it.
 */
#define RECEIVED_REVIEW "review"
#define RECEIVED_SETTLED "settled"

/* OB_ENOTFOUND, or OB_ECONFLICT when it waits for nobody. */
int received_waiting_find(struct engine *engine, int64_t id,
    struct received_mail *ret_row, struct error *err) OB_MUST_CHECK;

/* Somebody has seen to it; note may be NULL. */
int received_waiting_close(struct change *change, struct received_mail *row,
    const char *note, struct error *err) OB_MUST_CHECK;

/* Whether it proposes another time for a meeting that is known. */
bool received_waiting_is_proposal(const struct received_mail *row);

/* The meeting has moved: a proposal of that very time waits no longer. */
int received_waiting_settle_moved(struct change *change,
    const struct activity *activity, struct error *err) OB_MUST_CHECK;

#endif
