/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PEOPLE_REPORTING_H
#define ONBOARD_ENGINE_PEOPLE_REPORTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct change;
struct engine;
struct person;

/* Who reports to whom: upwards, and never around in a circle. */

/*
 * The person's manager, the manager's manager and so on, as far as they are
 * known; it ends before it would come round again.  ret_ids is owned.
 */
int reporting_chain(struct engine *engine, int64_t person_id, int64_t **ret_ids,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Whether somebody stands above the person. */
int reporting_is_above(struct engine *engine, int64_t above_id,
    int64_t person_id, bool *ret_above, struct error *err) OB_MUST_CHECK;

/* Writes down to whom a person reports, if reporting_check() allows it. */
int reporting_note(struct change *change, int64_t person_id, int64_t manager_id,
    struct error *err) OB_MUST_CHECK;

/* OB_EINVALID when the manager is a group or reports to the person. */
int reporting_check(struct engine *engine, const struct person *person,
    const struct person *manager, struct error *err) OB_MUST_CHECK;

#endif
