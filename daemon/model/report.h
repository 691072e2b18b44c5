/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_REPORT_H
#define ONBOARD_MODEL_REPORT_H

#include <stdbool.h>

#include "base/error.h"

/*
 * Reports on a year or a quarter of it, and the headings below which a
 * municipality writes itself: those of a political case that are no figures.
 */
struct report_period {
	int year;
	int quarter; /* 1..4; 0: the whole year */
};

#define REPORT_PERIOD_SIZE 8 /* 2026Q4 and NUL, with room to spare */

/* "2026" or "2026Q3"; else OB_EINVALID of the field "period". */
int report_period_parse(const char *text, struct report_period *ret_period,
    struct error *err) OB_MUST_CHECK;

/* Returns text. */
char *report_period_format(
    struct report_period period, char text[REPORT_PERIOD_SIZE]);

/* As they stand in a report; "report_heading.WORD" of the catalogues. */
extern const char *const report_headings[];
#define REPORT_HEADINGS 5
#define REPORT_HEADING_WORDS "purpose goals efforts resources next-steps"

/* Its place in report_headings; -1 for what is none. */
int report_heading_find(const char *heading);

#define REPORT_TEXT_MAX 4000 /* characters */

struct report_text {
	int year;
	char *heading;
	char *text;
};

#endif
