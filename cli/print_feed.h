/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_FEED_H
#define ONBOARD_CLI_PRINT_FEED_H

#include <jansson.h>

#include "base/error.h"
#include "cli/output.h"

/* Printers of whole answers, as command_print_fn. */
int print_feed_list(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;
int print_feed_shown(const json_t *answer, struct output *output,
    struct error *err) OB_MUST_CHECK;

/*
 * Parts of a leader's answer.  A link has a line of its own, never cut, so
 * that it can be copied.
 */
void print_feed_links(const json_t *feeds, struct output *output);
void print_feed_pages(const json_t *pages, struct output *output);

#endif
