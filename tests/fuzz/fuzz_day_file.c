/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libFuzzer target for calendar files.  Nothing may crash, leak or hang; what
 * is taken has each day once, in order and in the range, under a clean title,
 * and what is refused says why.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "calendar/day_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_title(const char *title)
{
	if (title[0] != '\0' &&
	    utf8_check_line("title", title, 200, NULL) != OB_OK)
		abort();
}

static void
check_days(const struct day_file *file, const struct recurrence_range *range)
{
	for (size_t i = 0; i < file->day_count; i++) {
		struct date date = file->days[i].date;

		if (date_before(date, range->from) ||
		    date_before(range->until, date) ||
		    (i > 0 && !date_before(file->days[i - 1].date, date)))
			abort();
		check_title(file->days[i].title);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct recurrence_range range = {
	    date_from_civil(2026, 1, 1), date_from_civil(2036, 12, 31)};
	struct day_file file = {.days = NULL};
	struct error err = ERROR_INIT;

	if (day_file_parse((const char *)bytes, len, &range, &file, &err) !=
	    OB_OK) {
		if (err.text[0] == '\0')
			abort();
		return 0;
	}
	check_days(&file, &range);
	for (size_t i = 0; i < file.note_count; i++) {
		if (file.notes[i].why[0] == '\0' || file.notes[i].line < 1)
			abort();
		check_title(file.notes[i].title);
	}
	day_file_release(&file);
	return 0;
}
