/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LINKS_PAGE_LINKS_H
#define ONBOARD_ENGINE_LINKS_PAGE_LINKS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

/* The addresses of personal pages; what the pages show is pages.h's. */

/* Makes the pages that persons of the journey lack. */
int page_links_ensure(
    const struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/* The same for one person, who may act for another from now on. */
int page_links_ensure_one(const struct dossier *dossier, int64_t person_id,
    struct error *err) OB_MUST_CHECK;

/*
 * [{"role","person","url","digest"}]: one for each role that somebody holds
 * who has anything in the journey, and for those who act for the holder today.
 */
int page_links_of_journey(const struct dossier *dossier, json_t **ret_pages,
    struct error *err) OB_MUST_CHECK;

/* Makes the person's own page, if there is none. */
int page_links_ensure_own(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

/* The page with all that a person has to do; OB_ENOTFOUND without one. */
int page_links_person_url(struct engine *engine, int64_t person_id,
    char **ret_url, struct error *err) OB_MUST_CHECK;

/* The person's own page in this journey, owned. */
int page_links_url(const struct dossier *dossier, int64_t person_id,
    char **ret_url, struct error *err) OB_MUST_CHECK;

/* The person's pages get new links; the old ones open nothing. */
int page_links_renew_of(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

#endif
