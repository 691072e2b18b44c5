/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_RECURRENCE_H
#define ONBOARD_CALENDAR_RECURRENCE_H

#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "model/date_rule.h"

/*
 * The days on which something comes again, by RFC 5545's rules for recurrence.
 * Days only: what falls on a weekend or a holiday is the caller's to move.
 */
#define RECURRENCE_MAX 400 /* days in one list */
#define RECURRENCE_TEXT_MAX 200

struct recurrence {
	struct date first;
	int every;	     /* 1..DATE_RULE_MAX_COUNT */
	enum date_unit unit; /* days, weeks or months */
	struct date until;   /* the last day that may be one of them */
};

/* The days from one to another, both included. */
struct recurrence_range {
	struct date from;
	struct date until;
};

/*
 * The first day and each that follows it; none when until lies before first.
 * The nth is what date_add_months(first, n * every) gives, so a 31st becomes
 * the last day of a shorter month.  OB_ELIMIT for more than RECURRENCE_MAX.
 */
int recurrence_list(const struct recurrence *recurrence,
    struct date ret_days[RECURRENCE_MAX], size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * Checks a rule that names its days in every year alike, as
 * "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH": OB_EINVALID says what is wrong with it.
 */
int recurrence_check_rule(const char *rule, struct error *err) OB_MUST_CHECK;

/* The days in the range that such a rule names; none is left out. */
int recurrence_list_rule(const char *rule, const struct recurrence_range *range,
    struct date ret_days[RECURRENCE_MAX], size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

#endif
