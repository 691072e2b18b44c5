/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CONFIG_SIGN_IN_H
#define ONBOARD_FORMATS_CONFIG_SIGN_IN_H

#include "formats/mistakes.h"
#include "model/settings.h"

/* Who may sign in by what: the keys below sign_in of a whole file. */
void config_sign_in_check(
    struct mistakes *mistakes, const struct settings *settings);

#endif
