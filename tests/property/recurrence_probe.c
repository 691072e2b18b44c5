/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answers each line of standard input with a line of days, or "refused":
 * "days|weeks|months FIRST EVERY UNTIL" and "RULE FROM UNTIL".  For
 * recurrence_oracle.py.
 */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/recurrence.h"

#define LINE_SIZE 400

static void
print_days(int status, const struct date *days, size_t count)
{
	if (status != OB_OK) {
		(void)puts("refused");
		return;
	}
	for (size_t i = 0; i < count; i++) {
		char text[DATE_TEXT_SIZE];

		(void)printf(
		    "%s%s", i == 0 ? "" : " ", date_format(days[i], text));
	}
	(void)putchar('\n');
}

static int
answer_unit(enum date_unit unit, const char *rest)
{
	struct date days[RECURRENCE_MAX];
	struct recurrence recurrence = {.unit = unit};
	char first[16];
	char until[16];
	size_t count = 0;
	int status;

	if (sscanf(rest, "%15s %d %15s", first, &recurrence.every, until) !=
		3 || /* NOLINT(cert-err34-c): the oracle's own numbers */
	    date_parse(first, &recurrence.first, NULL) != OB_OK ||
	    date_parse(until, &recurrence.until, NULL) != OB_OK)
		return -1;
	status = recurrence_list(&recurrence, days, &count, NULL);
	print_days(status, days, count);
	return 0;
}

static int
answer_rule(const char *rule, const char *rest)
{
	struct date days[RECURRENCE_MAX];
	struct recurrence_range range;
	char from[16];
	char until[16];
	size_t count = 0;
	int status;

	if (sscanf(rest, "%15s %15s", from, until) != 2 ||
	    date_parse(from, &range.from, NULL) != OB_OK ||
	    date_parse(until, &range.until, NULL) != OB_OK)
		return -1;
	status = recurrence_list_rule(rule, &range, days, &count, NULL);
	print_days(status, days, count);
	return 0;
}

static int
answer(char *line)
{
	static const struct {
		const char *name;
		enum date_unit unit;
	} units[] = {{"days", UNIT_DAYS}, {"weeks", UNIT_WEEKS},
	    {"months", UNIT_MONTHS}};

	char *rest = strchr(line, ' ');

	if (rest == NULL)
		return -1;
	*rest++ = '\0';
	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		if (strcmp(line, units[i].name) == 0)
			return answer_unit(units[i].unit, rest);
	}
	return answer_rule(line, rest);
}

int
main(void)
{
	char line[LINE_SIZE];

	while (fgets(line, sizeof(line), stdin) != NULL) {
		if (answer(line) != 0) {
			(void)fprintf(
			    stderr, "recurrence_probe: not understood\n");
			return 2;
		}
	}
	return 0;
}
