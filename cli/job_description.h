/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_JOB_DESCRIPTION_H
#define ONBOARD_CLI_JOB_DESCRIPTION_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

struct invocation;

/* "set-job-description": sends the file of --file; a command_run_fn. */
int job_description_run(
    const struct invocation *invocation, struct output *output);

/* Prints a job description; a command_print_fn. */
int job_description_print(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
