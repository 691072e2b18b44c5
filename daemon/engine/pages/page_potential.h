/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_POTENTIAL_H
#define ONBOARD_ENGINE_PAGES_PAGE_POTENTIAL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/pages/page_reader.h"

struct engine;

/*
 * The potential bank on a person's page: for who has been through a course, and
 * for who stands there.
 */

/*
 * Whether the person stands there, and so has a page to leave it on, or was
 * asked and can still say yes.
 */
int page_potential_needs_page(struct engine *engine, int64_t person_id,
    bool *ret_needs, struct error *err) OB_MUST_CHECK;

/* Adds "has_potential" and "potential" to the person's page. */
int page_potential_add(struct engine *engine, const struct page_reader *reader,
    json_t *view, struct error *err) OB_MUST_CHECK;

/* What a form sends. */
struct page_potential_form {
	const char *token;
	const char *csrf;
	bool joins;
};

/* OB_EDENIED for a wrong csrf, else as potential_bank.h. */
int page_potential_act(struct engine *engine,
    const struct page_potential_form *form, struct error *err) OB_MUST_CHECK;

#endif
