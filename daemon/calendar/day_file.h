/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_DAY_FILE_H
#define ONBOARD_CALENDAR_DAY_FILE_H

#include <stddef.h>

#include "base/date.h"
#include "base/error.h"
#include "calendar/recurrence.h"

/*
 * Which days an .ics file names by its events of whole days, those that come
 * again (RRULE, RDATE, EXDATE, RECURRENCE-ID) worked out.  What is no such
 * event is told beside the days and stops nothing.
 */
#define DAY_FILE_MAX_BYTES ((size_t)2 * 1024 * 1024)
#define DAY_FILE_MAX_DAYS 2000

struct day_file_day {
	struct date date;
	char *title; /* one clean line of at most 200 characters; may be "" */
};

/* An event that was left out. */
struct day_file_note {
	int line; /* where it begins */
	char *title;
	char *why;
};

struct day_file {
	struct day_file_day *days; /* each date once, in order */
	size_t day_count;
	struct day_file_note *notes; /* by line */
	size_t note_count;
};

/* OB_EINVALID or OB_ELIMIT when the file itself cannot be read. */
int day_file_parse(const char *bytes, size_t len,
    const struct recurrence_range *range, struct day_file *ret_file,
    struct error *err) OB_MUST_CHECK;
void day_file_release(struct day_file *file);

#endif
