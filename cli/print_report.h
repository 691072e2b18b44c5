/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_REPORT_H
#define ONBOARD_CLI_PRINT_REPORT_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Printers of a whole answer, as command_print_fn. */
int print_report_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_report(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_report_texts(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
