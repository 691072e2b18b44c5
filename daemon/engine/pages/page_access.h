/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_ACCESS_H
#define ONBOARD_ENGINE_PAGES_PAGE_ACCESS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/pages/pages.h"
#include "model/records.h"

struct engine;

/* Who may see a personal page, and send what its forms hold. */

/* The page of a token; OB_ENOTFOUND for an unknown one or another kind's. */
int page_access_find(struct engine *engine, enum page_kind kind,
    const char *token, struct page *ret_page, struct error *err) OB_MUST_CHECK;

/*
 * The view with "csrf", which its forms must bring back, and no "problem" with
 * one that came back; OB_ENOTFOUND when the link has ended.  Takes the view,
 * whatever comes.
 */
int page_access_seal(const struct engine *engine, const struct page *page,
    bool has_ended, json_t *view, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* A form that came in: the page that it is from and who acts with it. */
struct page_access_form {
	struct page page;
	char actor[32]; /* for the audit */
};

void page_access_release(struct page_access_form *form);

/*
 * What every verb of a page begins with.  OB_EDENIED when the form is not
 * from there, OB_ENOTFOUND also when the link has ended meanwhile.
 */
int page_access_open_form(struct engine *engine, enum page_kind kind,
    const char *token, const char *csrf, struct page_access_form *ret_form,
    struct error *err) OB_MUST_CHECK;

/* "there is no such page": the one answer to whoever may not see something. */
int page_access_lacks(struct error *err);

#endif
