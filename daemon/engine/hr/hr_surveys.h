/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_SURVEYS_H
#define ONBOARD_ENGINE_HR_HR_SURVEYS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"
#include "model/survey.h"
#include "text/catalogue.h"

struct engine;

/*
 * Surveys to read, in the words of the reader; what they ask is the same for
 * all areas, so every coordinator sees them.
 */

/* Versions of a survey that the list names, the newest. */
#define HR_SURVEYS_ROWS 20

/*
 * {"has_surveys","surveys":[{"id","title","purpose","url","is_current",
 * "facts":[{"label","text"}],"has_more","versions":[{"version","url",
 * "since"}]}]}: the facts are of the newest version.
 */
int hr_surveys_view(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * One version as whoever answers reads it: {"title","purpose","intro_html",
 * "state","facts","questions":[...]}, with what HR has to know of each
 * question.  The version is its number as text.
 */
int hr_surveys_version(struct engine *engine, const struct hr_scope *scope,
    const char *id, const char *version, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Within the area: the questions of a survey, in the words of the catalogue. */
json_t *hr_surveys_questions(
    const struct survey *survey, const struct catalogue *catalogue);

#endif
