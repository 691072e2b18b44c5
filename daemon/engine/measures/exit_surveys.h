/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_EXIT_SURVEYS_H
#define ONBOARD_ENGINE_MEASURES_EXIT_SURVEYS_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * What leaders who leave answered to surveys in half a year, as far as it is
 * told: [{"id","name","is_told","is_of_talks","response","choices":[{"number",
 * "question","is_several","rows":[{"text","share"}]}]}], of survey_results.h
 * with nothing that is hidden.  Beside the talks' reasons, and never with them
 * in one sum: who had a talk may have answered as well.
 */
int exit_surveys_view(struct engine *engine, const char *period,
    enum language language, json_t **ret_list, struct error *err) OB_MUST_CHECK;

/* The same with all that survey_results.h tells: an array of its views. */
int exit_surveys_results(struct engine *engine, const char *period,
    enum language language, json_t **ret_list, struct error *err) OB_MUST_CHECK;

#endif
