/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_MARKDOWN_PARSE_H
#define ONBOARD_TEXT_MARKDOWN_PARSE_H

#include <md4c.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * What the two writers of Markdown have in common: the limits, characters
 * instead of entities, and which links are allowed.  Used by markdown_to_html.c
 * and markdown_to_text.c only.
 */
#define MARKDOWN_NESTING_MAX 32

/* text comes as valid UTF-8 without control characters but \n and \t. */
struct markdown_writer {
	void (*enter_block)(void *arg, MD_BLOCKTYPE type, const void *detail);
	void (*leave_block)(void *arg, MD_BLOCKTYPE type, const void *detail);
	void (*enter_span)(void *arg, MD_SPANTYPE type, const void *detail);
	void (*leave_span)(void *arg, MD_SPANTYPE type, const void *detail);
	void (*text)(void *arg, const char *text, size_t len);
	void (*line_break)(void *arg, bool is_hard);
};

/* Calls the writer, which appends to out; out is cut back on failure. */
int markdown_parse(const char *source, size_t len,
    const struct markdown_writer *writer, void *arg, struct strbuf *out,
    struct error *err) OB_MUST_CHECK;

enum markdown_link {
	MARKDOWN_LINK_NONE, /* not allowed: leave the text alone */
	MARKDOWN_LINK_WEB,
	MARKDOWN_LINK_MAIL,
	MARKDOWN_LINK_PATH
};

/* Appends the address with its entities resolved, and says what it is. */
enum markdown_link markdown_parse_link(
    const MD_ATTRIBUTE *address, struct strbuf *out);

#endif
