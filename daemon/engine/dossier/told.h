/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DOSSIER_TOLD_H
#define ONBOARD_ENGINE_DOSSIER_TOLD_H

#include <stdbool.h>

#include "model/records.h"

/* What those concerned by an activity were told of its day and time. */

bool told_is(const struct activity *activity);

/*
 * They know it as it is now: its day and time, or, when it is withdrawn, that
 * it is.  The caller stores it.
 */
void told_set(struct activity *activity);

/* At a first telling; a change that is still to be told stays one. */
void told_set_first(struct activity *activity);

#endif
