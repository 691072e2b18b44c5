/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_SURVEY_WORDS_H
#define ONBOARD_CLI_PRINT_SURVEY_WORDS_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* A printer of struct command: what was written to a survey in own words. */
int print_survey_words(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
