/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_PROGRAMME_TSV_H
#define ONBOARD_TESTS_PROGRAMME_TSV_H

#include "model/programme.h"

/*
 * Reads the tables of tests/data, whose columns are parted by bars.  For tests
 * only: a file that is not as expected ends the program.
 */
struct expected_row {
	char *step;
	struct date planned;
	struct date latest;
	int start; /* minutes, -1 without a time */
	unsigned flags;
};

struct expected_journey {
	struct expected_row rows[100];
	size_t count;
};

/* name is below tests/data; srcdir, which make sets, says where that is. */
struct programme *programme_tsv_load(const char *name);

/* Writes journey; release it with programme_tsv_release_journey(). */
void programme_tsv_load_journey(
    const char *name, struct expected_journey *journey);
void programme_tsv_release_journey(struct expected_journey *journey);

#endif
