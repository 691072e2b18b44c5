/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_ACTIVITY_H
#define ONBOARD_ENGINE_PAGES_PAGE_ACTIVITY_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

/* One activity as its reader sees it, for config/pages/activity.html. */

/* The reader's own, or that of somebody for whom the reader acts. */
bool page_activity_is_own(
    const struct page_reader *reader, const struct activity *activity);

/*
 * Whether a list of a whole journey shows it to the reader: a talk that
 * somebody's answer called for is seen by who is to hold it alone.
 */
bool page_activity_is_shown(
    const struct page_reader *reader, const struct activity *activity);

/* What became of a first task, in words; "" where nothing was said. */
const char *page_activity_outcome(
    const struct activity *activity, const struct catalogue *catalogue);

/* All but the guide: what a list shows. */
json_t *page_activity_facts(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader);

#define PAGE_ACTIVITY_CARD 2 /* of a guide: a card has the third heading */

/* With the guide as HTML, its headings so many levels lower than written. */
int page_activity_view(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    int heading_shift, json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
