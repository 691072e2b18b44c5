/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_SECTIONS_H
#define ONBOARD_ENGINE_PAGES_PAGE_SECTIONS_H

#include <jansson.h>

#include "base/error.h"
#include "engine/pages/page_reader.h"

struct engine;

/*
 * What a responsible person owes, over all journeys, by when: "sections" holds
 * what is late, of this week, to come and done, without the empty ones;
 * "counts" how much of the first three; "attended" the groups with what the
 * person only takes part in.  The groups are those of the page, whose
 * activities get to know whose they are of.
 */
void page_sections_add(struct engine *engine, const struct page_reader *reader,
    const json_t *groups, json_t *view);

/*
 * What others have asked of the person: "reported", what cannot be done in the
 * journeys that the person coordinates, and "invited", meetings that are
 * somebody else's to hold and wait for an answer.
 */
int page_sections_add_asked(struct engine *engine,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;

#endif
