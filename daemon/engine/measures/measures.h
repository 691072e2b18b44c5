/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURES_H
#define ONBOARD_ENGINE_MEASURES_MEASURES_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * What the measures say, as far as nobody can learn of a group of fewer than
 * five people from it (model/disclosure.h): the same for whoever reads it, on
 * the page, in its file and by the command.
 */
struct measures_request {
	const char *year;    /* "2026"; NULL or "": the last with figures */
	const char *quarter; /* "2026Q4": this one alone, and its year */
	const char *area;    /* NULL: all */
	const char *measure; /* an id; NULL: all */
	enum language language;
};

/*
 * {"year","has_years","years":[{"year","url","is_chosen"}],"measures":[{"id",
 * "name","formula","of_answered","chart","columns":[{"label"}],"rows":[{"area",
 * "label","cells":[{"id","year","label","text","short","kind","least","most",
 * "of"}]}],"has_hidden","has_figures","baseline","target","marks":[{"purpose",
 * "area","label","text","permille","year","source"}]}]}: the first cells of a
 * row are its baseline and target, then come the quarters and the year; a row
 * of the whole municipality is the first; marks are all baselines and targets,
 * by area.  least and most are tenths of a percent, -1 where nothing is told;
 * of_answered is the year among those who answered a survey, or ""; baseline
 * and target are as measure_marks.h gives them, or null; the chart is
 * measure_chart.h's of the
 * first row.  The years are those of the payroll system's figures as well.
 * OB_ENOTFOUND for a measure that is none, OB_EINVALID names the field.
 */
int measures_view(struct engine *engine, const struct measures_request *request,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* Four digits, NULL or "", which are 0; OB_EINVALID of the field "year". */
int measures_read_year(
    const char *text, int *ret_year, struct error *err) OB_MUST_CHECK;

#endif
