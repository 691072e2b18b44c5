/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURE_TABLE_H
#define ONBOARD_ENGINE_MEASURES_MEASURE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "store/measure_store.h"

/*
 * The measures there are.  All count the leaders whose first day lies in a
 * quarter; each is final when so many quarters more are over, and some days
 * for what is entered late.  What one is called and how it is reckoned is
 * measure.ID and measure_formula.ID of the catalogues.  A new measure is a row
 * here, a statement in store/measure_store.c and those texts.
 */
struct measure {
	const char *id;
	measure_store_count_fn *count;
	const char *argument; /* its own, for the statement */
	int quarters_later;
	/*
	 * Of several that only fall, all but the last name it: they are told
	 * of the year alone, beside it.
	 */
	const char *falls_to;
	/*
	 * Of what is answered to a survey: who answered it at all, which names
	 * itself.  It is told of the year alone as well.
	 */
	const char *answered;
	/*
	 * And who was still there to be asked, with those that it falls to.
	 * It is final with the last of them, so that all are told together.
	 */
	const char *around;
	/*
	 * Of those of another measure alone, as everybody knows: it is told of
	 * the year alone, beside that one.  Both are final at the same time.
	 */
	const char *within;
};

#define MEASURE_DAYS_LATER 14

extern const struct measure measure_table[];
extern const size_t measure_table_count;

/* Whether it is told of the year alone, and of all areas together. */
bool measure_table_is_of_year(const struct measure *measure);

/* NULL for an id that is none. */
const struct measure *measure_table_find(const char *id);

/* Who answered the survey; NULL for one of which nothing is counted. */
const struct measure *measure_table_answered(const char *survey);

/* The survey of a row that counts who answered one; else NULL.  Owned. */
char *measure_table_survey(const struct measure *measure);

/* How many rows it is one of that fall together, and the first of them. */
const struct measure *measure_table_family(
    const struct measure *measure, size_t *ret_count);

#endif
