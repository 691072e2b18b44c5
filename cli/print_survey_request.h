/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_SURVEY_REQUEST_H
#define ONBOARD_CLI_PRINT_SURVEY_REQUEST_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Printers of whole answers, as command_print_fn. */
int print_survey_request_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

/* The same of one activity, which stands above them. */
int print_survey_request_sent(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
