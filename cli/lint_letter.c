/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/lint_letter.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/calendar_lint.h"
#include "message/letter_lint.h"

/* Findings of a part stand at the part's line. */
static void
add_found(struct findings *findings, const struct findings *found, size_t line)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct finding *finding = &found->items[i];

		findings_add(findings, finding->severity, line, finding->rule,
		    "line %zu of the calendar: %s", finding->line,
		    finding->text);
	}
}

static void
lint_calendar(const struct letter_lint *letter,
    const struct letter_lint_calendar *calendar, struct findings *findings)
{
	cleanup_(findings_release) struct findings found = FINDINGS_INIT;
	const struct calendar_lint_options options = {
	    .method = calendar->method,
	    .from = letter->from,
	    .to = letter->to,
	};

	calendar_lint_run(
	    calendar->bytes.buf, calendar->bytes.len, &options, &found);
	findings_finish(&found);
	add_found(findings, &found, calendar->line);
}

/* The file beside an invitation is the same once more. */
static bool
is_again(const struct letter_lint *letter, size_t index)
{
	const struct strbuf *bytes = &letter->calendars[index].bytes;

	for (size_t i = 0; i < index; i++) {
		const struct strbuf *before = &letter->calendars[i].bytes;

		if (before->len == bytes->len &&
		    memcmp(before->buf, bytes->buf, bytes->len) == 0)
			return true;
	}
	return false;
}

void
lint_letter_run(const char *bytes, size_t len, struct findings *findings)
{
	cleanup_(letter_lint_release) struct letter_lint letter;

	letter_lint_run(bytes, len, findings, &letter);
	for (size_t i = 0; i < letter.calendar_count; i++) {
		if (!is_again(&letter, i))
			lint_calendar(&letter, &letter.calendars[i], findings);
	}
	findings_finish(findings);
}
