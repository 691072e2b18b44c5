/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ANSWERS_SURVEY_ANSWERS_H
#define ONBOARD_ENGINE_ANSWERS_SURVEY_ANSWERS_H

#include <stdbool.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/records.h"
#include "model/survey.h"
#include "model/survey_reply.h"
#include "store/person_store.h"

struct engine;

/* What a personal link to a survey opens, with what was answered so far. */
struct survey_sheet {
	struct engine *engine;
	struct survey_request request;
	struct survey *survey;
	struct person person;
	struct dossier dossier;
	struct survey_answer *answers;
	size_t answer_count;
	struct survey_text *texts;
	size_t text_count;
};

/*
 * OB_ENOTFOUND for an unknown or ended link.  One that is closed or taken back
 * opens, to say so: survey_sheet_is_open() tells.
 */
int survey_answers_open(struct engine *engine, const char *token,
    struct survey_sheet *ret_sheet, struct error *err) OB_MUST_CHECK;
void survey_answers_release(struct survey_sheet *sheet);

/* The journey rests, and nobody would hear what an answer calls for. */
bool survey_answers_is_paused(const struct survey_sheet *sheet);

/* Whether it can be answered, or what was answered be changed, today. */
bool survey_answers_is_open(const struct survey_sheet *sheet);

/* What was answered, borrowed from the sheet but for the owned array. */
struct survey_reply survey_answers_reply(
    const struct survey_sheet *sheet, struct survey_value **ret_values);

/*
 * Keeps the whole reply instead of an earlier one.  What is written for
 * questions that are not asked is left out.  OB_ECONFLICT when it is open no
 * more; OB_EINVALID when something is wrong with an answer:
 * survey_reply_check() says of each what.
 */
int survey_answers_give(struct engine *engine, const char *token,
    const struct survey_reply *reply, struct error *err) OB_MUST_CHECK;

#endif
