/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_LINT_LETTER_H
#define ONBOARD_CLI_LINT_LETTER_H

#include <stddef.h>

#include "base/findings.h"

/*
 * Lints a mail and the calendars in it, also against each other: who sends
 * it must be who organizes, who gets it must be who is asked.  The tests of
 * the daemon's own mails use it too.  Ends with findings_finish().
 */
void lint_letter_run(const char *bytes, size_t len, struct findings *findings);

#endif
