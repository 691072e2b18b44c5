/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CONFIG_CHECK_H
#define ONBOARD_FORMATS_CONFIG_CHECK_H

#include "formats/config_schema.h"
#include "formats/mistakes.h"

/*
 * What types cannot say about a configuration: forms of texts, and values
 * that do not go together.  Every mistake is added; nothing stops the run.
 */

void config_check(struct mistakes *mistakes, const struct settings *settings);

#endif
