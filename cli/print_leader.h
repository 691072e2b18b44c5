/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_LEADER_H
#define ONBOARD_CLI_PRINT_LEADER_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Printers of whole answers, as command_print_fn. */
int print_leader_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_leader_shown(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_leader_call(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_leader_task(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_leader_person(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
