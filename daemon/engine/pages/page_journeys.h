/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_JOURNEYS_H
#define ONBOARD_ENGINE_PAGES_PAGE_JOURNEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct engine;
struct page;

/*
 * The journeys that a person's page shows, each once: those in which the
 * person, or somebody for whom the person acts today, has something to do,
 * and the cohorts that the person takes part in.  free() the array.
 */
int page_journeys_list(struct engine *engine, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err) OB_MUST_CHECK;

/*
 * Whether the links of all of them have ended; false while there is none, or
 * a nomination is to be answered, or the person is in a leader network or the
 * potential bank, or keeps an entry of the handbook.
 */
int page_journeys_have_ended(struct engine *engine, int64_t person_id,
    bool *ret_ended, struct error *err) OB_MUST_CHECK;

/* Whether the link of this page has ended, a leader's with the journey. */
int page_journeys_of_page_have_ended(struct engine *engine,
    const struct page *page, bool *ret_ended, struct error *err) OB_MUST_CHECK;

#endif
