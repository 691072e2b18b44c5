/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_FIRST_TASKS_H
#define ONBOARD_ENGINE_PAGES_PAGE_FIRST_TASKS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/activities/first_tasks.h"

struct engine;

/*
 * The page on which the nearest leader, or whoever is responsible for it,
 * writes the first tasks of one journey, changes them and takes them out.
 */
struct page_first_tasks_form {
	const char *token; /* of the person's page */
	int64_t journey_id;
	const char *csrf;
	const char *verb; /* add, edit, remove; NULL: nothing was sent */
	int64_t task_id;  /* 0 for a new one */
	struct first_task_request task; /* as it was typed */
	const char *reason;		/* of remove */
};

/*
 * first-tasks.html, with what was typed.  OB_ENOTFOUND for an unknown or ended
 * link, and for a journey in which the person has not to write them.
 */
int page_first_tasks_view(struct engine *engine,
    const struct page_first_tasks_form *form, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Says in the view at which field the form was refused, and why. */
void page_first_tasks_mark(const struct page_first_tasks_form *form,
    const char *field, const char *text, json_t *view);

/*
 * Does it.  OB_EDENIED for a wrong csrf, else as first_tasks_add(),
 * first_tasks_edit() and activities_skip(); what was sent twice is done once.
 */
int page_first_tasks_act(struct engine *engine,
    const struct page_first_tasks_form *form, struct error *err) OB_MUST_CHECK;

#endif
