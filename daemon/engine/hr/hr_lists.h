/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_LISTS_H
#define ONBOARD_ENGINE_HR_HR_LISTS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"

struct engine;

/*
 * Lists to look through and to take away, one table of them: leaders, people,
 * mentors, mail, programmes, days, handbook and audit.
 */
struct hr_list_request {
	const char *name;
	const char *page;  /* a number as text, or NULL */
	const char *state; /* of mails and leaders; NULL: any */
	bool is_whole;	   /* all rows instead of one page's */
};

/* The rows of a whole list; what is beyond is left out, and said. */
#define HR_LISTS_MAX 10000

/*
 * {"name","columns":[{"label"}],"rows":[{"id","cells":[{"label","text","url",
 * "has_url"}],"links":[{"label","url"}]}],"has_verbs","has_rows","total",
 * "is_cut","pages"}.  OB_ENOTFOUND for a name that is none, and for the audit
 * where the reader sees one area.
 */
int hr_lists_view(struct engine *engine, const struct hr_scope *scope,
    const struct hr_list_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
