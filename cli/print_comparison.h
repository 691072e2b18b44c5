/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_COMPARISON_H
#define ONBOARD_CLI_PRINT_COMPARISON_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Versions of programmes and pilots, measure by measure. */
int print_comparison(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
