/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURE_FIGURES_H
#define ONBOARD_ENGINE_MEASURES_MEASURE_FIGURES_H

#include <stddef.h>

#include "engine/measures/measure_table.h"
#include "model/disclosure_answers.h"

struct engine;

/* A year of one measure, and what of it may be told. */
struct measure_figures {
	char **areas;
	size_t area_count;
	struct fraction *cells;
	struct disclosure_view view;
	/* The year among those who answered, of what they answered. */
	struct disclosure of_answered;
};

#define MEASURE_FAMILY_MAX 4

/* A year of who answered a survey, with what is told of who was there. */
struct measure_answers {
	bool is_final;
	struct disclosure around[MEASURE_FAMILY_MAX];
	struct disclosure_answers answers; /* points into this */
};

/* Fills all of it, also before the year is final. */
int measure_figures_load_answers(struct engine *engine,
    const struct measure *answered, int year, struct measure_answers *answers,
    struct error *err) OB_MUST_CHECK;

/* The one place where it is decided what is shown. */
int measure_figures_load(struct engine *engine, const struct measure *measure,
    int year, struct measure_figures *ret_figures,
    struct error *err) OB_MUST_CHECK;
void measure_figures_release(struct measure_figures *figures);

#endif
