/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_SIMULATION_H
#define ONBOARD_CLI_PRINT_SIMULATION_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* One leader day by day with the mails between; of many, what it adds up to. */
int print_simulation(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
