/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_GUIDE_H
#define ONBOARD_ENGINE_PAGES_PAGE_GUIDE_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

/* What a reader sees of the guide to an activity, in the reader's language. */

/*
 * On the leader's page: adds "has_purpose" and "purpose_html", what the guide
 * says to the leader.  A guide that says nothing to the leader speaks to who is
 * responsible: its purpose is there when that is the leader, and else nothing.
 */
int page_guide_add_purpose(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    json_t *view, struct error *err) OB_MUST_CHECK;

/*
 * Adds "has_guide" and "guide_html", its headings so many levels lower than
 * written.  The leader's page has what is said to the leader on its own, so
 * there it is left out.  The guide to a cohort's session is for who holds it.
 */
int page_guide_add(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    int heading_shift, json_t *view, struct error *err) OB_MUST_CHECK;

#endif
