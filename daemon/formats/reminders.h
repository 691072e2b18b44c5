/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_REMINDERS_H
#define ONBOARD_FORMATS_REMINDERS_H

#include "formats/mistakes.h"
#include "formats/programme_schema.h"
#include "model/ladder.h"

/*
 * A "reminders" mapping at a path of the file: what it says, and the rest as
 * in base.  Where overdue is "never", nobody is told after it either, unless
 * the mapping says otherwise, which is a mistake.
 */
struct ladder reminders_read(struct mistakes *mistakes, const char *path,
    const struct reminders_values *values, const struct ladder *base);

#endif
