/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/content_octets.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/octet_line.h"
#include "base/utf8.h"

#define LINE_MAX_OCTETS 75
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

enum fault {
	FAULT_LF,
	FAULT_CR,
	FAULT_LONG,
	FAULT_SPLIT,
	FAULT_TAB,
	FAULT_EMPTY,
	FAULT_UTF8,
	FAULT_CONTROL,
	FAULT_COUNT
};

static const char *const fault_texts[] = {
    [FAULT_LF] = "end with LF alone",
    [FAULT_CR] = "end with CR alone",
    [FAULT_LONG] = "are not folded",
    [FAULT_SPLIT] = "are folded within a character",
    [FAULT_TAB] = "begin a continuation with a tab",
    [FAULT_EMPTY] = "are empty",
    [FAULT_UTF8] = "are not UTF-8",
    [FAULT_CONTROL] = "hold a control character",
};

struct unfolder {
	struct findings *findings;
	struct findings_tally tallies[FAULT_COUNT];
	char *end; /* of what was written */
	char *line;
	size_t number; /* of line; 0: none has begun */
	content_octets_fn take;
	void *arg;
};

/* Whether this one is to be told; the others are counted. */
static bool
may_tell(struct unfolder *unfolder, enum fault fault, size_t line)
{
	return findings_tally(&unfolder->tallies[fault], line);
}

static void
tell_rest(const struct unfolder *unfolder)
{
	for (size_t i = 0; i < FAULT_COUNT; i++)
		findings_add_rest(unfolder->findings,
		    i == FAULT_TAB ? FINDING_WARNING : FINDING_ERROR,
		    &unfolder->tallies[i], i < FAULT_UTF8 ? "11" : "12",
		    fault_texts[i]);
}

static void
check_end(struct unfolder *unfolder, const struct octet_line *line)
{
	if (line->end == OCTET_LINE_LF &&
	    may_tell(unfolder, FAULT_LF, line->number))
		findings_add(unfolder->findings, FINDING_ERROR, line->number,
		    "11", "line ends with LF alone, not with CRLF");
	if (line->end == OCTET_LINE_CR &&
	    may_tell(unfolder, FAULT_CR, line->number))
		findings_add(unfolder->findings, FINDING_ERROR, line->number,
		    "11", "line ends with CR alone, not with CRLF");
	if (line->end == OCTET_LINE_NONE)
		findings_add(unfolder->findings, FINDING_ERROR, line->number,
		    "11", "the last line does not end with CRLF");
}

/* U+0080 to U+009F, U+2028, U+2029 too; but a tab is text. */
static bool
has_control(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t size = utf8_char_len(text + at, len - at);

		if (size > 0 && text[at] != '\t' && utf8_is_control(text + at))
			return true;
		at += size == 0 ? 1 : size;
	}
	return false;
}

static void
check_line(struct unfolder *unfolder, const struct octet_line *line)
{
	check_end(unfolder, line);
	if (line->len > LINE_MAX_OCTETS &&
	    may_tell(unfolder, FAULT_LONG, line->number))
		findings_add(unfolder->findings, FINDING_ERROR, line->number,
		    "11", "line of %zu octets is not folded", line->len);
	if (line->len == 0 && may_tell(unfolder, FAULT_EMPTY, line->number))
		findings_add(unfolder->findings, FINDING_ERROR, line->number,
		    "11", "line is empty");
	if (has_control(line->start, line->len) &&
	    may_tell(unfolder, FAULT_CONTROL, line->number))
		findings_add(unfolder->findings, FINDING_ERROR, line->number,
		    "12", "line holds a control character");
}

static void
check_fold(struct unfolder *unfolder, const struct octet_line *line)
{
	if (line->start[0] == '\t' &&
	    may_tell(unfolder, FAULT_TAB, line->number))
		findings_add(unfolder->findings, FINDING_WARNING, line->number,
		    "11", "the continuation begins with a tab, not a blank");
	if (line->len > 1 && ((unsigned char)line->start[1] & 0xc0) == 0x80 &&
	    may_tell(unfolder, FAULT_SPLIT, line->number))
		findings_add(unfolder->findings, FINDING_ERROR, line->number,
		    "11", "the fold before this line is within a character");
}

static void
write_octets(struct unfolder *unfolder, const char *octets, size_t len)
{
	for (size_t i = 0; i < len; i++)
		*unfolder->end++ = (char)(octets[i] == '\0' ? '?' : octets[i]);
}

static void
finish_line(struct unfolder *unfolder)
{
	size_t len = (size_t)(unfolder->end - unfolder->line);

	*unfolder->end++ = '\0';
	if (unfolder->number == 0 || len == 0)
		return;
	if (!utf8_is_valid(unfolder->line, len) &&
	    may_tell(unfolder, FAULT_UTF8, unfolder->number))
		findings_add(unfolder->findings, FINDING_ERROR,
		    unfolder->number, "12", "the text is not valid UTF-8");
	unfolder->take(unfolder->arg, unfolder->line, unfolder->number);
}

static void
take_octets(struct unfolder *unfolder, const struct octet_line *line)
{
	bool is_fold =
	    line->len > 0 && (line->start[0] == ' ' || line->start[0] == '\t');

	check_line(unfolder, line);
	if (is_fold && unfolder->number > 0) {
		check_fold(unfolder, line);
		write_octets(unfolder, line->start + 1, line->len - 1);
		return;
	}
	if (is_fold)
		findings_add(unfolder->findings, FINDING_ERROR, line->number,
		    "11", "the first line is a continuation");
	if (unfolder->number > 0)
		finish_line(unfolder);
	unfolder->line = unfolder->end;
	unfolder->number = line->number;
	write_octets(unfolder, line->start, line->len);
}

static bool
begins_with_mark(const char *bytes, size_t len)
{
	return len >= 3 && memcmp(bytes, BYTE_ORDER_MARK, 3) == 0;
}

char *
content_octets_unfold(const char *bytes, size_t len, struct findings *findings,
    content_octets_fn take, void *arg)
{
	char *text = memory_alloc(len + 2);
	struct unfolder unfolder = {.findings = findings,
	    .end = text,
	    .line = text,
	    .take = take,
	    .arg = arg};
	size_t skip = begins_with_mark(bytes, len) ? 3 : 0;
	struct octet_lines lines = octet_line_begin(bytes + skip, len - skip);
	struct octet_line line;

	if (skip > 0)
		findings_add(findings, FINDING_ERROR, 1, "RFC 5545 3.1",
		    "the file begins with a byte order mark");
	while (octet_line_next(&lines, &line))
		take_octets(&unfolder, &line);
	finish_line(&unfolder);
	tell_rest(&unfolder);
	return text;
}
