/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_LETTER_CHECK_H
#define ONBOARD_MESSAGE_LETTER_CHECK_H

#include <stddef.h>

#include "base/error.h"

/*
 * What SMTP needs of a letter's finished bytes: no bare CR or LF (a bare LF
 * lets text smuggle in a second letter), no NUL, only ASCII in the header, no
 * line over 998 bytes, CRLF at the end.  Pure; the mail threads call it too.
 */
int letter_check(
    const void *bytes, size_t len, struct error *err) OB_MUST_CHECK;

#endif
