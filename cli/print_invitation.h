/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_INVITATION_H
#define ONBOARD_CLI_PRINT_INVITATION_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Invitations, what was told last and what was answered. */
int print_invitation_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
