/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_PROGRAMME_DECISION_STORE_H
#define ONBOARD_STORE_PROGRAMME_DECISION_STORE_H

#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Who decided a version of a programme, and why. */

/* Takes the place of the one of the same version. */
int programme_decision_store_set(struct store *store,
    const struct programme_decision *decision, struct error *err) OB_MUST_CHECK;

/* Of a version's row; OB_ENOTFOUND when nothing is noted. */
int programme_decision_store_find(struct store *store, int64_t programme_id,
    struct programme_decision *ret_decision, struct error *err) OB_MUST_CHECK;
void programme_decision_store_release(struct programme_decision *decision);

#endif
