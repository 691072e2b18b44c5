/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_SURVEY_BUILD_H
#define ONBOARD_FORMATS_SURVEY_BUILD_H

#include "formats/mistakes.h"
#include "formats/survey_schema.h"
#include "model/survey.h"

/*
 * The survey that the file's values say, owned; not checked yet.  What cannot
 * be read is a mistake and gets a harmless value, so that the check after it
 * can say the rest in the same run.
 */
struct survey *survey_build_run(
    const struct survey_values *values, struct mistakes *mistakes);

#endif
