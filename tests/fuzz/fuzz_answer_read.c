/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libFuzzer target for the calendars of answers.  Nothing may crash, leak or
 * hang; what is taken is bounded and can be shown and kept as it is, and what
 * is refused says why.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "calendar/answer_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_text(const char *text, size_t max)
{
	if (text[0] != '\0' &&
	    utf8_check_text("text", text, max, NULL) != OB_OK &&
	    strspn(text, " \t\n\xc2\xa0") != strlen(text))
		abort();
}

static void
check_time(const struct answer_time *time)
{
	if (time->clock == ANSWER_NO_TIME)
		return;
	if (time->second < 0 || time->second >= 86400 ||
	    date_is_none(time->date) ||
	    memchr(time->zone, '\0', sizeof(time->zone)) == NULL ||
	    strstr(time->zone, "//") != NULL || time->zone[0] == '/')
		abort();
}

static void
check(const struct itip_answer *answer)
{
	check_text(answer->uid, ANSWER_MAX_TEXT);
	check_text(answer->comment, ANSWER_MAX_COMMENT);
	check_time(&answer->start);
	check_time(&answer->end);
	if (answer->sequence < -1)
		abort();
	for (size_t i = 0; i < answer_read_attendees(answer); i++) {
		check_text(answer->attendees[i].address, ANSWER_MAX_TEXT);
		check_text(answer->attendees[i].sent_by, ANSWER_MAX_TEXT);
		check_text(answer->attendees[i].partstat, ANSWER_MAX_TEXT);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct itip_answer answer = ANSWER_INIT;
	struct error err = ERROR_INIT;

	if (answer_read((const char *)bytes, len, NULL, &answer, &err) !=
	    OB_OK) {
		if (err.text[0] == '\0' || answer.uid != NULL)
			abort();
		return 0;
	}
	check(&answer);
	answer_read_release(&answer);
	return 0;
}
