/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_LETTER_LINT_H
#define ONBOARD_MESSAGE_LETTER_LINT_H

#include <stddef.h>

#include "base/findings.h"
#include "base/strbuf.h"

/*
 * Strict linter for a mail's finished bytes (RFC 5322, 2045 to 2047, 2183,
 * 2231, 3834, 6047, 8058): finds what mail programs repair in silence and
 * then some program or filter does not.  It has our own mails in mind: From
 * and To name one each, what a machine sent says so.  Pure; takes any bytes.
 */
#define LETTER_LINT_MAX_BYTES ((size_t)32 << 20)
#define LETTER_LINT_CALENDARS_MAX 4

/* A part with a calendar, for the linter of calendars. */
struct letter_lint_calendar {
	size_t line;	     /* of its header */
	char *method;	     /* of Content-Type, "" if none */
	struct strbuf bytes; /* decoded */
};

struct letter_lint {
	char *from; /* the address alone; NULL unless there is exactly one */
	char *to;
	struct letter_lint_calendar calendars[LETTER_LINT_CALENDARS_MAX];
	size_t calendar_count;
};

/* Adds to findings, without findings_finish(); ret_letter: release it. */
void letter_lint_run(const char *bytes, size_t len, struct findings *findings,
    struct letter_lint *ret_letter);
void letter_lint_release(struct letter_lint *letter);

#endif
