/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_CALENDAR_H
#define ONBOARD_CLI_PRINT_CALENDAR_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Printers of command_table_calendars.c. */
int print_calendar_imported(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_calendar_reviewed(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

#endif
