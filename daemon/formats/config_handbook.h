/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CONFIG_HANDBOOK_H
#define ONBOARD_FORMATS_CONFIG_HANDBOOK_H

#include "formats/mistakes.h"
#include "model/settings.h"

/* Who may read the handbook without a link: handbook_pages of a whole file. */
void config_handbook_check(
    struct mistakes *mistakes, const struct settings *settings);

#endif
