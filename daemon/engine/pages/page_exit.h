/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_EXIT_H
#define ONBOARD_ENGINE_PAGES_PAGE_EXIT_H

#include <jansson.h>

#include "engine/dossier/dossier.h"
#include "engine/pages/page_reader.h"

/*
 * Who holds the talk with somebody who leaves, and is not of HR, notes on the
 * own page that it was held and why they leave.
 */

/* As text, NULL or "" for what was not said. */
struct page_exit_form {
	const char *token;
	const char *csrf;
	int64_t activity_id;
	const char *held;
	const char *main_reason;
	const char *second;
	const char *third;
	const char *text;
};

/*
 * Adds "exit_url" to an activity's view: where the talk is noted, "" for
 * another step, for who does not hold it, and once it is noted.
 */
int page_exit_add(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    json_t *view, struct error *err) OB_MUST_CHECK;

/*
 * The page with the form, filled in as it was sent.  OB_ENOTFOUND where it is
 * not offered; a form that was sent is shown again once somebody noted it.  Of
 * the form, token and activity_id are needed.
 */
int page_exit_view(struct engine *engine, const struct page_exit_form *form,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* exit_interviews_record() by whose page it is; once for the same form. */
int page_exit_act(struct engine *engine, const struct page_exit_form *form,
    struct error *err) OB_MUST_CHECK;

#endif
