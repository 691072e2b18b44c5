/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CONFIG_LOOK_H
#define ONBOARD_FORMATS_CONFIG_LOOK_H

#include "base/error.h"

/* What the configuration says of how pages look; path is the key. */

#define CONFIG_LOOK_LOGO_MAX 100 /* bytes of a logo's name */

/* "#0b4f9e", dark enough for white text. */
int config_look_colour(
    const char *path, const char *text, struct error *err) OB_MUST_CHECK;

/* The name of a file, as "logo.svg" or "logo.png", without any folder. */
int config_look_logo(
    const char *path, const char *text, struct error *err) OB_MUST_CHECK;

#endif
