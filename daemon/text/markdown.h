/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_MARKDOWN_H
#define ONBOARD_TEXT_MARKDOWN_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * Markdown (CommonMark with tables) of guides and the handbook, as HTML that
 * is safe in a page whoever wrote the source, and as plain text for mail and
 * calendar entries.
 */

#define MARKDOWN_MAX ((size_t)64 << 10)

/*
 * Appends HTML.  Raw HTML in the source is shown, not obeyed; a link or a
 * picture that is not allowed leaves its text.  Links: https:, mailto: and
 * "/path"; pictures: "/path" only; a bare address is no link (it is written
 * as <https://...>).  heading_shift is added to the level of each heading (at
 * most h6).  OB_ELIMIT over MARKDOWN_MAX, OB_EINVALID when it is not UTF-8;
 * out is then as it was.
 */
int markdown_to_html(const char *source, size_t len, int heading_shift,
    struct strbuf *out, struct error *err) OB_MUST_CHECK;

/*
 * Appends lines that end in \n, not wrapped: paragraphs apart by an empty
 * line, "- " and "1. " lists, a link as "text (https://...)".
 */
int markdown_to_text(const char *source, size_t len, struct strbuf *out,
    struct error *err) OB_MUST_CHECK;

#endif
