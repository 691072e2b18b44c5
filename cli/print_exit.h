/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_EXIT_H
#define ONBOARD_CLI_PRINT_EXIT_H

#include <jansson.h>

#include "base/error.h"

struct output;

int print_exit_interview(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_exit_reasons(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_exit_follow_up(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_exit_follow_ups(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
