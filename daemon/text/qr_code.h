/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_QR_CODE_H
#define ONBOARD_TEXT_QR_CODE_H

#include "base/error.h"
#include "base/strbuf.h"

/*
 * A QR code (ISO/IEC 18004) as the path of an SVG drawing: squares of one unit,
 * with the quiet zone of four units around them, in a drawing of size by size.
 * Error correction M.  Needs no escaping in HTML: it holds digits, blanks and
 * the letters of path commands.
 */
#define QR_CODE_TEXT_MAX 1000 /* bytes of the text */

/* Appends the path.  OB_ELIMIT for a text that is too long, or empty. */
int qr_code_add_path(struct strbuf *ret_path, const char *text, int *ret_size,
    struct error *err) OB_MUST_CHECK;

#endif
