/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_SURVEY_H
#define ONBOARD_ENGINE_PAGES_PAGE_SURVEY_H

#include <jansson.h>
#include <stddef.h>

#include "base/error.h"
#include "model/survey_reply.h"

struct engine;

/*
 * The page of "/s/<token>": a survey that one person is asked to answer, with
 * what the person answered before.  Opening it changes nothing.  All questions
 * stand on the one page: one that is asked on a condition says so, so that it
 * needs no script.
 */

/*
 * What config/pages/survey.html shows, but for the texts "t"; of what can be
 * answered no more, that it cannot.  OB_ENOTFOUND for an unknown or ended link.
 */
int page_survey_view(struct engine *engine, const char *token,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* The same after the answers were kept: thanks, and the way back to them. */
int page_survey_thanks(struct engine *engine, const char *token,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* What the form sent: csrf may be NULL; values as they came. */
struct page_survey_form {
	const char *csrf;
	const struct survey_value *values;
	size_t count;
};

/*
 * Keeps all answers at once.  OB_EDENIED for a wrong csrf.  When something is
 * wrong with an answer, or it can be answered no more, *ret_view is the page
 * that says so, with what was written; else it is left alone.
 */
int page_survey_submit(struct engine *engine, const char *token,
    const struct page_survey_form *form, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
