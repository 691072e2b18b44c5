/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_CALENDAR_LINT_H
#define ONBOARD_CALENDAR_CALENDAR_LINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/findings.h"

/*
 * Strict linter for iCalendar (RFC 5545, 5546, 6868, 7986, 9074): finds what
 * parsers repair in silence and then some client does not.  A calendar
 * without METHOD, or with PUBLISH, is read as a feed; any other METHOD as an
 * invitation or an answer (iTIP).  Pure; takes any bytes.
 */
#define CALENDAR_LINT_MAX_BYTES ((size_t)8 << 20)

/* Of a calendar that came in a mail.  All borrowed. */
struct calendar_lint_options {
	const char *method; /* of the part's Content-Type, "" if none */
	const char *from;   /* addresses of the mail, NULL to not compare */
	const char *to;
};

/* options: NULL for a file. Adds to findings, without findings_finish(). */
void calendar_lint_run(const char *bytes, size_t len,
    const struct calendar_lint_options *options, struct findings *findings);

#endif
