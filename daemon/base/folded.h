/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_FOLDED_H
#define ONBOARD_BASE_FOLDED_H

#include <stdbool.h>

/*
 * Text as people look for it: without regard to case and accents, and with
 * the Danish letters as those write them who have no key for them, so that
 * "Soeren" finds "Søren" and "aalborg" finds "Ålborg".  Letters beyond
 * Latin-1 stay as they are, but for combining marks, which go.
 */

/* Of valid UTF-8; runs of blanks become one.  Returns owned. */
char *folded_text(const char *text);

/* Whether people who write the one mean the other. */
bool folded_is_same(const char *a, const char *b);

/*
 * Whether each word of what is looked for (folded, blanks between) stands
 * somewhere in the folded text.  Nothing is found everywhere.
 */
bool folded_has(const char *folded, const char *wanted);

#endif
