/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_NOMINATIONS_H
#define ONBOARD_ENGINE_PAGES_PAGE_NOMINATIONS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/* Whose page it is. */
struct page_nominations_reader {
	int64_t person_id;
	enum language language;
	const char *token; /* of the person's page */
};

/*
 * The nominations that the person has a part in, as nominee or as manager, in
 * cohorts that are under way: with the text to accept, as long as the person
 * has not.
 */
int page_nominations_view(struct engine *engine,
    const struct page_nominations_reader *reader, json_t **ret_list,
    struct error *err) OB_MUST_CHECK;

/* The cohorts that the person takes part in; free() the array. */
int page_nominations_cohorts(struct engine *engine, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err) OB_MUST_CHECK;

#endif
