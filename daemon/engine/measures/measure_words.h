/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURE_WORDS_H
#define ONBOARD_ENGINE_MEASURES_MEASURE_WORDS_H

#include "base/error.h"
#include "model/disclosure.h"
#include "model/programme.h"

struct engine;

/* How figures are told.  What is returned is owned. */

/* Two ways to say the same. */
struct measure_words {
	char *text;
	char *brief; /* where there is little room */
};

void measure_words_release(struct measure_words *words);

/*
 * By the texts of a key as "measure_cell.%s": "61,4 % (27 af 44)", "mindst 91 %
 * af 60", "skjult"; or of "measure_short.%s", where there is little room.
 */
int measure_words_cell(const struct engine *engine, enum language language,
    const char *pattern, const struct disclosure *shown, char **ret_text,
    struct error *err) OB_MUST_CHECK;

/* "57,3 %" */
char *measure_words_share(enum language language, int permille);

/* A text of the catalogue by a key as "measure.%s"; borrowed. */
const char *measure_words_text(const struct engine *engine,
    enum language language, const char *pattern, const char *name);

/* Which of those texts it is: pending, empty, hidden, exact, least, most,
 * between. */
const char *measure_words_kind(const struct disclosure *shown);

#endif
