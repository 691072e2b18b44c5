/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_ADMIT_H
#define ONBOARD_ENGINE_HR_HR_ADMIT_H

#include <stdint.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"

struct engine;

/*
 * Whether the reader may see something: OB_ENOTFOUND for what belongs to
 * another area, as for what is not there at all.
 */

/* The activity (0: none is meant) must be one of the journey. */
int hr_admit_journey(struct engine *engine, const struct hr_scope *scope,
    int64_t journey_id, int64_t activity_id, struct error *err) OB_MUST_CHECK;

/* Somebody who has anything to do with the area's journeys. */
int hr_admit_person(struct engine *engine, const struct hr_scope *scope,
    int64_t person_id, struct error *err) OB_MUST_CHECK;

/* Of the area's journeys; of none, to such a person. */
int hr_admit_mail(struct engine *engine, const struct hr_scope *scope,
    int64_t mail_id, struct error *err) OB_MUST_CHECK;

/* What came in by mail: the same. */
int hr_admit_received(struct engine *engine, const struct hr_scope *scope,
    int64_t received_id, struct error *err) OB_MUST_CHECK;

#endif
