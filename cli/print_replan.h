/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_REPLAN_H
#define ONBOARD_CLI_PRINT_REPLAN_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* What became of a plan: what moved, what stays, what can no longer be met. */
int print_replan_journey(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_replan_cancelled(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_replan_ended(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_replan_migrated(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_replan_late(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_replan_reopened(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
