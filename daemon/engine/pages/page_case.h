/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_CASE_H
#define ONBOARD_ENGINE_PAGES_PAGE_CASE_H

#include "engine/dossier/dossier.h"
#include "engine/pages/page_access.h"
#include "engine/pages/page_forms.h"
#include "engine/pages/page_move.h"
#include "engine/pages/page_view.h"
#include "store/person_store.h"

/* A form that was opened: whose it is, and what it is about. */
struct page_case {
	const struct page_form *form;
	struct engine *engine;
	struct page_access_form opened;
	char reference[24];
	struct person person;
	struct page_reader reader;
	struct dossier dossier;
	struct activity *activity;
};

/*
 * What it is about, for who opened it or, after page_access_find(), for whose
 * page it is.  OB_ENOTFOUND for an activity that is not there for the page.
 */
int page_case_load(struct page_case *item, struct error *err) OB_MUST_CHECK;
void page_case_release(struct page_case *item);

/* OB_ENOTFOUND if it is for another to do. */
int page_case_check_own(
    const struct page_case *item, struct error *err) OB_MUST_CHECK;

/* OB_ENOTFOUND for who had no part in the talk. */
int page_case_check_talker(
    const struct page_case *item, struct error *err) OB_MUST_CHECK;

/*
 * OB_ENOTFOUND if the own page has never shown it: a participant's shows
 * meetings of the invitations, a coordinator's what was reported.
 */
int page_case_check_shown(
    const struct page_case *item, struct error *err) OB_MUST_CHECK;

/* Where the form would have it moved to. */
struct page_move page_case_move(struct page_case *item);

#endif
