/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PROGRAMMES_PROGRAMME_WORDS_H
#define ONBOARD_ENGINE_PROGRAMMES_PROGRAMME_WORDS_H

#include "model/programme.h"
#include "text/catalogue.h"

/*
 * What a programme's fields say, in the words of those who read them:
 * "5 arbejdsdage før første arbejdsdag".  Each returns owned.
 */
struct programme_words {
	const struct catalogue *catalogue;
	const struct programme *programme; /* whose steps are called by title */
};

char *programme_words_due(
    const struct programme_words *words, const struct step *step);

/* The last day, also of a window: "3 arbejdsdage efter dagen". */
char *programme_words_latest(
    const struct programme_words *words, const struct step *step);

/* "hver 4. uge; ..."; "" for one that does not recur. */
char *programme_words_repeat(
    const struct programme_words *words, const struct step *step);
char *programme_words_role(
    const struct programme_words *words, const char *role);

/* "Ny leder og Mentor"; "" for nobody. */
char *programme_words_participants(
    const struct programme_words *words, const struct step *step);

/* What a talk is to be about, with semicolons between; "" for no topics. */
char *programme_words_topics(
    const struct programme_words *words, const struct step *step);

/* Titles of the steps that come first; "" for none. */
char *programme_words_requires(
    const struct programme_words *words, const struct step *step);

/* "" for a step that is always in a journey. */
char *programme_words_condition(
    const struct programme_words *words, const struct step *step);

/* The rungs of the ladder with semicolons between them. */
char *programme_words_reminders(
    const struct programme_words *words, const struct step *step);

/* "30 minutter"; "" for what has no time of day. */
char *programme_words_duration(
    const struct programme_words *words, const struct step *step);
char *programme_words_phase(const struct programme_words *words, int phase);

/* By its id: the id itself of a step that there is not. */
const char *programme_words_title(
    const struct programme_words *words, const char *step);

/* A text of the catalogue by a pattern as "role.%s". */
const char *programme_words_of(
    const struct programme_words *words, const char *pattern, const char *name);

#endif
