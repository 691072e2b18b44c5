/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_VERBS_H
#define ONBOARD_ENGINE_PAGES_PAGE_VERBS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

struct acting;

/*
 * Adds to an activity's view what the reader may do with it (a form's address
 * is "" where that may not be), what is said of it, what it waits for and what
 * waits for it.  Changes nothing.
 */
int page_verbs_add(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    json_t *view, struct error *err) OB_MUST_CHECK;

/* Whether the reader acts for the one who coordinates the journey. */
bool page_verbs_coordinates(const struct dossier *dossier,
    const struct acting *acting, int64_t person_id);

/* Whether all that is said of the activity is for the reader, too. */
bool page_verbs_is_on(const struct dossier *dossier,
    const struct activity *activity, const struct acting *acting,
    int64_t person_id);

/* Whether it is the reader's own, or the reader takes part in it. */
bool page_verbs_was_there(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader);

/* Whether somebody may put it on another day from a page. */
bool page_verbs_may_move(
    const struct dossier *dossier, const struct activity *activity);

#endif
