/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_CALENDAR_H
#define ONBOARD_ENGINE_PAGES_PAGE_CALENDAR_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "model/records.h"

struct engine;

/*
 * The page where somebody subscribes: the leader's has the calendar of the
 * journey, a person's that of all journeys and what else was opened for them.
 */

/* token: of the page.  *ret_ended as page_view.h. */
int page_calendar_view(struct engine *engine, const struct page *page,
    const char *token, json_t **ret_view, bool *ret_ended,
    struct error *err) OB_MUST_CHECK;

/* OB_ENOTFOUND when the page does not show this calendar. */
int page_calendar_check(struct engine *engine, const struct page *page,
    int64_t feed_id, struct error *err) OB_MUST_CHECK;

#endif
