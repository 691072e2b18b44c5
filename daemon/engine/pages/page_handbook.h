/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_HANDBOOK_H
#define ONBOARD_ENGINE_PAGES_PAGE_HANDBOOK_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/pages/page_reader.h"
#include "model/programme.h"

struct engine;

#define PAGE_HANDBOOK_QUERY_MAX 100 /* characters */

/* Which entries, and what of them. */
struct page_handbook_query {
	const char *text; /* what is looked for; NULL: nothing */
	const char *name; /* this entry alone; NULL: all */
	/* Of each function what is nearest to there alone; NULL: all. */
	const struct programme_scope *where;
	bool has_names; /* who the contact and the deputy are, too */
};

/*
 * The handbook as a page shows it: for each function the contact, the deputy,
 * phone, mail and what they help with, of a local entry that names nobody also
 * who is the contact instead ("contact_instead", whose numbers are then "phone"
 * and "mail" and the place's own "place_phone" and "place_mail").  Adds
 * "handbook", of all the entries those in which each word of the query stands,
 * however it is written (base/folded.h), also among the other words that people
 * have for it in the catalogue ("handbook.words.it"); "query", "has_query",
 * "found" and "has_found".  Names that are not shown are not found either.
 * OB_EINVALID for a query that is too long, OB_ENOTFOUND for an entry that is
 * none.
 */
int page_handbook_add(struct engine *engine, const struct page_reader *reader,
    const struct page_handbook_query *query, json_t *view,
    struct error *err) OB_MUST_CHECK;

#endif
