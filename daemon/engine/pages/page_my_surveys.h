/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_MY_SURVEYS_H
#define ONBOARD_ENGINE_PAGES_PAGE_MY_SURVEYS_H

#include <jansson.h>

#include "base/error.h"
#include "model/records.h"

struct engine;

/*
 * The surveys that the person was asked to answer, the newest first, with what
 * the person answered, for page_my_data.h: [{"survey","title","state",
 * "asked_at","answered_at","answers":[{"question","answers"}],"own_words":
 * [{"question","text","deleted_after"}]}], in the person's language.
 */
int page_my_surveys_export(struct engine *engine, const struct person *person,
    json_t **ret_list, struct error *err) OB_MUST_CHECK;

#endif
