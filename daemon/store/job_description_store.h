/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_JOB_DESCRIPTION_STORE_H
#define ONBOARD_STORE_JOB_DESCRIPTION_STORE_H

#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* One for a journey at most.  OB_ENOTFOUND, without a text, for none. */
int job_description_store_find(struct store *store, int64_t journey_id,
    struct job_description *ret_description, struct error *err) OB_MUST_CHECK;

/*
 * Writes it: the first when its version is 1, else in place of the version
 * before; OB_ECONFLICT when that is not what is stored.
 */
int job_description_store_put(struct store *store,
    const struct job_description *description, struct error *err) OB_MUST_CHECK;

void job_description_store_release(struct job_description *description);

#endif
