/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_LETTER_LINT_PRIVATE_H
#define ONBOARD_MESSAGE_LETTER_LINT_PRIVATE_H

#include "message/letter_lint.h"
#include "message/mime_tree.h"

/* Between the files of the linter. */

struct letter_lint_state {
	const struct mime_tree *tree;
	struct findings *findings;
	struct letter_lint *letter;
	size_t invitation; /* the text/calendar part, or MIME_TREE_NONE */
	bool is_answer;	   /* of an attendee's program: REPLY and the like */
};

/* Line ends, NUL, length: of the whole file. */
void letter_lint_octets(
    const char *bytes, size_t len, struct findings *findings);

void letter_lint_headers(struct letter_lint_state *state);

/* From, To and other fields of addresses. */
void letter_lint_addresses(struct letter_lint_state *state);

/* Type, encoding and text of each part. */
void letter_lint_parts(struct letter_lint_state *state);

/* What a part of HTML says. */
void letter_lint_html(struct letter_lint_state *state,
    const struct mime_part *part, const struct strbuf *text);

/* The parts that make up an invitation (rules 41 to 45). */
void letter_lint_invitation(struct letter_lint_state *state);

#endif
