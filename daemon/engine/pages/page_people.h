/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_PEOPLE_H
#define ONBOARD_ENGINE_PAGES_PAGE_PEOPLE_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

/*
 * How somebody is reached at work.  Whoever has a work address besides was
 * once added with private ones, and a phone number that came with them is
 * private as well: it is shown to nobody, "".  Borrowed.
 */
const char *page_people_mail(const struct person *person);
const char *page_people_phone(const struct person *person);

/*
 * Adds "people": the leader's manager, mentor and HR coordinator, and what
 * each is there for.  A mentor who is not named yet is announced.
 */
int page_people_add(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view,
    struct error *err) OB_MUST_CHECK;

/*
 * Puts into the view who sees to a step and by when, or that it is under way;
 * when the journey has no such open step, the text of plain_key.
 */
struct page_people_promise {
	const char *name; /* in the view */
	const char *step;
	const char *plain_key;
};

int page_people_promise(const struct dossier *dossier,
    const struct page_reader *reader, const struct page_people_promise *promise,
    json_t *view, struct error *err) OB_MUST_CHECK;

/* The mentor, or NULL as long as nobody is named. */
const struct person *page_people_mentor(const struct dossier *dossier);

#endif
