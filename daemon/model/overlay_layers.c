/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/overlay_layers.h"

#include <string.h>

static bool
is_of_area(const struct overlay_layer *layer)
{
	return layer->area[0] != '\0' && layer->workplace[0] == '\0';
}

static bool
is_of_workplace_alone(const struct overlay_layer *layer)
{
	return layer->area[0] == '\0' && layer->workplace[0] != '\0';
}

static bool
fit(const struct overlay_layer *area, const struct overlay_layer *workplace)
{
	return !is_of_area(area) || !is_of_workplace_alone(workplace) ||
	       strcmp(area->base, workplace->base) != 0 ||
	       !(area->is_new || workplace->is_new);
}

int
overlay_layers_check(
    const struct overlay_layer *layers, size_t count, struct error *err)
{
	for (size_t i = 0; i < count * count; i++) {
		const struct overlay_layer *area = &layers[i / count];
		const struct overlay_layer *workplace = &layers[i % count];

		if (!fit(area, workplace))
			return error_set_field(err, OB_EINVALID, "area",
			    "the overlay '%s' is for the workplace '%.100s' of "
			    "any area, and '%s' for the area '%.100s': give "
			    "its area to the first, or what the area adds "
			    "would be lost there",
			    workplace->overlay, workplace->workplace,
			    area->overlay, area->area);
	}
	return OB_OK;
}
