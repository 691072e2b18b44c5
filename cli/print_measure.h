/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_MEASURE_H
#define ONBOARD_CLI_PRINT_MEASURE_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Printers of a whole answer, as command_print_fn. */
int print_measure_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_measure_shown(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_measure_figures(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_measure_bottlenecks(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_measure_mark(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
