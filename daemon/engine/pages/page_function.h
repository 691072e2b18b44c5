/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_FUNCTION_H
#define ONBOARD_ENGINE_PAGES_PAGE_FUNCTION_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/pages/page_reader.h"
#include "engine/programmes/handbook_care.h"

struct engine;

/*
 * The entries of the handbook that a person keeps: of whom the entry names as
 * contact or deputy, who acts for them today, and the members of a group that
 * owns the function.
 */

/* Whether there are any: who keeps one has a page to do it on. */
int page_function_keeps(struct engine *engine, int64_t person_id,
    bool *ret_keeps, struct error *err) OB_MUST_CHECK;

/* Adds "entries" and "has_entries" to the person's page. */
int page_function_add(struct engine *engine, const struct page_reader *reader,
    json_t *view, struct error *err) OB_MUST_CHECK;

/* What a form sends. */
struct page_function_form {
	const char *token;
	const char *csrf;
	const char *function; /* the entry's name */
	const char *shown;    /* digest of the entry as the page had it */
	const struct handbook_correction *correction; /* NULL: it is right */
};

/*
 * OB_EDENIED for a wrong csrf, OB_ENOTFOUND for an entry that is not the
 * person's, else as handbook_care.h.
 */
int page_function_act(struct engine *engine,
    const struct page_function_form *form, struct error *err) OB_MUST_CHECK;

/*
 * pages_view() with the refused form as it was sent and why; the error is
 * that of page_function_act().
 */
int page_function_view(struct engine *engine,
    const struct page_function_form *form, const struct error *refused,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
