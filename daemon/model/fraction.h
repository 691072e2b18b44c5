/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_FRACTION_H
#define ONBOARD_MODEL_FRACTION_H

#include <stdint.h>

#include "base/error.h"

/*
 * So many of so many, kept exactly: what is compared is never rounded.  Of
 * 0 <= part <= whole <= FRACTION_MAX.
 */
struct fraction {
	int64_t part;
	int64_t whole;
};

#define FRACTION_MAX 1000000000
#define PERMILLE_WHOLE 1000
#define FRACTION_TEXT_SIZE 8 /* 100.0 and NUL, with room to spare */

struct fraction fraction_add(struct fraction a, struct fraction b);

/* What is outside the part. */
int64_t fraction_rest(struct fraction fraction);

/* Below, at or above 0; of wholes above 0. */
int fraction_compare(struct fraction a, struct fraction b);

/* Tenths of a percent, half of one rounded up: 667 for 2 of 3. */
int fraction_permille(struct fraction fraction);

/* Whole percents that are surely not above, and not below, the fraction. */
int fraction_percent_floor(struct fraction fraction);
int fraction_percent_ceiling(struct fraction fraction);

/* A percentage with one decimal behind the mark, of fraction_permille(). */
char *fraction_format(int permille, char mark, char text[FRACTION_TEXT_SIZE]);

/*
 * The same from what people and spreadsheets write: "57", "57,3", "57.3" or
 * "57,3 %", from 0 to 100; else OB_EINVALID.
 */
int fraction_parse(
    const char *text, int *ret_permille, struct error *err) OB_MUST_CHECK;

#endif
