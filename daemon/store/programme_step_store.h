/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_PROGRAMME_STEP_STORE_H
#define ONBOARD_STORE_PROGRAMME_STEP_STORE_H

#include <stdint.h>

#include "base/error.h"
#include "model/programme.h"

struct store;

/* The phases and steps of a programme version; for programme_store.c only. */

int programme_step_store_add(struct store *store, int64_t id,
    const struct programme *programme, struct error *err) OB_MUST_CHECK;

/* Fills the phases and steps of a programme that has none yet. */
int programme_step_store_load(struct store *store, int64_t id,
    struct programme *programme, struct error *err) OB_MUST_CHECK;

#endif
