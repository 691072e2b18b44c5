/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_OUTBOX_VIEW_H
#define ONBOARD_ENGINE_OUTBOX_OUTBOX_VIEW_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct engine;

/* OB_ENOTFOUND in the user's words. */
int outbox_view_find(struct engine *engine, int64_t id, struct mail *ret_mail,
    struct error *err) OB_MUST_CHECK;

/*
 * When a waiting mail is tried next, the relay's state considered;
 * INSTANT_NONE for others.
 */
int64_t outbox_view_next(const struct engine *engine, const struct mail *mail);

/* One mail as the API gives it; a new reference. */
json_t *outbox_view_mail(const struct engine *engine, const struct mail *mail);

#endif
