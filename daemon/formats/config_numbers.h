/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CONFIG_NUMBERS_H
#define ONBOARD_FORMATS_CONFIG_NUMBERS_H

#include "formats/config_schema.h"
#include "formats/mistakes.h"

/* Turns window, times and numbers of a configuration into the settings'. */
void config_numbers_check(struct mistakes *mistakes,
    const struct config_values *values, struct settings *settings);

#endif
