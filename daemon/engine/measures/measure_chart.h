/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURE_CHART_H
#define ONBOARD_ENGINE_MEASURES_MEASURE_CHART_H

#include <jansson.h>

/*
 * A row of measures_view() as a chart of upright bars: {"width","height",
 * "left","right","base","tick_x","label_y","bars":[{"x","y","width","height",
 * "middle","label","text","short","text_y","is_exact","is_bounds"}],
 * "has_lines","lines":[{"y","text","is_baseline"}],"ticks":[{"y","text",
 * "text_y"}]}, in whole units.  It is narrow, so that its texts can be read on
 * a phone, where it is as wide as the screen; what the lines are stands beside
 * it.  Nothing is in it that the row's cells do not tell.  ceiling is what its
 * height stands for, in tenths of a percent.
 */
json_t *measure_chart_view(const json_t *row, int ceiling);

/* The least ceiling with round ticks above all that the row's cells tell. */
int measure_chart_ceiling(const json_t *row);

#endif
