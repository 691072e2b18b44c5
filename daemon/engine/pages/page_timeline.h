/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_TIMELINE_H
#define ONBOARD_ENGINE_PAGES_PAGE_TIMELINE_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

/*
 * The programme as a line of phases with today on it: adds "phases", each with
 * its activities, its days, what of it is done and whether it is over, under
 * way or ahead; "today", and where it stands when no phase is under way.
 */
int page_timeline_add(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;

/* One activity of it: its facts, what it is for and where its guide is. */
int page_timeline_activity(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
