/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_HANDBOOK_H
#define ONBOARD_ENGINE_PAGES_PAGE_HANDBOOK_H

#include <jansson.h>

#include "base/error.h"
#include "engine/pages/page_reader.h"

struct engine;

#define PAGE_HANDBOOK_QUERY_MAX 100 /* characters */

/*
 * The handbook as the leader's page shows it: for each central function the
 * contact, the deputy, phone, mail and what they help with.  Adds "handbook",
 * of all the entries those in which each word of the query stands, however it
 * is written (text/folded.h), also among the other words that people have for
 * it in the catalogue ("handbook.words.it"); "query", "has_query", "found" and
 * "has_found".  The query may be NULL.  OB_EINVALID for one that is too long.
 */
int page_handbook_add(struct engine *engine, const struct page_reader *reader,
    const char *query, json_t *view, struct error *err) OB_MUST_CHECK;

#endif
