/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_COMPARISON_WORDS_H
#define ONBOARD_ENGINE_MEASURES_COMPARISON_WORDS_H

#include <jansson.h>

#include "engine/measures/comparison_figures.h"
#include "model/programme.h"

struct engine;

/* How a comparison is told, in one language.  What is returned is owned. */
struct comparison_words {
	struct engine *engine;
	enum language language;
};

/* A text with the view's names, which it steals. */
int comparison_words_say(const struct comparison_words *words, const char *key,
    json_t *view, char **ret_text, struct error *err) OB_MUST_CHECK;

/* "1. kvartal 2026 – 2. kvartal 2027", or of pilots "2026 – 2027". */
int comparison_words_span(const struct comparison_words *words,
    const struct comparison_row *row, char **ret_text,
    struct error *err) OB_MUST_CHECK;

/* "2 af 5 kvartaler", or "". */
int comparison_words_missing(const struct comparison_words *words,
    const struct comparison_row *row, char **ret_text,
    struct error *err) OB_MUST_CHECK;

/* "Introduktion af nye ledere, version 2" */
int comparison_words_version(const struct comparison_words *words,
    const struct comparison_row *row, char **ret_text,
    struct error *err) OB_MUST_CHECK;

/* "Pilotområder: Skole, Omsorg" */
char *comparison_words_pilots(const struct comparison_words *words,
    const struct comparison_figures *figures);

#endif
