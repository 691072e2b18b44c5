/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/date_rule.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define PROGRAMME_MONTHS 6
#define DIGITS_MAX 4
#define SUM_DIGITS 5
#define DONE "done"

static const char *const anchor_names[] = {
    [ANCHOR_ACCEPTED] = "accepted",
    [ANCHOR_FIRST_DAY] = "first_day",
    [ANCHOR_END] = "end",
    [ANCHOR_NOTICE] = "notice",
    [ANCHOR_LAST_DAY] = "last_day",
    [ANCHOR_OPENED] = "opened",
    [ANCHOR_COHORT_START] = "cohort_start",
    [ANCHOR_DONE] = "done(step)",
    [ANCHOR_DATE] = "date",
};

static const struct {
	const char *one;
	const char *many;
} unit_names[] = {
    [UNIT_WORKDAYS] = {"workday", "workdays"},
    [UNIT_DAYS] = {"day", "days"},
    [UNIT_WEEKS] = {"week", "weeks"},
    [UNIT_MONTHS] = {"month", "months"},
};

struct date_anchors
date_rule_anchors(const struct workday_calendar *calendar, struct date accepted,
    struct date first_day)
{
	struct date start = workday_next(calendar, first_day);

	return (struct date_anchors){
	    .accepted = accepted,
	    .first_day = start,
	    .end = date_add_months(start, PROGRAMME_MONTHS),
	};
}

/* A word, number or sign between blanks, as part of the rule's text. */
struct token {
	const char *text;
	size_t len;
};

static struct token
next_token(const char **at)
{
	struct token token = {.text = *at + strspn(*at, " \t")};

	if (*token.text == '+' || *token.text == '-')
		token.len = 1;
	else
		token.len = strcspn(token.text, " \t+-");
	*at = token.text + token.len;
	return token;
}

static bool
token_is(struct token token, const char *word)
{
	return strlen(word) == token.len &&
	       memcmp(token.text, word, token.len) == 0;
}

/* "done", then a step's id in brackets; at stands behind "done". */
static int
read_done(const char **at, struct date_rule *rule, struct error *err)
{
	const char *id = *at + strspn(*at, " \t");
	size_t len = 0;

	if (*id == '(') {
		id += 1 + strspn(id + 1, " \t");
		len = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
	}
	*at = id + len;
	*at += strspn(*at, " \t");
	if (len == 0 || **at != ')')
		return error_set(err, OB_EINVALID,
		    "after 'done' comes a step's id in brackets; write it as "
		    "in 'done(mentor-1) + 3 weeks'");
	if (len >= DATE_RULE_STEP_SIZE)
		return error_set(err, OB_EINVALID,
		    "'%.80s' is longer than a step's id of at most %d letters",
		    id, DATE_RULE_STEP_SIZE - 1);
	*at += 1;
	rule->anchor = ANCHOR_DONE;
	memcpy(rule->step, id, len);
	rule->step[len] = '\0';
	return OB_OK;
}

static int
read_anchor(const char **at, struct date_rule *rule, struct error *err)
{
	struct token token = {.text = *at + strspn(*at, " \t")};
	const char *after = token.text + strlen(DONE);

	if (strncmp(token.text, DONE, strlen(DONE)) == 0 &&
	    strchr("( \t+-", *after) != NULL) {
		*at = after;
		return read_done(at, rule, err);
	}
	token = next_token(at);
	for (size_t i = 0; i < ANCHOR_DONE; i++) {
		if (!token_is(token, anchor_names[i]))
			continue;
		rule->anchor = (enum date_anchor)i;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "a date starts with accepted, first_day or end, in an exit with "
	    "notice or last_day, in a cohort with opened or cohort_start, or "
	    "with done(step), not with '%.*s'",
	    token.len > 40 ? 40 : (int)token.len, token.text);
}

static int
read_count(struct token token, int *ret_count, struct error *err)
{
	int count = 0;

	for (size_t i = 0; i < token.len && i <= DIGITS_MAX; i++) {
		if (token.text[i] < '0' || token.text[i] > '9')
			return error_set(err, OB_EINVALID,
			    "'%.*s' is not a number; write it as in "
			    "'first_day + 3 workdays'",
			    token.len > 40 ? 40 : (int)token.len, token.text);
		count = count * 10 + (token.text[i] - '0');
	}
	if (token.len == 0)
		return error_set(err, OB_EINVALID,
		    "a number is missing; write it as in "
		    "'first_day + 3 workdays'");
	if (token.len > DIGITS_MAX || count > DATE_RULE_MAX_COUNT)
		return error_set(err, OB_EINVALID, "'%.*s' is more than %d",
		    token.len > 40 ? 40 : (int)token.len, token.text,
		    DATE_RULE_MAX_COUNT);
	*ret_count = count;
	return OB_OK;
}

static int
read_unit(struct token token, enum date_unit *ret_unit, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(unit_names); i++) {
		if (!token_is(token, unit_names[i].one) &&
		    !token_is(token, unit_names[i].many))
			continue;
		*ret_unit = (enum date_unit)i;
		return OB_OK;
	}
	if (token.len == 0)
		return error_set(err, OB_EINVALID,
		    "a unit is missing after the number; use workdays, days, "
		    "weeks or months");
	return error_set(err, OB_EINVALID,
	    "'%.*s' is not a unit; use workdays, days, weeks or months",
	    token.len > 40 ? 40 : (int)token.len, token.text);
}

static int
read_term(struct token sign, const char **at, struct date_rule *rule,
    struct error *err)
{
	int count = 0;
	enum date_unit unit = UNIT_WORKDAYS;
	int status;

	if (!token_is(sign, "+") && !token_is(sign, "-"))
		return error_set(err, OB_EINVALID,
		    "'%.*s' is not understood; a + or - comes before each "
		    "number",
		    sign.len > 40 ? 40 : (int)sign.len, sign.text);
	if (rule->term_count == DATE_RULE_TERMS)
		return error_set(err, OB_EINVALID,
		    "a date has at most %d offsets", DATE_RULE_TERMS);
	if ((status = read_count(next_token(at), &count, err)) < 0 ||
	    (status = read_unit(next_token(at), &unit, err)) < 0)
		return status;
	rule->terms[rule->term_count].count =
	    *sign.text == '-' ? -count : count;
	rule->terms[rule->term_count].unit = unit;
	rule->term_count++;
	return OB_OK;
}

int
date_rule_parse(const char *text, struct date_rule *ret_rule, struct error *err)
{
	struct date_rule rule = {.term_count = 0};
	int status = read_anchor(&text, &rule, err);

	if (status < 0)
		return status;
	for (;;) {
		struct token token = next_token(&text);

		if (token.len == 0)
			break;
		status = read_term(token, &text, &rule, err);
		if (status < 0)
			return status;
	}
	*ret_rule = rule;
	return OB_OK;
}

const char *
date_rule_anchor_name(enum date_anchor anchor)
{
	return anchor_names[anchor];
}

const char *
date_rule_unit_name(enum date_unit unit, int count)
{
	return count == 1 ? unit_names[unit].one : unit_names[unit].many;
}

static char *
put_text(char *at, const char *text)
{
	size_t len = strlen(text);

	memcpy(at, text, len + 1);
	return at + len;
}

/* By hand: printf would be most of the time that a traced plan takes. */
static char *
put_number(char *at, unsigned number)
{
	char digits[SUM_DIGITS];
	size_t count = 0;

	assert(number <= DATE_RULE_MAX_SUM);
	do {
		digits[count++] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0 && count < sizeof(digits));
	while (count > 0)
		*at++ = digits[--count];
	return at;
}

static char *
put_anchor(char *at, const struct date_rule *rule)
{
	char day[DATE_TEXT_SIZE];

	if (rule->anchor == ANCHOR_DATE)
		return put_text(at, date_format(rule->date, day));
	if (rule->anchor != ANCHOR_DONE)
		return put_text(at, anchor_names[rule->anchor]);
	at = put_text(at, DONE "(");
	at = put_text(at, rule->step);
	return put_text(at, ")");
}

char *
date_rule_format(const struct date_rule *rule, char text[DATE_RULE_TEXT_SIZE])
{
	char *at = put_anchor(text, rule);

	assert(rule->term_count <= DATE_RULE_ROOM);
	for (int i = 0; i < rule->term_count; i++) {
		int count = rule->terms[i].count;
		enum date_unit unit = rule->terms[i].unit;

		at = put_text(at, count < 0 ? " - " : " + ");
		at = put_number(at, (unsigned)abs(count));
		at = put_text(at, " ");
		at = put_text(at, date_rule_unit_name(unit, abs(count)));
	}
	return text;
}

/* Keeps a date that many months moved within what the calendar knows. */
static struct date
clamp(struct date date)
{
	return date_min(date_max(date, date_from_civil(1900, 1, 1)),
	    date_from_civil(2199, 12, 31));
}

static struct date
add_term(const struct workday_calendar *calendar, struct date date, int count,
    enum date_unit unit)
{
	switch (unit) {
	case UNIT_WORKDAYS:
		return workday_add(calendar, date, count);
	case UNIT_DAYS:
		return date_add_days(date, count);
	case UNIT_WEEKS:
		return date_add_days(date, 7 * count);
	case UNIT_MONTHS:
		return date_add_months(date, count);
	}
	return date;
}

static struct date
anchor_date(const struct date_anchors *anchors, const struct date_rule *rule)
{
	switch (rule->anchor) {
	case ANCHOR_ACCEPTED:
	case ANCHOR_NOTICE:
	case ANCHOR_OPENED:
		return anchors->accepted;
	case ANCHOR_FIRST_DAY:
	case ANCHOR_LAST_DAY:
	case ANCHOR_COHORT_START:
		return anchors->first_day;
	case ANCHOR_END:
		return anchors->end;
	case ANCHOR_DONE:
		return anchors->done;
	case ANCHOR_DATE:
		return rule->date;
	}
	return anchors->first_day;
}

struct date
date_rule_evaluate(const struct date_rule *rule,
    const struct date_anchors *anchors, const struct workday_calendar *calendar)
{
	struct date date = anchor_date(anchors, rule);

	for (int i = 0; i < rule->term_count; i++)
		date = clamp(add_term(
		    calendar, date, rule->terms[i].count, rule->terms[i].unit));
	return date;
}

bool
date_rule_is_given_day(const struct date_rule *rule)
{
	for (int i = 0; i < rule->term_count; i++)
		if (rule->terms[i].count != 0)
			return false;
	return rule->anchor == ANCHOR_FIRST_DAY ||
	       rule->anchor == ANCHOR_LAST_DAY ||
	       rule->anchor == ANCHOR_COHORT_START;
}

bool
date_rule_extend(
    const struct date_rule *rule, int workdays, struct date_rule *ret_rule)
{
	struct date_rule longer = *rule;
	int last = longer.term_count - 1;

	if (last >= 0 && longer.terms[last].unit == UNIT_WORKDAYS &&
	    longer.terms[last].count >= 0 &&
	    longer.terms[last].count + workdays <= DATE_RULE_MAX_COUNT) {
		longer.terms[last].count += workdays;
		*ret_rule = longer;
		return true;
	}
	if (longer.term_count == DATE_RULE_TERMS)
		return false;
	longer.terms[longer.term_count].count = workdays;
	longer.terms[longer.term_count].unit = UNIT_WORKDAYS;
	longer.term_count++;
	*ret_rule = longer;
	return true;
}

/* Two steps of months may end on another day than one of both. */
static bool
adds_up(int count, enum date_unit unit, int last, enum date_unit last_unit)
{
	return unit == last_unit && unit != UNIT_MONTHS &&
	       (unit != UNIT_WORKDAYS || (count >= 0 && last >= 0));
}

struct date_rule
date_rule_add(struct date_rule rule, int count, enum date_unit unit)
{
	int last = rule.term_count - 1;

	if (count == 0)
		return rule;
	if (last >= 0 && adds_up(count, unit, rule.terms[last].count,
			     rule.terms[last].unit)) {
		rule.terms[last].count += count;
		return rule;
	}
	assert(rule.term_count < DATE_RULE_ROOM);
	rule.terms[rule.term_count].count = count;
	rule.terms[rule.term_count].unit = unit;
	rule.term_count++;
	return rule;
}

int
date_rule_parse_span(const char *text, int *ret_count, enum date_unit *ret_unit,
    struct error *err)
{
	struct token rest;
	int count = 0;
	enum date_unit unit = UNIT_DAYS;
	int status = read_count(next_token(&text), &count, err);

	if (status == OB_OK)
		status = read_unit(next_token(&text), &unit, err);
	if (status != OB_OK)
		return status;
	rest = next_token(&text);
	if (rest.len > 0 || count == 0)
		return error_set(err, OB_EINVALID,
		    "it is a number from 1 and a unit, as in '4 weeks'");
	*ret_count = count;
	*ret_unit = unit;
	return OB_OK;
}
