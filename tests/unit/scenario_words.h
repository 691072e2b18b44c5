/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_SCENARIO_WORDS_H
#define ONBOARD_TESTS_SCENARIO_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * A line of a scenario as words: "quoted text" is one word, without its
 * quotes, and so is <an@address>, without its brackets.
 */
#define WORDS_MAX 40

struct words {
	char *items[WORDS_MAX];
	size_t count;
};

int words_split(
    const char *line, struct words *ret_words, struct error *err) OB_MUST_CHECK;
void words_release(struct words *words);

/*
 * Whether the words fit a pattern as "complete STEP at DATE TIME": words in
 * capitals stand for any word and are put in values (borrowed) in order; a
 * last word "..." takes all that follows, *ret_rest is its first index.
 */
bool words_fit(const struct words *words, const char *pattern,
    const char *values[WORDS_MAX], size_t *ret_rest);

#endif
