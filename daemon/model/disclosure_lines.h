/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_DISCLOSURE_LINES_H
#define ONBOARD_MODEL_DISCLOSURE_LINES_H

#include <stdbool.h>

#include "model/disclosure.h"

/* Within model/disclosure*: a cell, and cells of a table that have a total. */

bool disclosure_lines_is_safe(struct fraction value);

/* Of how many the smaller group is. */
int64_t disclosure_lines_weight(struct fraction value);

struct disclosure disclosure_lines_kind(enum disclosure_kind kind);
struct disclosure disclosure_lines_exactly(struct fraction value);

/* By itself.  What is said is a five's width, though four is known. */
struct disclosure disclosure_lines_alone(struct fraction value);

/*
 * With part_of, which gives each line a number below 32, they are those whose
 * number's bit is in parts.
 */
struct disclosure_lines {
	const struct fraction *values;
	const struct disclosure *shown;
	size_t count;
	const int *part_of;
	unsigned parts;
};

bool disclosure_lines_has(const struct disclosure_lines *lines, size_t i);

/*
 * Whether the lines' exact total may be told.  What is wholly hidden is safe,
 * and enough that each bound stays open from none to four whatever the others
 * are.
 */
bool disclosure_lines_are_safe(const struct disclosure_lines *lines);

struct fraction disclosure_lines_total(const struct disclosure_lines *lines);

/*
 * A total that must not be exact: what is known of the lines, and of all that
 * is hidden how many they are and which of its groups is small.
 */
struct disclosure disclosure_lines_between(
    const struct disclosure_lines *lines);

#endif
