/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_PEOPLE_H
#define ONBOARD_ENGINE_HR_HR_PEOPLE_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/* {"name","email","work_email","phone","may_sign_in"} of a person by id. */
int hr_people_show(struct engine *engine, int64_t person_id,
    json_t **ret_person, struct error *err) OB_MUST_CHECK;

#endif
