/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURE_SHEET_H
#define ONBOARD_ENGINE_MEASURES_MEASURE_SHEET_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/measure.h"
#include "model/programme.h"

struct engine;

/*
 * The form in which what is counted here and what is imported is told: rows of
 * areas, columns of quarters, a baseline and a target before them.
 */
struct measure_sheet {
	struct engine *engine;
	enum language language;
	const char *id;
	int ceiling; /* of the chart, in tenths of a percent */
	struct measure_mark *marks;
	size_t mark_count;
	json_t *rows;
	bool has_hidden;
	bool has_figures;
};

/* engine, language, id and ceiling are set; borrowed. */
int measure_sheet_open(
    struct measure_sheet *sheet, struct error *err) OB_MUST_CHECK;
void measure_sheet_release(struct measure_sheet *sheet);

/*
 * A row with its baseline and target; returns its cells, borrowed.  area is ""
 * for the whole municipality, NULL for those without an area.
 */
json_t *measure_sheet_add_row(
    struct measure_sheet *sheet, const char *area, const char *label);

/* The columns before those of the quarters.  Returns owned. */
json_t *measure_sheet_columns(const struct measure_sheet *sheet);

/* One of the measures of measures_view(), of_answered ""; takes the columns. */
json_t *measure_sheet_view(const struct measure_sheet *sheet, json_t *columns);

#endif
