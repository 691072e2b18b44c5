/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_COMPARISON_FIGURES_H
#define ONBOARD_ENGINE_MEASURES_COMPARISON_FIGURES_H

#include <stddef.h>

#include "engine/measures/measure_table.h"
#include "model/disclosure_parts.h"

struct engine;

/* Leaders of one version, of pilots, or of the areas beside them. */
struct comparison_row {
	char *programme; /* NULL where it is no version */
	int version;
	struct disclosure_part sum;
	struct quarter from; /* in which somebody is counted, both ends */
	struct quarter to;
};

enum { COMPARISON_PILOTS, COMPARISON_OTHERS, COMPARISON_SIDES };

/* One measure through the years, parted by what leaders followed. */
struct comparison_figures {
	struct comparison_row *versions; /* by programme and version */
	size_t version_count;
	int mixed; /* quarters of several versions, or of unknown ones */
	/* Of the years with a pilot, so that both are of the same time. */
	struct comparison_row sides[COMPARISON_SIDES];
	int mixed_areas; /* an area's year: of both, or unknown */
	char **pilots;	 /* areas */
	size_t pilot_count;
};

/* Of all years that anything is kept of. */
int comparison_figures_load(struct engine *engine,
    const struct measure *measure, struct comparison_figures *ret_figures,
    struct error *err) OB_MUST_CHECK;
void comparison_figures_release(struct comparison_figures *figures);

#endif
