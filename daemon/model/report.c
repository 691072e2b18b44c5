/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/report.h"

#include <stdio.h>
#include <string.h>

#include "model/quarter.h"

#define YEAR_DIGITS 4

const char *const report_headings[] = {
    "purpose", "goals", "efforts", "resources", "next-steps"};

int
report_heading_find(const char *heading)
{
	for (int i = 0; i < REPORT_HEADINGS; i++) {
		if (strcmp(report_headings[i], heading) == 0)
			return i;
	}
	return -1;
}

/* A year is read as its first quarter, which knows what a year is. */
int
report_period_parse(
    const char *text, struct report_period *ret_period, struct error *err)
{
	bool is_year = strlen(text) == YEAR_DIGITS;
	char quarter[REPORT_PERIOD_SIZE];
	struct quarter read;

	(void)snprintf(
	    quarter, sizeof(quarter), is_year ? "%.4sQ1" : "%.7s", text);
	if (quarter_parse(quarter, &read, NULL) != OB_OK)
		return error_set_field(err, OB_EINVALID, "period",
		    "'%.20s' is neither a year nor a quarter of %d to %d: "
		    "write it as 2026 or 2026Q3",
		    text, QUARTER_FIRST_YEAR, QUARTER_LAST_YEAR);
	*ret_period =
	    (struct report_period){read.year, is_year ? 0 : read.number};
	return OB_OK;
}

char *
report_period_format(struct report_period period, char text[REPORT_PERIOD_SIZE])
{
	if (period.quarter == 0)
		(void)snprintf(text, REPORT_PERIOD_SIZE, "%d",
		    (int)((unsigned)period.year % 10000));
	else
		(void)quarter_format(
		    (struct quarter){period.year, period.quarter}, text);
	return text;
}
