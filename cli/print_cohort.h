/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_COHORT_H
#define ONBOARD_CLI_PRINT_COHORT_H

#include <jansson.h>

#include "base/error.h"

struct output;

/* Printers of what concerns many at once: cohorts and annual events. */
int print_cohort_shown(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_cohort_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_cohort_events(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

int print_cohort_potential(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
