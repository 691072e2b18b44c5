/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_CLOCK_H
#define ONBOARD_CLI_PRINT_CLOCK_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* The answer of advance-clock, as command_print_fn. */
int print_clock_advanced(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
