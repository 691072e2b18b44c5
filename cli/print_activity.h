/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_ACTIVITY_H
#define ONBOARD_CLI_PRINT_ACTIVITY_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Printers of whole answers, as command_print_fn. */
int print_activity_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_activity_shown(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_activity_moved(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_activity_explained(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

/* Parts of a leader's answer: the plan, and its flags one by one. */
void print_activity_plan(const json_t *activities, struct output *output);
void print_activity_flags(const json_t *activities, struct output *output);

#endif
