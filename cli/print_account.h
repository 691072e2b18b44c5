/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_ACCOUNT_H
#define ONBOARD_CLI_PRINT_ACCOUNT_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Printers of whole answers, as command_print_fn. */
int print_account_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_account_shown(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
