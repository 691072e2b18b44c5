/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_PROGRAMME_DIFFERENCE_H
#define ONBOARD_MODEL_PROGRAMME_DIFFERENCE_H

#include <stddef.h>

#include "model/programme.h"

/*
 * What a programme says otherwise than another.  step is "" for the programme
 * itself; field is "added" (before ""; after: the title), "removed" (before:
 * the title), "moved" (each: the step it stands after, "" at the beginning),
 * "guide.da" or "guide.en" (both ""), or a key as in the file: "due",
 * "title.da", "reminders", ...  First the programme's own, then what was
 * removed, then the rest in the new order.  The texts are valid during the
 * call only.
 */
struct programme_difference {
	const char *step;
	const char *field;
	const char *before;
	const char *after;
};

typedef void (*programme_difference_fn)(
    void *arg, const struct programme_difference *difference);

/* Titles in the language; returns the number of differences. */
size_t programme_difference_find(const struct programme *from,
    const struct programme *to, enum language language,
    programme_difference_fn report, void *arg);

#endif
