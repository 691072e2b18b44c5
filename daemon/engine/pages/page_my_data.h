/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_MY_DATA_H
#define ONBOARD_ENGINE_PAGES_PAGE_MY_DATA_H

#include <jansson.h>

#include "base/error.h"
#include "engine/pages/page_reader.h"
#include "model/records.h"

struct engine;

/*
 * What is stored about a person (GDPR, article 15).  What other people wrote
 * in notes is left out, for it may be about others (article 15, 4): it is told
 * that there is a note.  Whoever else did something is told by what they are,
 * not by name.
 */

/*
 * All of it, for a program to read: "person", "journeys" with their activities,
 * "tasks", "answers", "letters", "remarks", "mails", "calendars",
 * "nominations", "surveys" with what was answered, "saved_filters" and "log".
 * "is_cut" names the lists that are too long to be whole.
 */
int page_my_data_export(struct engine *engine, const struct person *person,
    json_t **ret_data, struct error *err) OB_MUST_CHECK;

/* In plain words: adds "facts" (label, value) and "holdings" (sentences). */
int page_my_data_add(struct engine *engine, const struct page_reader *reader,
    const struct person *person, json_t *view, struct error *err) OB_MUST_CHECK;

#endif
