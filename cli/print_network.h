/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_NETWORK_H
#define ONBOARD_CLI_PRINT_NETWORK_H

#include <jansson.h>

#include "base/error.h"

struct output;

/* Printers of leader networks. */
int print_network_shown(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_network_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
