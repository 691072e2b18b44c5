/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_SHEET_H
#define ONBOARD_ENGINE_PAGES_PAGE_SHEET_H

#include <jansson.h>

#include "base/error.h"
#include "engine/pages/page_forms.h"

/*
 * A talk's sheet to print: when it is held, by whom, and its topics with room
 * to write by hand.  Nothing of it is stored.  OB_ENOTFOUND for who has no part
 * in the talk, and for a talk without topics.  Of the form, kind, token and
 * activity_id are read.
 */
int page_sheet_view(struct engine *engine, const struct page_form *form,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
