/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_CHOICES_H
#define ONBOARD_ENGINE_HR_HR_CHOICES_H

#include <jansson.h>
#include <stddef.h>

#include "base/error.h"
#include "engine/hr/hr_filter.h"
#include "engine/hr/hr_journeys.h"

/* What the fields of a board's filter offer. */
struct hr_choices_source {
	struct engine *engine;
	const struct hr_scope *scope;
	const struct hr_filter *filter;
};

/*
 * Sets "areas", "managers", "states", "flags" and "phase_choices" of the
 * view: [{"value","label","is_chosen"}].  Managers and phases are those that
 * occur.
 */
int hr_choices_add(const struct hr_choices_source *source,
    const struct hr_journeys *journeys, json_t *view,
    struct error *err) OB_MUST_CHECK;

/* {"page","count","has_others","has_previous","previous","has_next","next"} */
json_t *hr_choices_pages(size_t page, size_t rows);

/*
 * [{"name","count","people","open","overdue"}] of each area that occurs.  Who
 * leaves is counted by the journey before.
 */
json_t *hr_choices_area_figures(const struct hr_journeys *journeys);

#endif
