/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_TALK_H
#define ONBOARD_ENGINE_PAGES_PAGE_TALK_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/activities/talks.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

struct page_case;

/*
 * Talks on personal pages: one form marks a talk as done and tells of it, the
 * other tells of one that is done.
 */

/*
 * Adds to an activity's view what is told of the talk, the form's fields and
 * where they are sent ("held_url", "talk_url", else ""), and the address of the
 * sheet ("sheet_url"), for who was there.
 */
int page_talk_add(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    json_t *view, struct error *err) OB_MUST_CHECK;

/* What the form tells, borrowed from it. */
int page_talk_read(const struct page_case *item, struct talk_facts *ret_facts,
    struct error *err) OB_MUST_CHECK;

/* Whether it tells more than that the talk was held today. */
bool page_talk_says(
    const struct page_case *item, const struct talk_facts *facts);

/*
 * Puts what the refused form held into the activity's view, and why.  Returns
 * the id of the field; ret_text is borrowed from the catalogue.
 */
char *page_talk_explain(
    const struct page_case *item, json_t *activity, const char **ret_text);

#endif
