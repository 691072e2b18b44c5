/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "message/letter_lint_private.h"
#include "message/mime_body.h"

/*
 * multipart/mixed {
 *   multipart/alternative { text/plain, text/html, text/calendar },
 *   application/ics "invite.ics" }: some clients see only the first calendar,
 * others can open only the second.
 */

static const char *
kind_of(const struct letter_lint_state *state, size_t part)
{
	return part == MIME_TREE_NONE ? "" : state->tree->parts[part].type.kind;
}

static void
add(const struct letter_lint_state *state, const struct mime_part *part,
    const char *rule, const char *text)
{
	findings_add(state->findings, FINDING_ERROR,
	    mime_tree_line(part, "Content-Type"), rule, "%s", text);
}

static void
check_parameters(
    const struct letter_lint_state *state, const struct mime_part *part)
{
	const char *method = mime_value_parameter(&part->type, "method");
	bool is_upper = method[0] != '\0';

	for (const char *c = method; *c != '\0'; c++)
		is_upper = is_upper && *c >= 'A' && *c <= 'Z';
	if (method[0] == '\0')
		add(state, part, "43", "text/calendar has no method=");
	else if (!is_upper)
		add(state, part, "43", "method= is not in upper case");
	if (!state->is_answer &&
	    strcmp(mime_value_parameter(&part->type, "component"), "VEVENT") !=
		0)
		add(state, part, "43", "text/calendar has no component=VEVENT");
	if (strcasecmp(mime_value_parameter(&part->type, "charset"), "utf-8") !=
	    0)
		add(state, part, "41", "text/calendar is not in utf-8");
}

/* Its place in the alternative, and nothing that makes it a mere file. */
static void
check_place(const struct letter_lint_state *state, const struct mime_part *part)
{
	const struct mime_tree *tree = state->tree;

	if (header_field_find(&part->fields, "Content-Disposition") != NULL)
		findings_add(state->findings, FINDING_ERROR,
		    mime_tree_line(part, "Content-Disposition"), "42",
		    "text/calendar has a Content-Disposition");
	if (strcmp(kind_of(state, part->parent), "multipart/alternative") !=
	    0) {
		add(state, part, "41",
		    "text/calendar is not in a multipart/alternative");
		return;
	}
	for (size_t i = state->invitation + 1; i < tree->count; i++) {
		if (tree->parts[i].parent == part->parent)
			add(state, part, "42",
			    "text/calendar is not the last alternative");
	}
}

static void
check_transfer(
    const struct letter_lint_state *state, const struct mime_part *part)
{
	enum mime_encoding encoding = mime_body_encoding(part);
	size_t line = mime_tree_line(part, "Content-Transfer-Encoding");

	if (encoding == MIME_ENCODING_7BIT)
		findings_add(state->findings, FINDING_WARNING, line, "45",
		    "the calendar is neither base64 nor quoted-printable");
	else if (encoding != MIME_ENCODING_BASE64 &&
		 encoding != MIME_ENCODING_QUOTED_PRINTABLE)
		findings_add(state->findings, FINDING_ERROR, line, "45",
		    "the calendar is not base64 or quoted-printable");
}

static size_t
find_file(const struct letter_lint_state *state)
{
	for (size_t i = 0; i < state->tree->count; i++) {
		if (strcmp(kind_of(state, i), "application/ics") == 0)
			return i;
	}
	return MIME_TREE_NONE;
}

/* Both calendars were kept while the parts were read, in their order. */
static const struct letter_lint_calendar *
find_calendar(const struct letter_lint_state *state, size_t line)
{
	for (size_t i = 0; i < state->letter->calendar_count; i++) {
		if (state->letter->calendars[i].line == line)
			return &state->letter->calendars[i];
	}
	return NULL;
}

static void
compare(const struct letter_lint_state *state, const struct mime_part *part,
    const struct mime_part *file)
{
	const struct letter_lint_calendar *one =
	    find_calendar(state, part->number);
	const struct letter_lint_calendar *other =
	    find_calendar(state, file->number);

	if (one == NULL || other == NULL)
		return;
	if (one->bytes.len != other->bytes.len ||
	    memcmp(one->bytes.buf, other->bytes.buf, one->bytes.len) != 0)
		add(state, file, "41",
		    "the attached calendar is not the one of text/calendar");
}

static void
check_file(const struct letter_lint_state *state, const struct mime_part *part)
{
	size_t at = find_file(state);
	const struct mime_part *file;

	if (at == MIME_TREE_NONE) {
		findings_add(state->findings,
		    state->is_answer ? FINDING_WARNING : FINDING_ERROR,
		    part->number, "41",
		    "there is no application/ics beside text/calendar");
		return;
	}
	file = &state->tree->parts[at];
	if (strcmp(kind_of(state, file->parent), "multipart/mixed") != 0 ||
	    file->parent != 0)
		add(state, file, "41",
		    "application/ics is not in the outer multipart/mixed");
	if (strcmp(mime_value_parameter(&file->type, "name"), "invite.ics") !=
		0 ||
	    strcmp(mime_value_parameter(&file->disposition, "filename"),
		"invite.ics") != 0)
		add(state, file, "42",
		    "the attached calendar is not called invite.ics");
	if (strcmp(file->disposition.kind, "attachment") != 0)
		add(state, file, "41", "application/ics is no attachment");
	check_transfer(state, file);
	compare(state, part, file);
}

static void
check_only(const struct letter_lint_state *state)
{
	for (size_t i = state->invitation + 1; i < state->tree->count; i++) {
		if (strcmp(kind_of(state, i), "text/calendar") == 0)
			add(state, &state->tree->parts[i], "41",
			    "there is a second text/calendar");
	}
}

/* Only a file: no program shows Accept and Decline. */
static void
check_alone(const struct letter_lint_state *state)
{
	size_t at = find_file(state);

	if (at != MIME_TREE_NONE)
		add(state, &state->tree->parts[at], "41",
		    "there is no text/calendar beside application/ics");
}

void
letter_lint_invitation(struct letter_lint_state *state)
{
	const struct mime_part *part;

	if (state->invitation == MIME_TREE_NONE) {
		check_alone(state);
		return;
	}
	part = &state->tree->parts[state->invitation];
	check_parameters(state, part);
	check_place(state, part);
	check_transfer(state, part);
	check_only(state);
	check_file(state, part);
}
