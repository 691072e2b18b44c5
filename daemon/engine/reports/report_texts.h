/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_REPORTS_REPORT_TEXTS_H
#define ONBOARD_ENGINE_REPORTS_REPORT_TEXTS_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"
#include "model/report.h"

struct engine;

/* What stands below the headings of a year's report, in Markdown. */
struct report_texts_request {
	int year;
	/* As report_headings has them; NULL: stays, "": the program's own. */
	const char *texts[REPORT_HEADINGS];
	enum language language; /* of the answer */
};

/*
 * report_texts_view() of what is kept now.  A text that is the program's own in
 * one of its languages is not kept, so that a better one takes its place.
 * OB_EINVALID names the heading as the field.
 */
int report_texts_set(struct engine *engine, const char *actor,
    const struct report_texts_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* {"texts":[{"year","heading","text","is_own"}]}, one of each heading. */
int report_texts_view(struct engine *engine, int year, enum language language,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* A year, as "2026"; OB_EINVALID of the field "period". */
int report_texts_year(
    const char *text, int *ret_year, struct error *err) OB_MUST_CHECK;

/* The place of a heading in report_headings; OB_ENOTFOUND. */
int report_texts_find(
    const char *heading, int *ret_index, struct error *err) OB_MUST_CHECK;

#endif
