/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_NETWORK_SHEET_H
#define ONBOARD_HTTP_NETWORK_SHEET_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/pages/page_network.h"

struct engine;
struct exchange;

/* The forms of a network's sheet, on the contact's page and below /hr. */

/* Borrows from the exchange: {id}, {verb} and, of a meeting's, {meeting}. */
int network_sheet_read(struct exchange *exchange, bool is_of_meeting,
    struct page_network_form *ret_form, struct error *err) OB_MUST_CHECK;

/* What the reader can mend on the sheet; and the HTTP status that says so. */
bool network_sheet_is_refusal(const struct error *err);
int network_sheet_status(const struct error *err);

/* Says on the sheet why it was not done, beside what was sent for a meeting. */
void network_sheet_set_problem(struct engine *engine,
    const struct exchange *exchange, enum language language,
    const struct error *why, json_t *view);

#endif
