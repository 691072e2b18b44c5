/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_COMPARISON_H
#define ONBOARD_ENGINE_MEASURES_COMPARISON_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * The measures by what leaders followed: by version of a programme, and pilots
 * against the other areas of the same years.  A version has the quarters all
 * of whose leaders followed it, through all years; nobody is known by it
 * (model/disclosure_parts.h).
 */
struct comparison_request {
	const char *measure; /* an id; NULL or "": all */
	enum language language;
};

/*
 * {"measures":[{"id","name","formula","has_rows","columns":[{"label"}],
 * "rows":[{"kind","programme","version","label","cells":[...]}],
 * "notes":[{"text"}],"chart"}]}: the kind is "version", "pilots" or "others";
 * a row's cells are measures_view()'s: the value, of how many leaders, when
 * they began, and what the value is without.  The chart is measure_chart.h's.
 * OB_ENOTFOUND for a measure that is none.
 */
int comparison_view(struct engine *engine,
    const struct comparison_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
