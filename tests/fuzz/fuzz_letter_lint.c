/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libFuzzer target for the linter of mails.  Nothing may crash, leak or hang;
 * what is found can be shown and lies in the file, and the parts that are
 * handed on are bounded.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "message/letter_lint.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check(const struct findings *findings, size_t len)
{
	if (findings->count > FINDINGS_MAX + 1)
		abort();
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->line < 1 || finding->line > len + 1 ||
		    finding->rule[0] == '\0' ||
		    utf8_check_line("text", finding->text,
			2 * FINDINGS_TEXT_MAX, NULL) != OB_OK)
			abort();
	}
}

static void
check_calendars(const struct letter_lint *letter, size_t len)
{
	if (letter->calendar_count > LETTER_LINT_CALENDARS_MAX)
		abort();
	for (size_t i = 0; i < letter->calendar_count; i++) {
		const struct letter_lint_calendar *calendar =
		    &letter->calendars[i];

		/* A bare line end becomes CRLF: twice as long at most. */
		if (calendar->method == NULL || calendar->line < 1 ||
		    calendar->bytes.len > 2 * len)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct findings findings = FINDINGS_INIT;
	struct letter_lint letter;

	letter_lint_run((const char *)bytes, len, &findings, &letter);
	findings_finish(&findings);
	check(&findings, len);
	check_calendars(&letter, len);
	letter_lint_release(&letter);
	findings_release(&findings);
	return 0;
}
