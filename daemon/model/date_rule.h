/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_DATE_RULE_H
#define ONBOARD_MODEL_DATE_RULE_H

#include "base/date.h"
#include "base/error.h"
#include "model/workday.h"

/*
 * An anchor plus offsets, read left to right, as a programme writes it:
 * "first_day + 1 month - 2 workdays".
 */
enum date_anchor { ANCHOR_ACCEPTED, ANCHOR_FIRST_DAY, ANCHOR_END };

enum date_unit { UNIT_WORKDAYS, UNIT_DAYS, UNIT_WEEKS, UNIT_MONTHS };

#define DATE_RULE_TERMS 4
#define DATE_RULE_MAX_COUNT 1000
#define DATE_RULE_TEXT_SIZE 128

struct date_rule {
	enum date_anchor anchor;
	int term_count;

	struct {
		int count; /* signed */
		enum date_unit unit;
	} terms[DATE_RULE_TERMS];
};

/* The dates that anchors mean in one journey. */
struct date_anchors {
	struct date accepted;
	struct date first_day; /* S': the first workday >= the first day */
	struct date end;       /* S' + 6 months */
};

/* Fills first_day and end from the given first day by the planning rule. */
struct date_anchors date_rule_anchors(const struct workday_calendar *calendar,
    struct date accepted, struct date first_day);

int date_rule_parse(const char *text, struct date_rule *ret_rule,
    struct error *err) OB_MUST_CHECK;

/* The canonical spelling; parsing it gives an equal rule. */
char *date_rule_format(
    const struct date_rule *rule, char text[DATE_RULE_TEXT_SIZE]);

struct date date_rule_evaluate(const struct date_rule *rule,
    const struct date_anchors *anchors,
    const struct workday_calendar *calendar);

#endif
