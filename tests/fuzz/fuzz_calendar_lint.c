/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libFuzzer target for the linter of calendars.  Nothing may crash, leak or
 * hang; what is found can be shown and lies in the file.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "calendar/calendar_lint.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check(const struct findings *findings, size_t len)
{
	size_t total = findings->error_count + findings->warning_count;

	if (findings->count > FINDINGS_MAX + 1 ||
	    (total <= FINDINGS_MAX && findings->count != total))
		abort();
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		/* A line has an octet at least, or it is the first. */
		if (finding->line < 1 || finding->line > len + 1 ||
		    finding->rule[0] == '\0' ||
		    utf8_check_line("text", finding->text,
			2 * FINDINGS_TEXT_MAX, NULL) != OB_OK)
			abort();
	}
}

static void
lint(const uint8_t *bytes, size_t len,
    const struct calendar_lint_options *options)
{
	struct findings findings = FINDINGS_INIT;

	calendar_lint_run((const char *)bytes, len, options, &findings);
	findings_finish(&findings);
	check(&findings, len);
	findings_release(&findings);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct calendar_lint_options mail = {
	    "REQUEST", "hr@example.org", "soren@example.com"};

	lint(bytes, len, NULL);
	lint(bytes, len, &mail);
	return 0;
}
