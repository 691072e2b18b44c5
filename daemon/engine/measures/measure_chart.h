/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURE_CHART_H
#define ONBOARD_ENGINE_MEASURES_MEASURE_CHART_H

#include <jansson.h>

/*
 * A row of measures_view() as a chart of upright bars: {"width","height",
 * "left","right","named","base","bars":[{"x","y","width","height","middle","label",
 * "label_y","text","short","text_y","is_exact","is_bounds"}],"lines":[{"y","text",
 * "text_y","is_baseline"}],"ticks":[{"y","text","text_y"}]}, in whole units.
 * Nothing is in it that the row's cells do not tell.
 */
json_t *measure_chart_view(const json_t *row);

#endif
