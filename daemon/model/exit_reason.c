/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/exit_reason.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

const char *const exit_reasons[] = {"job-mismatch", "manager-support",
    "no-introduction", "workload", "professional-level", "economy",
    "work-environment", "pay", "career", "private", "other-reason", NULL};

bool
exit_reason_is_known(const char *reason)
{
	for (size_t i = 0; exit_reasons[i] != NULL; i++) {
		if (strcmp(exit_reasons[i], reason) == 0)
			return true;
	}
	return false;
}

static bool
is_period(const char *text)
{
	for (int i = 0; i < 4; i++) {
		if (!isdigit((unsigned char)text[i]))
			return false;
	}
	return text[4] == 'H' && (text[5] == '1' || text[5] == '2') &&
	       text[6] == '\0';
}

int
exit_reason_read_period(
    const char *text, struct half_year *ret_period, struct error *err)
{
	char from[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];
	int status;

	if (!is_period(text))
		return error_refuse(err, OB_EINVALID, "period", "half_year",
		    "'%.20s' is no half year; write it as 2026H2", text);
	(void)snprintf(from, sizeof(from), "%.4s-%s", text,
	    text[5] == '1' ? "01-01" : "07-01");
	(void)snprintf(until, sizeof(until), "%.4s-%s", text,
	    text[5] == '1' ? "06-30" : "12-31");
	status = date_parse(from, &ret_period->from, err);
	if (status == OB_OK)
		status = date_parse(until, &ret_period->until, err);
	return status == OB_OK ? OB_OK : error_name_field(err, "period");
}

char *
exit_reason_period_of(struct date day, char text[EXIT_REASON_PERIOD_SIZE])
{
	char iso[DATE_TEXT_SIZE];

	(void)date_format(day, iso);
	(void)snprintf(text, EXIT_REASON_PERIOD_SIZE, "%.4sH%c", iso,
	    strncmp(iso + 5, "07", 2) < 0 ? '1' : '2');
	return text;
}
