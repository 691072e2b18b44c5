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
 * mentors, mail, programmes, days, handbook, exit-reasons, follow-ups,
 * networks, cohorts, potential-bank, which the audit tells who has read, and
 * audit.
 */
struct hr_list_request {
	const char *name;
	const char *page;  /* a number as text, or NULL */
	const char *state; /* of mails and leaders; NULL: any */
	bool is_file;	   /* a file's rows instead of a page's; page: which */
};

/* The rows of a file.  A longer list comes in several, from the first row on.
 */
#define HR_LISTS_FILE_ROWS 10000

/*
 * {"name","columns":[{"label"}],"rows":[{"id","cells":[{"label","text","url",
 * "has_url"}],"links":[{"label","url"}]}],"has_verbs","has_rows","total",
 * "file","files":[{"url","label"}],"pages","query","is_filtered"}: "file" is a
 * file's name; together the files have every row that the state lets through,
 * which "query" has for other pages of the list.  OB_ENOTFOUND for a name that
 * is none, for a file beyond the last, and for what is of all areas where the
 * reader sees one.
 */
int hr_lists_view(struct engine *engine, const struct hr_scope *scope,
    const struct hr_list_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
