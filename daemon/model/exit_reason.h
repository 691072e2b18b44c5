/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_EXIT_REASON_H
#define ONBOARD_MODEL_EXIT_REASON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"

/*
 * Why leaders leave, in words that can be counted; "hr_choice.WORD" of the
 * catalogues is what people call them.  NULL closes the list.
 */
extern const char *const exit_reasons[];
#define EXIT_REASON_COUNT 11

bool exit_reason_is_known(const char *reason);

/* The words with blanks between, for those who have to choose. */
#define EXIT_REASON_WORDS                                                      \
	"job-mismatch manager-support no-introduction workload "               \
	"professional-level economy work-environment pay career private "      \
	"other-reason"

/*
 * Figures of fewer talks than this tell who said what: they are not given.
 */
#define EXIT_REASON_LEAST 5

/* Half a year, as "2026H2"; until is its last day. */
struct half_year {
	struct date from;
	struct date until;
};

int exit_reason_read_period(const char *text, struct half_year *ret_period,
    struct error *err) OB_MUST_CHECK;

#define EXIT_REASON_PERIOD_SIZE 8

/* The half year that a day lies in; returns text. */
char *exit_reason_period_of(
    struct date day, char text[EXIT_REASON_PERIOD_SIZE]);

#endif
