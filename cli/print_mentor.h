/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_MENTOR_H
#define ONBOARD_CLI_PRINT_MENTOR_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* A printer of a whole answer, as command_print_fn. */
int print_mentor_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

/* Part of a leader's answer: who was mentor when. */
void print_mentor_history(const json_t *mentors, struct output *output);

#endif
