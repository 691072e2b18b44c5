/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/date_rule.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define PROGRAMME_MONTHS 6
#define DIGITS_MAX 4

static const char *const anchor_names[] = {
    [ANCHOR_ACCEPTED] = "accepted",
    [ANCHOR_FIRST_DAY] = "first_day",
    [ANCHOR_END] = "end",
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

static int
read_anchor(struct token token, struct date_rule *rule, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(anchor_names); i++) {
		if (!token_is(token, anchor_names[i]))
			continue;
		rule->anchor = (enum date_anchor)i;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "a date starts with accepted, first_day or end, not with '%.*s'",
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
		    "a number is missing after the sign; write it as in "
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
	int status = read_anchor(next_token(&text), &rule, err);

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
	char digits[DIGITS_MAX];
	size_t count = 0;

	assert(number <= DATE_RULE_MAX_COUNT);
	do {
		digits[count++] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0 && count < sizeof(digits));
	while (count > 0)
		*at++ = digits[--count];
	return at;
}

char *
date_rule_format(const struct date_rule *rule, char text[DATE_RULE_TEXT_SIZE])
{
	char *at = put_text(text, anchor_names[rule->anchor]);

	assert(rule->term_count <= DATE_RULE_TERMS);
	for (int i = 0; i < rule->term_count; i++) {
		int count = rule->terms[i].count;
		enum date_unit unit = rule->terms[i].unit;

		at = put_text(at, count < 0 ? " - " : " + ");
		at = put_number(at, (unsigned)abs(count));
		at = put_text(at, " ");
		at = put_text(at, abs(count) == 1 ? unit_names[unit].one
						  : unit_names[unit].many);
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
anchor_date(const struct date_anchors *anchors, enum date_anchor anchor)
{
	switch (anchor) {
	case ANCHOR_ACCEPTED:
		return anchors->accepted;
	case ANCHOR_FIRST_DAY:
		return anchors->first_day;
	case ANCHOR_END:
		return anchors->end;
	}
	return anchors->first_day;
}

struct date
date_rule_evaluate(const struct date_rule *rule,
    const struct date_anchors *anchors, const struct workday_calendar *calendar)
{
	struct date date = anchor_date(anchors, rule->anchor);

	for (int i = 0; i < rule->term_count; i++)
		date = clamp(add_term(
		    calendar, date, rule->terms[i].count, rule->terms[i].unit));
	return date;
}
