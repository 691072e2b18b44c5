/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_SURVEY_WORDS_H
#define ONBOARD_ENGINE_MEASURES_SURVEY_WORDS_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * What was written to a survey in one's own words in half a year, for HR alone:
 * by question and sorted by its bytes, without a name, a day, an area, a
 * language or a version, and while survey_words_half.h allows it.
 */
struct survey_words_request {
	const char *survey;
	const char *half; /* "2026H2"; NULL or "": the last that is over */
	enum language language;
};

/*
 * {"id","name","half","state","explanation","is_shown","has_words",
 * "is_by_last_day","questions":[{"number","text","words":[{"text"}]}]}: in the
 * order of the newest version, and then what only older ones asked, by its id.
 * A question that only some are asked is there if five people wrote to it and
 * five who answered did not: who was asked it is otherwise known by it.  The
 * state is "shown", "short", "pending", "gone", "few", "open" or "taken-back".
 * is_by_last_day: the half year is that in which it could be answered at last.
 *
 * The audit keeps who has read which half year, never what.  OB_ENOTFOUND for
 * no such survey, OB_EINVALID names the field.
 */
int survey_words_read(struct engine *engine, const char *actor,
    const struct survey_words_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
