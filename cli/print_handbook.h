/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_HANDBOOK_H
#define ONBOARD_CLI_PRINT_HANDBOOK_H

#include <jansson.h>

struct output;

/* Who contacts which leaders from now on; nothing when the list is empty. */
void print_handbook_contacts(struct output *output, const json_t *list);

#endif
