/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/calendar_lint_private.h"
#include "calendar/content_value.h"

#define WORD_MAX 40
#define COUNT_MAX 100000L

/* A part of RRULE (RFC 5545, 3.3.10) and what its values may be. */
struct part {
	const char *name;
	const char *words; /* blanks around each; NULL for numbers */
	int least, most;   /* of a number; below 0: either sign */
	bool is_list;
};

#define WEEKDAYS " MO TU WE TH FR SA SU "

static const struct part parts[] = {
    {"FREQ", " SECONDLY MINUTELY HOURLY DAILY WEEKLY MONTHLY YEARLY ", 0, 0,
	false},
    {"INTERVAL", NULL, 1, 1000, false},
    {"COUNT", NULL, 1, COUNT_MAX, false},
    {"UNTIL", "", 0, 0, false},
    {"WKST", WEEKDAYS, 0, 0, false},
    {"BYDAY", WEEKDAYS, -53, 53, true},
    {"BYSECOND", NULL, 0, 60, true},
    {"BYMINUTE", NULL, 0, 59, true},
    {"BYHOUR", NULL, 0, 23, true},
    {"BYMONTHDAY", NULL, -31, 31, true},
    {"BYYEARDAY", NULL, -366, 366, true},
    {"BYWEEKNO", NULL, -53, 53, true},
    {"BYMONTH", NULL, 1, 12, true},
    {"BYSETPOS", NULL, -366, 366, true},
};

static const struct part *
find_part(const char *name, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (strlen(parts[i].name) == len &&
		    memcmp(parts[i].name, name, len) == 0)
			return &parts[i];
	}
	return NULL;
}

static bool
is_word(const char *words, const char *text, size_t len)
{
	cleanup_(memory_free_ptr) char *word =
	    memory_printf(" %.*s ", (int)len, text);

	return len > 0 && len < WORD_MAX && memchr(text, ' ', len) == NULL &&
	       strstr(words, word) != NULL;
}

/* Takes a number with its sign, if the part has one; 0 is none then. */
static bool
is_number(const struct part *part, const char *text, size_t len)
{
	char digits[8];
	size_t sign =
	    part->least < 0 && len > 0 && (text[0] == '-' || text[0] == '+')
		? 1
		: 0;
	long value;

	if (len <= sign || len - sign >= sizeof(digits))
		return false;
	memcpy(digits, text + sign, len - sign);
	digits[len - sign] = '\0';
	if (!content_value_is_number(digits, COUNT_MAX))
		return false;
	value = strtol(digits, NULL, 10);
	return value <= part->most &&
	       (part->least < 0 ? value > 0 : value >= part->least);
}

/* "-1SU": a number may stand before the day. */
static bool
is_weekday(const struct part *part, const char *text, size_t len)
{
	return len >= 2 && is_word(part->words, text + len - 2, 2) &&
	       (len == 2 || is_number(part, text, len - 2));
}

static bool
is_value(const struct part *part, const char *text, size_t len)
{
	if (part->words == NULL)
		return is_number(part, text, len);
	if (part->most > 0)
		return is_weekday(part, text, len);
	if (part->words[0] != '\0')
		return is_word(part->words, text, len);
	return calendar_time_parse(text, len, &(struct calendar_time){0});
}

static bool
are_values(const struct part *part, const char *text, size_t len)
{
	while (part->is_list) {
		const char *comma = memchr(text, ',', len);

		if (comma == NULL)
			break;
		if (!is_value(part, text, (size_t)(comma - text)))
			return false;
		len -= (size_t)(comma - text) + 1;
		text = comma + 1;
	}
	return is_value(part, text, len);
}

bool
calendar_lint_rule_part(const char *rule, const char *name, char value[40])
{
	size_t name_len = strlen(name);

	while (*rule != '\0') {
		size_t len = strcspn(rule, ";");

		if (len > name_len && rule[name_len] == '=' &&
		    memcmp(rule, name, name_len) == 0) {
			size_t size = len - name_len - 1;

			size = size < WORD_MAX - 1 ? size : WORD_MAX - 1;
			memcpy(value, rule + name_len + 1, size);
			value[size] = '\0';
			return true;
		}
		rule += len;
		rule += *rule == ';' ? 1 : 0;
	}
	return false;
}

/* seen: a bit for each part that came before. */
static void
check_part(const struct calendar_lint *lint, const struct content_line *line,
    const char *text, size_t len, unsigned int *seen)
{
	const char *equals = memchr(text, '=', len);
	size_t name_len = equals == NULL ? len : (size_t)(equals - text);
	const struct part *part = find_part(text, name_len);
	unsigned int bit = part == NULL ? 0 : 1U << (part - parts);

	if (part == NULL || equals == NULL ||
	    !are_values(part, equals + 1, len - name_len - 1))
		findings_add(lint->findings, FINDING_ERROR, line->number,
		    "RFC 5545 3.3.10", "'%.*s' is no part of an RRULE",
		    (int)(len < WORD_MAX ? len : WORD_MAX), text);
	else if ((*seen & bit) != 0)
		findings_add(lint->findings, FINDING_ERROR, line->number,
		    "RFC 5545 3.3.10", "RRULE has %s twice", part->name);
	*seen |= bit;
}

/* Parts that RFC 5545 forbids beside a FREQ, blanks around each. */
static const struct {
	const char *part;
	const char *frequencies;
} misfits[] = {
    {"BYMONTHDAY", " WEEKLY "},
    {"BYYEARDAY", " DAILY WEEKLY MONTHLY "},
    {"BYWEEKNO", " SECONDLY MINUTELY HOURLY DAILY WEEKLY MONTHLY "},
};

static void
check_frequency(const struct calendar_lint *lint,
    const struct content_line *line, const char *frequency)
{
	char value[WORD_MAX];

	for (size_t i = 0; i < ARRAY_LEN(misfits); i++) {
		if (is_word(
			misfits[i].frequencies, frequency, strlen(frequency)) &&
		    calendar_lint_rule_part(
			line->value, misfits[i].part, value))
			findings_add(lint->findings, FINDING_ERROR,
			    line->number, "RFC 5545 3.3.10",
			    "%s does not go with FREQ=%s", misfits[i].part,
			    frequency);
	}
	if (strcmp(frequency, "MONTHLY") != 0 &&
	    strcmp(frequency, "YEARLY") != 0 &&
	    calendar_lint_rule_part(line->value, "BYDAY", value) &&
	    strpbrk(value, "0123456789") != NULL)
		findings_add(lint->findings, FINDING_ERROR, line->number,
		    "RFC 5545 3.3.10",
		    "BYDAY has a number, but FREQ is neither MONTHLY nor "
		    "YEARLY");
}

void
calendar_lint_recurrence(
    struct calendar_lint *lint, const struct content_line *line)
{
	const char *at = line->value;
	char value[WORD_MAX];
	char other[WORD_MAX];
	unsigned int seen = 0;

	while (true) {
		size_t len = strcspn(at, ";");

		check_part(lint, line, at, len, &seen);
		if (at[len] == '\0')
			break;
		at += len + 1;
	}
	if (calendar_lint_rule_part(line->value, "FREQ", value))
		check_frequency(lint, line, value);
	else
		findings_add(lint->findings, FINDING_ERROR, line->number,
		    "RFC 5545 3.3.10", "RRULE has no FREQ");
	if (calendar_lint_rule_part(line->value, "COUNT", value) &&
	    calendar_lint_rule_part(line->value, "UNTIL", other))
		findings_add(lint->findings, FINDING_ERROR, line->number, "10",
		    "RRULE has COUNT and UNTIL");
}

void
calendar_lint_until(struct calendar_lint *lint, const struct content_line *rule,
    const struct content_line *start)
{
	struct calendar_time begin;
	struct calendar_time until;
	char value[WORD_MAX];
	bool is_day;

	if (!calendar_lint_rule_part(rule->value, "UNTIL", value) ||
	    !calendar_time_parse(value, strlen(value), &until) ||
	    !calendar_time_parse(start->value, strlen(start->value), &begin))
		return;
	is_day = begin.kind == CALENDAR_TIME_DATE;
	if (is_day != (until.kind == CALENDAR_TIME_DATE))
		findings_add(lint->findings, FINDING_ERROR, rule->number, "10",
		    "UNTIL and DTSTART are not both dates or both times");
	else if (!is_day && until.kind != CALENDAR_TIME_UTC)
		findings_add(lint->findings, FINDING_ERROR, rule->number, "10",
		    "UNTIL is not in UTC");
}
