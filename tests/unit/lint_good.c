/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "calendar/calendar_lint.h"
#include "lint_case.h"

void
lint_case_expect_good_calendar(const struct strbuf *bytes)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	calendar_lint_run(bytes->buf, bytes->len, NULL, &findings);
	findings_finish(&findings);
	lint_case_expect_no_error(&findings);
}
