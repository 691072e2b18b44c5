/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/octet_line.h"
#include "message/letter_lint_private.h"

#define LINE_MAX_OCTETS 998

enum fault { FAULT_LF, FAULT_CR, FAULT_LONG, FAULT_NUL, FAULT_COUNT };

static const char *const fault_texts[] = {
    [FAULT_LF] = "end with LF alone",
    [FAULT_CR] = "end with CR alone",
    [FAULT_LONG] = "have more than 998 octets",
    [FAULT_NUL] = "hold a NUL",
};

static const char *const fault_rules[] = {
    [FAULT_LF] = "RFC 5322 2.3",
    [FAULT_CR] = "RFC 5322 2.3",
    [FAULT_LONG] = "64",
    [FAULT_NUL] = "66",
};

static void
tell(struct findings *findings, struct findings_tally *tallies,
    enum fault fault, size_t line)
{
	static const char *const texts[] = {
	    [FAULT_LF] = "line ends with LF alone, not with CRLF",
	    [FAULT_CR] = "line ends with CR alone, not with CRLF",
	    [FAULT_LONG] = "line has more than 998 octets",
	    [FAULT_NUL] = "line holds a NUL",
	};

	if (findings_tally(&tallies[fault], line))
		findings_add(findings, FINDING_ERROR, line, fault_rules[fault],
		    "%s", texts[fault]);
}

void
letter_lint_octets(const char *bytes, size_t len, struct findings *findings)
{
	struct findings_tally tallies[FAULT_COUNT] = {{0, 0}};
	struct octet_lines lines = octet_line_begin(bytes, len);
	struct octet_line line = {.end = OCTET_LINE_NONE, .number = 1};

	while (octet_line_next(&lines, &line)) {
		if (line.end == OCTET_LINE_LF)
			tell(findings, tallies, FAULT_LF, line.number);
		if (line.end == OCTET_LINE_CR)
			tell(findings, tallies, FAULT_CR, line.number);
		if (line.len > LINE_MAX_OCTETS)
			tell(findings, tallies, FAULT_LONG, line.number);
		if (memchr(line.start, '\0', line.len) != NULL)
			tell(findings, tallies, FAULT_NUL, line.number);
	}
	if (line.end == OCTET_LINE_NONE)
		findings_add(findings, FINDING_ERROR, line.number,
		    "RFC 5322 2.3", "the last line does not end with CRLF");
	for (size_t i = 0; i < FAULT_COUNT; i++)
		findings_add_rest(findings, FINDING_ERROR, &tallies[i],
		    fault_rules[i], fault_texts[i]);
}

static bool
is_of_attendee(const char *method)
{
	return strcasecmp(method, "REPLY") == 0 ||
	       strcasecmp(method, "COUNTER") == 0 ||
	       strcasecmp(method, "REFRESH") == 0;
}

static void
find_invitation(struct letter_lint_state *state)
{
	state->invitation = MIME_TREE_NONE;
	for (size_t i = 0; i < state->tree->count; i++) {
		const struct mime_value *type = &state->tree->parts[i].type;

		if (strcmp(type->kind, "text/calendar") != 0)
			continue;
		state->invitation = i;
		state->is_answer =
		    is_of_attendee(mime_value_parameter(type, "method"));
		return;
	}
}

void
letter_lint_run(const char *bytes, size_t len, struct findings *findings,
    struct letter_lint *ret_letter)
{
	cleanup_(mime_tree_release) struct mime_tree tree = {.parts = NULL};
	struct letter_lint_state state = {
	    .tree = &tree, .findings = findings, .letter = ret_letter};

	*ret_letter = (struct letter_lint){.from = NULL};
	if (len > LETTER_LINT_MAX_BYTES) {
		findings_add(findings, FINDING_ERROR, 1, "64",
		    "the mail has %zu octets; more than %zu are not read", len,
		    LETTER_LINT_MAX_BYTES);
		return;
	}
	if (len == 0) {
		findings_add(
		    findings, FINDING_ERROR, 1, "59", "the file is empty");
		return;
	}
	letter_lint_octets(bytes, len, findings);
	mime_tree_read(bytes, len, findings, &tree);
	find_invitation(&state);
	letter_lint_headers(&state);
	letter_lint_addresses(&state);
	letter_lint_parts(&state);
	letter_lint_invitation(&state);
}

void
letter_lint_release(struct letter_lint *letter)
{
	for (size_t i = 0; i < letter->calendar_count; i++) {
		free(letter->calendars[i].method);
		strbuf_release(&letter->calendars[i].bytes);
	}
	free(letter->from);
	free(letter->to);
	*letter = (struct letter_lint){.from = NULL};
}
