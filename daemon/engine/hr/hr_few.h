/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_FEW_H
#define ONBOARD_ENGINE_HR_HR_FEW_H

#include <jansson.h>
#include <stdbool.h>

/*
 * Figures of today without names: of fewer than DISCLOSURE_GROUP people no
 * number is told, nor one that what is told leaves over.  Where a number was,
 * the word stands that says so.
 */

/* Whether an object with "people" is about enough of them. */
bool hr_few_is_enough(const json_t *figure);

/* Hides all numbers of the object. */
void hr_few_hide(json_t *figure, const char *word);

/*
 * Of rows that part the whole among them: those of few, and the smallest of the
 * others while what is hidden comes to few.
 */
void hr_few_hide_parts(json_t *rows, const char *word);

/* Of rows that count people, each for itself: those that count few. */
void hr_few_hide_counts(json_t *rows, const char *word);

#endif
