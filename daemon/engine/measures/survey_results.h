/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_SURVEY_RESULTS_H
#define ONBOARD_ENGINE_MEASURES_SURVEY_RESULTS_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * What was answered to a survey by or about the leaders who began in a year:
 * the same leaders as measures count, so that the two tell nothing of anybody
 * together.  Nothing before the year is final, and nobody's own words.
 */
struct survey_results_request {
	const char *survey;
	const char *year; /* NULL or "": the last that is final */
	enum language language;
};

/*
 * {"id","name","year","is_counted","is_final","has_years","years":[{"year",
 * "url","is_chosen"}],"response","means":[{"subject","questions":[{"text"}],"share"}],
 * "choices":[{"number","question","is_several","rows":[{"text","share"}]}]}: in
 * the order of the newest version.  Of a survey that is not about the start of
 * leaders nothing is counted.  OB_ENOTFOUND for none, OB_EINVALID names the
 * field.
 */
int survey_results_view(struct engine *engine,
    const struct survey_results_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
