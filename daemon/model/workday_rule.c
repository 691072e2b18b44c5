/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/workday_rule.h"

#include <string.h>

#include "base/memory.h"

#define LAST_WEEK 53
#define FEAST_MAX_OFFSET 60 /* so that the day stays in the feast's year */
#define LEAP_YEAR 2000

static bool
skip_text(const char **at, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(*at, word, len) != 0)
		return false;
	*at += len;
	return true;
}

static bool
read_two_digits(const char **at, int *ret_value)
{
	const char *text = *at;

	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return false;
	*ret_value = (text[0] - '0') * 10 + (text[1] - '0');
	*at += 2;
	return true;
}

/* MM-DD as MMDD; 29 February exists. */
static bool
read_month_day(const char **at, int *ret_month_day)
{
	int month;
	int day;

	if (!read_two_digits(at, &month) || !skip_text(at, "-") ||
	    !read_two_digits(at, &day) ||
	    !date_is_valid_civil(LEAP_YEAR, month, day))
		return false;
	*ret_month_day = month * 100 + day;
	return true;
}

static bool
read_week(const char **at, int *ret_week)
{
	return skip_text(at, "W") && read_two_digits(at, ret_week) &&
	       *ret_week >= 1 && *ret_week <= LAST_WEEK;
}

static bool
parse_date(const char *text, struct workday_rule *rule)
{
	rule->form = WORKDAY_RULE_DATE;
	return date_parse(text, &rule->date, NULL) == OB_OK;
}

static bool
parse_yearly(const char *text, struct workday_rule *rule)
{
	rule->form = WORKDAY_RULE_YEARLY;
	if (!read_month_day(&text, &rule->from))
		return false;
	rule->to = rule->from;
	if (skip_text(&text, "..") && !read_month_day(&text, &rule->to))
		return false;
	return *text == '\0';
}

static bool
parse_weeks(const char *text, struct workday_rule *rule)
{
	rule->form = WORKDAY_RULE_WEEKS;
	rule->month = 0;
	if (*text != 'W' &&
	    (!read_two_digits(&text, &rule->month) || rule->month < 1 ||
		rule->month > 12 || !skip_text(&text, ":")))
		return false;
	if (!read_week(&text, &rule->from))
		return false;
	rule->to = rule->from;
	if (skip_text(&text, "-") && !read_week(&text, &rule->to))
		return false;
	return *text == '\0' && rule->from <= rule->to;
}

static bool
read_offset(const char *text, int *ret_offset)
{
	int sign = *text == '-' ? -1 : 1;
	int value = 0;

	if (*text == '\0') {
		*ret_offset = 0;
		return true;
	}
	if (*text != '-' && *text != '+')
		return false;
	text++;
	if (*text == '\0' || strlen(text) > 2)
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return false;
		value = value * 10 + (*text - '0');
	}
	*ret_offset = sign * value;
	return value <= FEAST_MAX_OFFSET;
}

static bool
parse_feast(const char *text, struct workday_rule *rule)
{
	static const struct {
		const char *name;
		int after_easter;
	} feasts[] = {{"easter", 0}, {"ascension", 39}, {"pentecost", 49}};

	rule->form = WORKDAY_RULE_FEAST;
	for (size_t i = 0; i < ARRAY_LEN(feasts); i++) {
		if (!skip_text(&text, feasts[i].name))
			continue;
		if (!read_offset(text, &rule->after_easter))
			return false;
		rule->after_easter += feasts[i].after_easter;
		return true;
	}
	return false;
}

int
workday_rule_parse(
    const char *text, struct workday_rule *ret_rule, struct error *err)
{
	static bool (*const parsers[])(const char *, struct workday_rule *) = {
	    parse_date, parse_yearly, parse_weeks, parse_feast};

	for (size_t i = 0; i < ARRAY_LEN(parsers); i++) {
		struct workday_rule rule = {0};

		if (!parsers[i](text, &rule))
			continue;
		*ret_rule = rule;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "'%.40s' is not a day of the calendar; write it as 12-24, "
	    "2027-05-07, 12-27..12-30, W07, 07:W28-W30 or ascension+1",
	    text);
}

static bool
matches_yearly(const struct workday_rule *rule, const struct civil *civil)
{
	int month_day = civil->month * 100 + civil->day;

	if (rule->from <= rule->to)
		return rule->from <= month_day && month_day <= rule->to;
	return month_day >= rule->from || month_day <= rule->to;
}

bool
workday_rule_matches(
    const struct workday_rule *rule, const struct workday_rule_day *day)
{
	switch (rule->form) {
	case WORKDAY_RULE_DATE:
		return rule->date.day == day->date.day;
	case WORKDAY_RULE_YEARLY:
		return matches_yearly(rule, &day->civil);
	case WORKDAY_RULE_WEEKS:
		return (rule->month == 0 || rule->month == day->civil.month) &&
		       rule->from <= day->week && day->week <= rule->to;
	case WORKDAY_RULE_FEAST:
		return day->date.day == day->easter.day + rule->after_easter;
	}
	return false;
}
