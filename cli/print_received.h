/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_RECEIVED_H
#define ONBOARD_CLI_PRINT_RECEIVED_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* What came in by mail. */
int print_received_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_received_settled(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
