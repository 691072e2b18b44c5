/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURE_CELLS_H
#define ONBOARD_ENGINE_MEASURES_MEASURE_CELLS_H

#include <jansson.h>

#include "base/error.h"
#include "engine/measures/measure_words.h"
#include "model/disclosure.h"
#include "model/measure.h"
#include "model/programme.h"

struct engine;

/*
 * Cells of tables of figures, as
 * {"id","year","label","text","short","kind","least", "most","of"}: least and
 * most are tenths of a percent, -1 where nothing is told, and of is of how
 * many.  Each is added to the array.
 */

/* id is "baseline", "q1", "year" and so on. */
struct measure_column {
	const char *id;
	int year; /* that it is of; of a mark that is not there, 0 */
	const char *label;
};

struct measure_cell {
	struct measure_column column;
	const struct measure_words *words;
	const char *kind;
	int least; /* tenths of a percent; -1: nothing is told */
	int most;
	int64_t of;
};

void measure_cells_append(json_t *cells, const struct measure_cell *cell);

int measure_cells_add(const struct engine *engine, enum language language,
    json_t *cells, const struct measure_column *column,
    const struct disclosure *shown, struct error *err) OB_MUST_CHECK;

/* A baseline or target; mark is NULL for none. */
void measure_cells_add_mark(const struct engine *engine, enum language language,
    json_t *cells, const char *purpose, const struct measure_mark *mark);

/* Only words: the kind is "text". */
void measure_cells_add_text(
    json_t *cells, const char *id, const char *label, const char *text);

#endif
