/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_FIGURES_H
#define ONBOARD_ENGINE_MEASURES_FIGURES_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * What was imported from the payroll system of a year: sickness absence and
 * turnover by quarter and area, as far as nobody can learn of a group of fewer
 * than five people from it.
 *
 * {"year","has_figures","figures":[{"id","name","formula","has_figures",
 * "has_hidden","columns","rows","chart","baseline","target"}]}: each figure
 * has the form of a measure in measures_view() (measures.h), and the first row
 * is the whole municipality's, too; but a year has no column, for quarters of
 * such figures do not add up to it.  A figure that nobody has ever imported is
 * there all the same, with the first row alone, and without has_figures.  A
 * cell's kind is "exact", "hidden" or "absent".
 */
int figures_view(struct engine *engine, int year, enum language language,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

struct figures_request {
	const char *year;   /* "2026"; NULL or "": the last with figures */
	const char *figure; /* an id; NULL or "": all */
	enum language language;
};

/* The same; OB_EINVALID names the field. */
int figures_list(struct engine *engine, const struct figures_request *request,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
