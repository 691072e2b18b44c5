/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/recurrence.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <libical/ical.h>

#include "base/memory.h"
#include "calendar/rule_days.h"

#define SURE_DAY 28 /* the last day that every month has */
#define RULE_SIZE 96

/* From the 29th on: the last of the days 28, 29 ... that the month has. */
static void
format_monthly(const struct recurrence *recurrence, char text[RULE_SIZE])
{
	int day = date_to_civil(recurrence->first).day;
	int len = snprintf(text, RULE_SIZE,
	    "FREQ=MONTHLY;INTERVAL=%d;BYMONTHDAY=", recurrence->every);

	if (day <= SURE_DAY) {
		(void)snprintf(text + len, RULE_SIZE - (size_t)len, "%d", day);
		return;
	}
	for (int i = SURE_DAY; i <= day; i++)
		len += snprintf(text + len, RULE_SIZE - (size_t)len, "%d,", i);
	(void)snprintf(
	    text + len - 1, RULE_SIZE - (size_t)len + 1, ";BYSETPOS=-1");
}

static void
format_rule(const struct recurrence *recurrence, char text[RULE_SIZE])
{
	switch (recurrence->unit) {
	case UNIT_DAYS:
		(void)snprintf(text, RULE_SIZE, "FREQ=DAILY;INTERVAL=%d",
		    recurrence->every);
		return;
	case UNIT_WEEKS:
		(void)snprintf(text, RULE_SIZE, "FREQ=WEEKLY;INTERVAL=%d",
		    recurrence->every);
		return;
	case UNIT_MONTHS:
		format_monthly(recurrence, text);
		return;
	case UNIT_WORKDAYS:
		break;
	}
	assert(false); /* workdays are the municipality's, not libical's */
}

int
recurrence_list(const struct recurrence *recurrence,
    struct date ret_days[RECURRENCE_MAX], size_t *ret_count, struct error *err)
{
	const struct recurrence_range range = {
	    recurrence->first, recurrence->until};
	struct date days[RECURRENCE_MAX];
	struct rule_days list = {days, RECURRENCE_MAX, 0, RULE_DAYS_STEPS, 0};
	char text[RULE_SIZE] = "";
	struct icalrecurrencetype rule;
	int status;

	assert(
	    recurrence->every >= 1 && recurrence->every <= DATE_RULE_MAX_COUNT);
	format_rule(recurrence, text);
	rule = icalrecurrencetype_from_string(text);
	status = rule_days_list(&rule, recurrence->first, &range, &list, err);
	if (status != OB_OK)
		return status;
	memcpy(ret_days, days, list.count * sizeof(days[0]));
	*ret_count = list.count;
	return OB_OK;
}

/* What a rule may say, and whether that alone chooses days. */
static const struct {
	const char *name;
	const char *letters;
	bool chooses_days;
} parts[] = {
    {"FREQ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", false},
    {"BYMONTH", "0123456789,", false},
    {"BYWEEKNO", "0123456789,", false},
    {"BYYEARDAY", "0123456789,-+", true},
    {"BYMONTHDAY", "0123456789,-+", true},
    {"BYDAY", "0123456789,-+SUMOTWEHFRA", true},
    {"BYSETPOS", "0123456789,-+", false},
    {"WKST", "SUMOTWEHFRA", false},
};

static int
find_part(const char *name, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (strlen(parts[i].name) == len &&
		    strncmp(parts[i].name, name, len) == 0)
			return (int)i;
	}
	return -1;
}

/* One "NAME=VALUE" of len bytes; seen has a bit for each part before it. */
static int
check_part(const char *part, size_t len, unsigned *seen, struct error *err)
{
	size_t name_len = strcspn(part, "=;");
	int i = find_part(part, name_len);

	if (name_len == len)
		return error_set(err, OB_EINVALID,
		    "'%.*s' has no value; write it as BYMONTH=3", (int)len,
		    part);
	if (i < 0)
		return error_set(err, OB_EINVALID,
		    "'%.*s' cannot stand in a rule for every year; it may "
		    "have BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, "
		    "BYSETPOS and WKST",
		    (int)name_len, part);
	if ((*seen & 1U << i) != 0)
		return error_set(
		    err, OB_EINVALID, "'%s' stands twice", parts[i].name);
	*seen |= 1U << i;
	if (len == name_len + 1 ||
	    strspn(part + name_len + 1, parts[i].letters) < len - name_len - 1)
		return error_set(err, OB_EINVALID, "'%.*s' is not understood",
		    (int)len, part);
	return OB_OK;
}

static int
check_parts(const char *rule, struct error *err)
{
	unsigned seen = 0;
	bool chooses_days = false;

	for (const char *at = rule;; at++) {
		size_t len = strcspn(at, ";");
		int status = check_part(at, len, &seen, err);

		if (status != OB_OK)
			return status;
		at += len;
		if (*at == '\0')
			break;
	}
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		chooses_days = chooses_days ||
			       (parts[i].chooses_days && (seen & 1U << i) != 0);
	if (!chooses_days)
		return error_set(err, OB_EINVALID,
		    "it must say which days, by BYDAY, BYMONTHDAY or "
		    "BYYEARDAY");
	return OB_OK;
}

static int
parse_rule(
    const char *text, struct icalrecurrencetype *ret_rule, struct error *err)
{
	static const char yearly[] = "FREQ=YEARLY";
	size_t len = strlen(text);
	struct icalrecurrencetype rule;
	int status;

	if (len > RECURRENCE_TEXT_MAX)
		return error_set(err, OB_EINVALID,
		    "a rule has at most %d characters", RECURRENCE_TEXT_MAX);
	if (strncmp(text, yearly, strlen(yearly)) != 0 ||
	    (text[strlen(yearly)] != ';' && text[strlen(yearly)] != '\0'))
		return error_set(err, OB_EINVALID,
		    "'%.40s' is no rule for every year; it begins with "
		    "FREQ=YEARLY, as FREQ=YEARLY;BYMONTH=3;BYDAY=2TH",
		    text);
	status = check_parts(text, err);
	if (status != OB_OK)
		return status;
	rule = icalrecurrencetype_from_string(text);
	if (rule.freq != ICAL_YEARLY_RECURRENCE)
		return error_set(err, OB_EINVALID,
		    "'%s' is not understood; write it as "
		    "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH",
		    text);
	status = rule_days_check(&rule, err);
	if (status == OB_OK)
		*ret_rule = rule;
	return status;
}

/* Such that every week 53 and 29 February there is comes once at least. */
#define CYCLE_FIRST_YEAR 2000
#define CYCLE_LAST_YEAR 2027

int
recurrence_check_rule(const char *rule, struct error *err)
{
	struct icalrecurrencetype parsed;
	struct date days[RECURRENCE_MAX];
	struct rule_days list = {days, RECURRENCE_MAX, 0, RULE_DAYS_STEPS, 0};
	int status = parse_rule(rule, &parsed, err);

	for (int year = CYCLE_FIRST_YEAR;
	     status == OB_OK && list.count == 0 && year <= CYCLE_LAST_YEAR;
	     year++) {
		const struct recurrence_range range = {
		    date_from_civil(year, 1, 1), date_from_civil(year, 12, 31)};

		status =
		    rule_days_list(&parsed, range.from, &range, &list, err);
	}
	if (status == OB_OK && list.count == 0)
		status = error_set(
		    err, OB_EINVALID, "it names a day that no year has");
	return status;
}

int
recurrence_list_rule(const char *rule, const struct recurrence_range *range,
    struct date ret_days[RECURRENCE_MAX], size_t *ret_count, struct error *err)
{
	struct icalrecurrencetype parsed;
	struct date days[RECURRENCE_MAX];
	struct rule_days list = {days, RECURRENCE_MAX, 0, RULE_DAYS_STEPS, 0};
	struct date start;
	int status = parse_rule(rule, &parsed, err);

	if (status != OB_OK)
		return status;
	start = date_from_civil(date_to_civil(range->from).year, 1, 1);
	status = rule_days_list(&parsed, start, range, &list, err);
	if (status != OB_OK)
		return status;
	memcpy(ret_days, days, list.count * sizeof(days[0]));
	*ret_count = list.count;
	return OB_OK;
}
