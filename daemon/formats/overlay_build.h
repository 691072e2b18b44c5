/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_OVERLAY_BUILD_H
#define ONBOARD_FORMATS_OVERLAY_BUILD_H

#include "formats/mistakes.h"
#include "formats/programme_schema.h"
#include "model/overlay.h"

/* Makes the overlay out of the file's values; returns owned. */
struct overlay *overlay_build_run(
    struct mistakes *mistakes, const struct overlay_values *values);

#endif
