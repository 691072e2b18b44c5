/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/step_repeat.h"

#include <stdio.h>
#include <string.h>

#define EVERY "every "
#define UNTIL " until "
#define SPAN_SIZE 32
#define DAYS_A_WEEK 7
#define DAYS_A_MONTH 28 /* at least */

char *
step_repeat_format(
    const struct step_repeat *repeat, char text[STEP_REPEAT_TEXT_SIZE])
{
	char until[DATE_RULE_TEXT_SIZE];

	if (repeat->count == 0)
		text[0] = '\0';
	else
		(void)snprintf(text, STEP_REPEAT_TEXT_SIZE,
		    EVERY "%d %s" UNTIL "%s", repeat->count,
		    date_rule_unit_name(repeat->unit, repeat->count),
		    date_rule_format(&repeat->until, until));
	return text;
}

int
step_repeat_parse_every(
    const char *text, struct step_repeat *ret_repeat, struct error *err)
{
	int count = 0;
	enum date_unit unit = UNIT_DAYS;
	int status = date_rule_parse_span(text, &count, &unit, err);

	if (status != OB_OK)
		return status;
	if (unit == UNIT_WORKDAYS)
		return error_set(err, OB_EINVALID,
		    "a step recurs by days, weeks or months, not by workdays");
	ret_repeat->count = count;
	ret_repeat->unit = unit;
	return OB_OK;
}

int
step_repeat_parse(
    const char *text, struct step_repeat *ret_repeat, struct error *err)
{
	const char *until = strstr(text, UNTIL);
	struct step_repeat repeat = {.count = 0};
	char span[SPAN_SIZE];
	int status;

	if (text[0] == '\0') {
		*ret_repeat = repeat;
		return OB_OK;
	}
	if (strncmp(text, EVERY, strlen(EVERY)) != 0 || until == NULL ||
	    until - text >= SPAN_SIZE)
		return error_set(err, OB_EINVALID,
		    "'%.80s' does not say how a step recurs; write it as in "
		    "'every 4 weeks until end'",
		    text);
	text += strlen(EVERY);
	(void)snprintf(span, sizeof(span), "%.*s",
	    until > text ? (int)(until - text) : 0, text);
	status = step_repeat_parse_every(span, &repeat, err);
	if (status == OB_OK)
		status =
		    date_rule_parse(until + strlen(UNTIL), &repeat.until, err);
	if (status == OB_OK)
		*ret_repeat = repeat;
	return status;
}

struct date_rule
step_repeat_due(const struct step *step, int number)
{
	return date_rule_add(
	    step->due, (number - 1) * step->repeat.count, step->repeat.unit);
}

struct date_rule
step_repeat_latest(const struct step *step, int number)
{
	if (step->window < 0)
		return step->latest;
	return date_rule_add(
	    step_repeat_due(step, number), step->window, UNIT_WORKDAYS);
}

int
step_repeat_days(const struct step_repeat *repeat)
{
	switch (repeat->unit) {
	case UNIT_MONTHS:
		return repeat->count * DAYS_A_MONTH;
	case UNIT_WEEKS:
		return repeat->count * DAYS_A_WEEK;
	case UNIT_DAYS:
	case UNIT_WORKDAYS:
		break;
	}
	return repeat->count;
}
