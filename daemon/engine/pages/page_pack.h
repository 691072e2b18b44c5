/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_PACK_H
#define ONBOARD_ENGINE_PAGES_PAGE_PACK_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

/*
 * Adds "pack", the four parts of the welcome pack with where each is found, or
 * who sees to it and when, "pack_count" and "has_pack": only an introduction
 * has one.
 */
int page_pack_add(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;

#endif
