/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_SURVEY_PRIVATE_H
#define ONBOARD_ENGINE_PAGES_PAGE_SURVEY_PRIVATE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/pages/page_reader.h"
#include "model/survey_reply.h"

/* A survey as it is shown to its reader, with a reply to it. */
struct page_survey_form_view {
	const struct page_reader *reader;
	const struct survey *survey;
	const struct survey_reply *reply;
	bool is_checked; /* what is wrong with the reply is told */
};

/* Adds "questions", "has_errors" and "errors" to the view. */
int page_survey_questions_add(const struct page_survey_form_view *form,
    json_t *view, struct error *err) OB_MUST_CHECK;

#endif
