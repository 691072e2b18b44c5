/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_OVERLAY_LAYERS_H
#define ONBOARD_MODEL_OVERLAY_LAYERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* An overlay that will be in force; all borrowed. */
struct overlay_layer {
	const char *overlay;
	const char *base;
	const char *area;
	const char *workplace;
	bool is_new; /* what was so before is not refused */
};

/*
 * A workplace that says no area would lose what its area adds, so the two do
 * not go together over one base: OB_EINVALID.
 */
int overlay_layers_check(const struct overlay_layer *layers, size_t count,
    struct error *err) OB_MUST_CHECK;

#endif
