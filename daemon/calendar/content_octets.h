/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_CONTENT_OCTETS_H
#define ONBOARD_CALENDAR_CONTENT_OCTETS_H

#include <stddef.h>

#include "base/findings.h"

/* A line that is whole again, and the number of the line where it begins. */
typedef void (*content_octets_fn)(void *arg, char *text, size_t number);

/*
 * Joins folded lines, takes each in turn and tells what is wrong with the
 * octets: line ends, lengths, folds, UTF-8, control characters.  A NUL
 * becomes a question mark.  Returns the memory that the texts lie in, owned.
 */
char *content_octets_unfold(const char *bytes, size_t len,
    struct findings *findings, content_octets_fn take, void *arg);

#endif
