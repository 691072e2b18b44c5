/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_JOB_DESCRIPTION_H
#define ONBOARD_ENGINE_PAGES_PAGE_JOB_DESCRIPTION_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

struct engine;

/*
 * The honest job description (engine/journeys/job_description.h) as the leader
 * reads it and as whoever hires writes it.
 */

/*
 * Adds "has_job", "job_url" and "job_line": where the description is and who
 * wrote it, or by whom and when it comes; and "has_job_links" and
 * "job_links":[{"url","label"}], the advertisement and the role's description.
 */
int page_job_description_add_link(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;

/* The latter alone, for whoever has a part in the journey. */
int page_job_description_add_links(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;

/* All of it, and the texts as HTML: job-description.html. */
int page_job_description_add(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;

/* Whose form, of which journey. */
struct page_job_description_place {
	const char *token; /* of the person's page */
	int64_t journey_id;
};

/* The form's fields; NULL for one that was not sent. */
struct page_job_description_form {
	const char *csrf;
	const char *text;
	const char *challenges;
	const char *advertisement_url;
	const char *role_url;
	const char *version;
};

/*
 * The form: job-description-edit.html.  OB_ENOTFOUND for an unknown or ended
 * link, and for a journey in which the person has not to write it.
 */
int page_job_description_edit(struct engine *engine,
    const struct page_job_description_place *place, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Saves it.  OB_EDENIED for a wrong csrf, else as job_description_set(); for
 * OB_EINVALID of a text and OB_ECONFLICT *ret_view (else untouched) is the form
 * with what was typed and what is wrong with it.
 */
int page_job_description_save(struct engine *engine,
    const struct page_job_description_place *place,
    const struct page_job_description_form *form, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
