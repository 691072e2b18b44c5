/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_SURVEY_WORDS_HALF_H
#define ONBOARD_ENGINE_MEASURES_SURVEY_WORDS_HALF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/exit_reason.h"
#include "model/records.h"

struct engine;

/*
 * What was written in a survey's answers of half a year, and whether HR may
 * read it: in that in which they were answered, but of what is asked of leaders
 * who leave in that in which it could be answered at last, as its figures go.
 * As long as it may, nothing in it changes: what comes or goes from
 * one day to the next would be known by its day to be somebody's.
 */
#define SURVEY_WORDS_HALF_LEAST 5 /* people, as the surveys promise */

enum survey_words_state {
	SURVEY_WORDS_SHOWN,
	SURVEY_WORDS_SHORT,	/* texts are kept too short a time, always */
	SURVEY_WORDS_PENDING,	/* the half year is not over */
	SURVEY_WORDS_GONE,	/* a text of it may have been deleted */
	SURVEY_WORDS_FEW,	/* fewer people than five answered in it */
	SURVEY_WORDS_OPEN,	/* an answer can still be written anew */
	SURVEY_WORDS_TAKEN_BACK /* an answer was deleted since it ended */
};

struct survey_words_text {
	int64_t person_id;
	struct survey_text row;
};

struct survey_words_half {
	struct half_year span;
	struct date earliest; /* that one of them may have been written */
	struct survey_request *requests; /* that were answered in it */
	size_t request_count;
	struct survey_words_text *texts;
	size_t text_count;
	int64_t people; /* who answered */
	int days;	/* that texts of it are kept, at least */
	enum survey_words_state state;
};

struct survey_words_half_request {
	const char *survey;
	struct half_year span;
	bool is_by_last_day; /* on which it could be answered */
};

int survey_words_half_load(struct engine *engine,
    const struct survey_words_half_request *request,
    struct survey_words_half *ret_half, struct error *err) OB_MUST_CHECK;
void survey_words_half_release(struct survey_words_half *half);

/* The first day on which it may be read, and the last. */
struct date survey_words_half_first(const struct survey_words_half *half);
struct date survey_words_half_last(const struct survey_words_half *half);

/* How many people they are; sorts them. */
int64_t survey_words_half_count(int64_t *ids, size_t count);

#endif
