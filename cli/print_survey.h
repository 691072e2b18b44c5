/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_SURVEY_H
#define ONBOARD_CLI_PRINT_SURVEY_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

struct table;

/* Printers of struct command. */

int print_survey_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_survey_shown(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_survey_results(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

/* Rows of a table of question, answer and share: what was chosen of one. */
void print_survey_add_choice(struct table *table, const json_t *choice);

#endif
