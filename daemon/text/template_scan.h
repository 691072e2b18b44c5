/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_TEMPLATE_SCAN_H
#define ONBOARD_TEXT_TEMPLATE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * The words of a template, one line at a time: a line is what decides
 * whether its tags stand alone.  A tag that spans lines joins them.  Used by
 * template.c only.
 */
enum token_kind {
	TOKEN_TEXT,
	TOKEN_NOTHING, /* a comment or new delimiters */
	TOKEN_VALUE,
	TOKEN_RAW,
	TOKEN_SECTION,
	TOKEN_INVERTED,
	TOKEN_PARTIAL,
	TOKEN_PARENT,
	TOKEN_BLOCK,
	TOKEN_CLOSE
};

struct token {
	enum token_kind kind;
	const char *text; /* literal text, or the name; borrowed, no NUL */
	size_t len;
	int line;
	bool is_dynamic; /* {{>*name}}; text is the name without its star */
};

#define TEMPLATE_DELIMITER_MAX 8
#define TEMPLATE_NAME_MAX 255

struct template_scan {
	const char *name; /* of the template, for errors */
	const char *at;
	const char *end;
	int line;
	char open[TEMPLATE_DELIMITER_MAX + 1];
	char close[TEMPLATE_DELIMITER_MAX + 1];
	struct token *tokens; /* of the line that was read last */
	size_t count;
	size_t size;
};

void template_scan_init(struct template_scan *scan, const char *name,
    const char *source, size_t len);
void template_scan_release(struct template_scan *scan);

/* Reads the next line into tokens; count is 0 at the end. */
int template_scan_line(
    struct template_scan *scan, struct error *err) OB_MUST_CHECK;

#endif
