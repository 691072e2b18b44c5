/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_PROGRAMME_H
#define ONBOARD_CLI_PRINT_PROGRAMME_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Printers of whole answers, as command_print_fn. */
int print_programme_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_programme_shown(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_programme_imported(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_programme_compared(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_programme_withdrawn(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_programme_decision(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
