/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_HANDBOOK_H
#define ONBOARD_CLI_PRINT_HANDBOOK_H

#include <jansson.h>

#include "base/error.h"

struct output;

/* What became of an entry that was removed. */
int print_handbook_removed(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

/* Who contacts which leaders from now on; nothing when the list is empty. */
void print_handbook_contacts(struct output *output, const json_t *list);

#endif
