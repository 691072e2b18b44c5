/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_NEXT_H
#define ONBOARD_ENGINE_PAGES_PAGE_NEXT_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

#define PAGE_NEXT_MAX 3

/*
 * Adds "next" and "has_next": the next one to three things that the leader
 * does, takes part in or is sent, with how it comes about.  What is the
 * leader's own stays there until it is done; of the rest, today and later
 * counts.  Nothing is next in a journey that is over or paused.
 */
int page_next_add(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;

#endif
