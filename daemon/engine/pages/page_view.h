/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_VIEW_H
#define ONBOARD_ENGINE_PAGES_PAGE_VIEW_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * What the page of a responsible person shows, in the person's language.
 * *ret_ended tells whether the link has ended (page_journeys_have_ended()).
 */
int page_view_person(struct engine *engine, int64_t person_id,
    const char *token, json_t **ret_view, bool *ret_ended,
    struct error *err) OB_MUST_CHECK;

#endif
