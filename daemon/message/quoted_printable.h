/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_QUOTED_PRINTABLE_H
#define ONBOARD_MESSAGE_QUOTED_PRINTABLE_H

#include "base/strbuf.h"

/*
 * Adds text (lines end in \n) as quoted-printable: CRLF lines of at most 76,
 * the last one ended too.  No line begins with a dot or "From ", so that no
 * mail server on the way has to change it.
 */
void quoted_printable_add(struct strbuf *bytes, const char *text);

#endif
