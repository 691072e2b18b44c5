/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_H
#define ONBOARD_ENGINE_PAGES_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier.h"

struct engine;

/*
 * Personal pages: a leader's, with the whole journey, and one for each person
 * who is responsible for something.  A link ends 30 days after the last
 * activity that it shows.
 */
enum page_kind { PAGE_LEADER, PAGE_PERSON };

/*
 * What the page of a token shows, as config/pages/ expects it, but for the
 * texts "t".  OB_ENOTFOUND for an unknown or ended link.
 */
int pages_view(struct engine *engine, enum page_kind kind, const char *token,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Marks an activity as done for the person whose page it is: one that the
 * person is responsible for.  OB_EDENIED for a wrong csrf, OB_ENOTFOUND for
 * somebody else's activity, OB_ECONFLICT as activities_complete().
 */
int pages_complete(struct engine *engine, enum page_kind kind,
    const char *token, const char *csrf, int64_t activity_id,
    struct error *err) OB_MUST_CHECK;

/* Within the engine: makes the pages that persons of a journey lack. */
int pages_ensure_journey(
    const struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/* [{"role","person","url"}]: one for each role that somebody holds. */
int pages_of_journey(const struct dossier *dossier, json_t **ret_pages,
    struct error *err) OB_MUST_CHECK;

/* The person's own page in this journey, owned. */
int pages_url(const struct dossier *dossier, int64_t person_id, char **ret_url,
    struct error *err) OB_MUST_CHECK;

#endif
