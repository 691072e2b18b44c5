/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_REFUSAL_H
#define ONBOARD_ENGINE_HR_HR_REFUSAL_H

#include <stdint.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"

struct engine;

/*
 * Why a verb was refused, in the reader's language: "refusal.KEY" of the
 * catalogues for what error_refuse() says.  A text may use its arguments, N
 * from 1 on, as {{text_N}} (as they are), {{day_N}} (a date, or a moment),
 * {{step_N}} (the title of a step of the journey), {{state_N}}, {{mail_N}} and
 * {{role_N}}.  NULL for what has no text there.  Owned.
 */
char *hr_refusal_text(struct engine *engine, const struct hr_scope *scope,
    int64_t journey_id, const struct error *err);

#endif
