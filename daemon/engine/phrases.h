/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PHRASES_H
#define ONBOARD_ENGINE_PHRASES_H

#include "model/programme.h"
#include "model/records.h"

/* "torsdag den 8. oktober kl. 8.30-9.00", or the day alone.  Owned. */
char *phrases_when(enum language language, const struct activity *activity);

#endif
