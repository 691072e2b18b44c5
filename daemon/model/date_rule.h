/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_DATE_RULE_H
#define ONBOARD_MODEL_DATE_RULE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/error.h"
#include "model/workday.h"

/*
 * An anchor plus offsets, read left to right, as a programme writes it:
 * "first_day + 1 month - 2 workdays", "done(mentor-1) + 3 weeks".
 */
enum date_anchor {
	ANCHOR_ACCEPTED,
	ANCHOR_FIRST_DAY,
	ANCHOR_END,
	ANCHOR_NOTICE,	     /* exit: the day that notice was given */
	ANCHOR_LAST_DAY,     /* exit: the last working day */
	ANCHOR_OPENED,	     /* cohort: the day it was opened */
	ANCHOR_COHORT_START, /* cohort: the day it begins */
	ANCHOR_DONE,	     /* done(step): when that one is done */
	ANCHOR_DATE,	     /* a day that somebody chose; in no file */
};

enum date_unit { UNIT_WORKDAYS, UNIT_DAYS, UNIT_WEEKS, UNIT_MONTHS };

#define DATE_RULE_TERMS 4 /* that a programme may write */
#define DATE_RULE_ROOM 6  /* and what date_rule_add() adds to them */
#define DATE_RULE_MAX_COUNT 1000
#define DATE_RULE_MAX_SUM 99999 /* of what was added */
#define DATE_RULE_STEP_SIZE 64
#define DATE_RULE_TEXT_SIZE 192

struct date_rule {
	enum date_anchor anchor;
	int term_count;

	struct {
		int count; /* signed */
		enum date_unit unit;
	} terms[DATE_RULE_ROOM];

	char step[DATE_RULE_STEP_SIZE]; /* of ANCHOR_DONE, else "" */
	struct date date;		/* of ANCHOR_DATE */
};

/* The dates that anchors mean in one journey. */
struct date_anchors {
	struct date accepted;  /* or notice, or opened */
	struct date first_day; /* S': the first workday >= the first day;
				  or the last workday <= the last day */
	struct date end;       /* S' + 6 months */
	struct date done;      /* done(step) of the rule that is asked */
};

/* Fills first_day and end from the given first day by the planning rule. */
struct date_anchors date_rule_anchors(const struct workday_calendar *calendar,
    struct date accepted, struct date first_day);

int date_rule_parse(const char *text, struct date_rule *ret_rule,
    struct error *err) OB_MUST_CHECK;

/* "accepted", "done(step)", ...: how the anchor is written. */
const char *date_rule_anchor_name(enum date_anchor anchor);

/* The canonical spelling; parsing it gives an equal rule. */
char *date_rule_format(
    const struct date_rule *rule, char text[DATE_RULE_TEXT_SIZE]);

struct date date_rule_evaluate(const struct date_rule *rule,
    const struct date_anchors *anchors,
    const struct workday_calendar *calendar);

/*
 * "first_day + 0 workdays": a reception cannot be on another day, whatever
 * class of day it is.  Nor can a farewell on the last day, or a cohort's first.
 */
bool date_rule_is_given_day(const struct date_rule *rule);

/* The rule and so many workdays more; false when it has no room for them. */
bool date_rule_extend(
    const struct date_rule *rule, int workdays, struct date_rule *ret_rule);

/*
 * So many units after the rule's day: in its own last offset where that counts
 * the same way, else in one more.  At most two are added to a rule that was
 * parsed or extended.
 */
struct date_rule date_rule_add(
    struct date_rule rule, int count, enum date_unit unit);

/* A span as "4 weeks"; its count is at least 1. */
int date_rule_parse_span(const char *text, int *ret_count,
    enum date_unit *ret_unit, struct error *err) OB_MUST_CHECK;
const char *date_rule_unit_name(enum date_unit unit, int count); /* "weeks" */

#endif
