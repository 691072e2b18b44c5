/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_SURVEY_REPLY_H
#define ONBOARD_MODEL_SURVEY_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "model/survey.h"

/*
 * What somebody has written in the form of a survey, or what is kept of it: a
 * value for each question, and several for one of which several choices may be
 * taken.  Lines end in \n alone.  Borrows all.  What was written for a question
 * that is not asked counts for nothing.
 */
struct survey_value {
	const char *question;
	const char *value; /* "4", the id of a choice, the own words */
};

struct survey_reply {
	const struct survey_value *values;
	size_t count;
};

#define SURVEY_TEXT_MAX 2000 /* characters */

/* What is wrong with the answer to one question. */
enum survey_fault {
	SURVEY_FINE,
	SURVEY_MISSING,	 /* required, and nothing is there */
	SURVEY_UNKNOWN,	 /* not on the scale, none of the choices */
	SURVEY_TOO_MANY, /* of which one alone can be taken */
	SURVEY_TOO_LONG,
	SURVEY_BAD_TEXT /* control characters */
};

/* "missing", "unknown", "too_many", "too_long", "bad_text" */
const char *survey_reply_fault_name(enum survey_fault fault);

/* The first value that is not blank, or NULL. */
const char *survey_reply_find(
    const struct survey_reply *reply, const char *question);

bool survey_reply_has(
    const struct survey_reply *reply, const char *question, const char *value);

/* Whether the question is asked, by what was answered to those before it. */
bool survey_reply_asks(const struct survey *survey,
    const struct survey_reply *reply, size_t question);

/* Of a question that is asked; anything is fine for one that is not. */
enum survey_fault survey_reply_check(const struct survey *survey,
    const struct survey_reply *reply, size_t question);

/* Whether an answer that counts is one that somebody should call about. */
bool survey_reply_is_red(
    const struct survey *survey, const struct survey_reply *reply);

#endif
