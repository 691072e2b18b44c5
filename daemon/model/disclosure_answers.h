/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_DISCLOSURE_ANSWERS_H
#define ONBOARD_MODEL_DISCLOSURE_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/disclosure.h"

/*
 * What may be told of a year's answers to a survey, by the promise of
 * model/disclosure.h.  There are three groups: of whom something holds by what
 * they answered, of whom it does not, and who did not answer.
 *
 * Some readers know who answered from elsewhere.  So a part of those who
 * answered is safe or small among them, whether or not their number is told;
 * and several parts of them are of different kinds, none within another.
 *
 * around: what is told of those who were there to be asked (still here after
 * six months), the nearest first, each within the next before it.  Who was
 * there and did not answer, or does not count, is a group as well.
 *
 * Where every reader sees by name who answered, as of a cohort, who did not is
 * no secret: how many answered is told once they are a group, and nothing else
 * before that.
 */
struct disclosure_answers {
	struct fraction answered; /* of all who are counted */
	const struct disclosure *around;
	size_t around_count;
	bool is_known; /* by name who answered, to every reader */
};

/* How many answered. */
struct disclosure disclosure_answers_response(
    const struct disclosure_answers *answers);

/* Of how many of those who answered something holds. */
struct disclosure_answer {
	struct disclosure of_all;
	struct disclosure of_answered; /* HIDDEN where their number is */
};

struct disclosure_answer disclosure_answers_part(
    const struct disclosure_answers *answers, int64_t part);

/*
 * Who took which choice at one question, of those to whom it was put: all who
 * answered the survey, or a part of them, and their number is told.
 */
struct disclosure_choices {
	const int64_t *people; /* who took it, in the order of the choices */
	size_t count;
	int64_t asked;	 /* 0: their number is not told */
	bool is_several; /* one may be among several choices */
};

void disclosure_answers_choices(
    const struct disclosure_choices *choices, struct disclosure *shown);

#endif
