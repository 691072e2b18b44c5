/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_SURVEY_RESULTS_H
#define ONBOARD_ENGINE_MEASURES_SURVEY_RESULTS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;
struct survey;

/*
 * What was answered to a survey by or about the leaders who began in a year:
 * the same leaders as measures count, so that the two tell nothing of anybody
 * together.  Nothing before the year is final, and nobody's own words.
 *
 * What a cohort was asked is told of that cohort alone, once it is counted,
 * to those who see it and by name who answered; a sum of cohorts would tell
 * of somebody who was in two.
 *
 * What leaders are asked when they leave is told by the half year in which it
 * could be answered at last, as engine/exits/exit_survey_counts.h keeps it, to
 * those who see why leaders of all areas left.
 */
struct survey_results_request {
	const char *survey;
	const char *year;   /* NULL or "": the last that is final */
	const char *cohort; /* its number; NULL or "": the last counted */
	const char *half;   /* "2026H2"; NULL or "": the last counted */
	const char *area;   /* NULL or "": of all areas */
	enum language language;
};

/*
 * {"id","name","year","is_counted","is_final","is_told","has_years","years":[
 * {"year","url","is_chosen"}],"is_of_cohorts","cohort","has_cohorts","cohorts":[
 * {"id","text","url","is_chosen"}],"has_halves","halves":[{"half","url",
 * "is_chosen"}],"is_of_halves","half","is_of_talks","is_withheld","response",
 * "answered","cell","means":[{"subject","questions":[{"text"}],"share",
 * "cell"}],"choices":[{"number","question","is_several","rows":[{"text","share",
 * "cell","is_told"}]}]}: a cell is as measure_cells.h has it, and answered is
 * null where the number is not told; in the order of the
 * newest version.  Of a survey that is neither about the start of leaders nor
 * asked of a cohort or when leaders leave nothing is counted.  is_of_talks:
 * only who had an exit talk as well is counted, because the others are few;
 * is_withheld: it is not told to whom has an area.  OB_ENOTFOUND for none,
 * OB_EINVALID names the field.
 */
int survey_results_view(struct engine *engine,
    const struct survey_results_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Whether it is told by half year, because leaders are asked when they leave.
 */
int survey_results_are_of_halves(struct engine *engine,
    const struct survey *survey, bool *ret_are,
    struct error *err) OB_MUST_CHECK;

#endif
