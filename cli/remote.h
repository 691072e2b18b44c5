/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_REMOTE_H
#define ONBOARD_CLI_REMOTE_H

#include <jansson.h>
#include <stdbool.h>

#include "cli/failure.h"
#include "cli/invocation.h"
#include "cli/output.h"
#include "cli/request.h"

/*
 * Does a command through the daemon: sends its request and puts the answer
 * into output, as bytes, as JSON or for people.  false: failure says why.
 */
bool remote_run(const struct invocation *invocation, struct output *output,
    struct failure *failure) OB_MUST_CHECK;

/*
 * The same in two steps, for a command that makes its request's body or adds
 * to the answer (returned owned, an object).
 */
bool remote_ask(const struct invocation *invocation,
    const struct request *request, json_t **ret_answer,
    struct failure *failure) OB_MUST_CHECK;
bool remote_show(const struct invocation *invocation, const json_t *answer,
    struct output *output, struct failure *failure) OB_MUST_CHECK;

#endif
