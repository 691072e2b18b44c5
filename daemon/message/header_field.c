/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/header_field.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/octet_line.h"

#define LINE_WANTED 78	    /* RFC 5322, 2.1.1 */
#define ENCODED_LINE_MAX 76 /* RFC 2047, 2 */

struct reader {
	struct findings *findings;
	struct header_fields fields;
	char *end; /* of what was written */
	bool is_full;
};

static bool
is_name_octet(char c)
{
	return c > ' ' && c < 0x7f && c != ':';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
has_encoded_word(const char *text, size_t len)
{
	const char *at = memmem(text, len, "=?", 2);

	return at != NULL &&
	       memmem(at, len - (size_t)(at - text), "?=", 2) != NULL;
}

/* One word, as a link, has to stay as long as it is. */
static bool
can_be_folded(const struct octet_line *line)
{
	size_t at = 0;

	while (at < line->len && !is_blank(line->start[at]))
		at++;
	while (at < line->len && is_blank(line->start[at]))
		at++;
	while (at < line->len && !is_blank(line->start[at]))
		at++;
	return at < line->len;
}

static void
check_length(const struct reader *reader, const struct octet_line *line)
{
	if (line->len > LINE_WANTED && can_be_folded(line))
		findings_add(reader->findings, FINDING_WARNING, line->number,
		    "RFC 5322 2.1.1", "header line of %zu octets, more than %d",
		    line->len, LINE_WANTED);
	if (line->len > ENCODED_LINE_MAX &&
	    has_encoded_word(line->start, line->len))
		findings_add(reader->findings, FINDING_ERROR, line->number,
		    "65",
		    "header line of %zu octets with an encoded word, "
		    "more than %d",
		    line->len, ENCODED_LINE_MAX);
}

static void
write_octets(struct reader *reader, const char *octets, size_t len)
{
	for (size_t i = 0; i < len; i++)
		*reader->end++ = (char)(octets[i] == '\0' ? '?' : octets[i]);
}

static struct header_field *
last_field(struct reader *reader)
{
	return reader->fields.count == 0
		   ? NULL
		   : &reader->fields.items[reader->fields.count - 1];
}

static bool
is_all_blank(const struct octet_line *line)
{
	for (size_t i = 0; i < line->len; i++) {
		if (!is_blank(line->start[i]))
			return false;
	}
	return true;
}

static void
continue_field(struct reader *reader, const struct octet_line *line)
{
	if (last_field(reader) == NULL) {
		findings_add(reader->findings, FINDING_ERROR, line->number,
		    "RFC 5322 2.2.3", "the header begins with a continuation");
		return;
	}
	if (is_all_blank(line))
		findings_add(reader->findings, FINDING_ERROR, line->number,
		    "RFC 5322 3.2.2", "a folded line holds only blanks");
	if (!reader->is_full)
		write_octets(reader, line->start, line->len);
}

/* What comes then is passed over. */
static void
become_full(struct reader *reader, size_t number)
{
	if (!reader->is_full)
		findings_add(reader->findings, FINDING_ERROR, number, "59",
		    "the header has more than %d fields or %d octets",
		    HEADER_FIELD_MAX, HEADER_FIELD_MAX_OCTETS);
	reader->is_full = true;
}

/* Ends the text of the field before. */
static void
begin_field(
    struct reader *reader, const struct octet_line *line, size_t name_len)
{
	struct header_fields *fields = &reader->fields;
	struct header_field *field;

	if (fields->count == HEADER_FIELD_MAX)
		become_full(reader, line->number);
	if (reader->is_full)
		return;
	*reader->end++ = '\0';
	fields->items = memory_resize(
	    fields->items, fields->count + 1, sizeof(fields->items[0]));
	field = &fields->items[fields->count++];
	field->number = line->number;
	field->name = reader->end;
	write_octets(reader, line->start, name_len);
	*reader->end++ = '\0';
	field->value = reader->end;
	write_octets(
	    reader, line->start + name_len + 1, line->len - name_len - 1);
}

/* False for a line that cannot stand in a header. */
static bool
take_line(struct reader *reader, const struct octet_line *line)
{
	size_t name_len = 0;

	check_length(reader, line);
	if (is_blank(line->start[0])) {
		continue_field(reader, line);
		return true;
	}
	while (name_len < line->len && is_name_octet(line->start[name_len]))
		name_len++;
	if (name_len == 0 || name_len == line->len ||
	    line->start[name_len] != ':')
		return false;
	begin_field(reader, line, name_len);
	return true;
}

static void
trim(char **text)
{
	size_t len;

	*text += strspn(*text, " \t");
	len = strlen(*text);
	while (len > 0 && is_blank((*text)[len - 1]))
		(*text)[--len] = '\0';
}

static bool
read_lines(struct reader *reader, struct header_field_source *source)
{
	struct octet_lines lines = octet_line_begin(source->bytes, source->len);
	struct octet_line line;
	bool has_ended = false;

	lines.number = source->number - 1;
	while (!has_ended && octet_line_next(&lines, &line)) {
		has_ended = line.len == 0;
		if (line.start + line.len >
		    source->bytes + HEADER_FIELD_MAX_OCTETS)
			become_full(reader, line.number);
		if (has_ended || take_line(reader, &line))
			continue;
		findings_add(reader->findings, FINDING_ERROR, line.number,
		    "RFC 5322 2.1",
		    "no header field, and no blank line ends "
		    "the header before it");
		has_ended = true;
		lines.rest = line.start;
		lines.len = source->len - (size_t)(line.start - source->bytes);
		lines.number = line.number - 1;
	}
	*source = (struct header_field_source){
	    lines.rest, lines.len, lines.number + 1};
	return has_ended;
}

bool
header_field_read(struct header_field_source *source, struct findings *findings,
    struct header_fields *ret_fields)
{
	struct reader reader = {.findings = findings};
	size_t len = source->len < HEADER_FIELD_MAX_OCTETS
			 ? source->len
			 : HEADER_FIELD_MAX_OCTETS;
	bool has_ended;

	/* Each field has an end more than octets. */
	reader.fields.text = memory_alloc(len + HEADER_FIELD_MAX + 2);
	reader.end = reader.fields.text;
	has_ended = read_lines(&reader, source);
	*reader.end = '\0';
	for (size_t i = 0; i < reader.fields.count; i++)
		trim(&reader.fields.items[i].value);
	*ret_fields = reader.fields;
	return has_ended;
}

void
header_field_release(struct header_fields *fields)
{
	free(fields->text);
	free(fields->items);
	*fields = (struct header_fields){.text = NULL};
}

const struct header_field *
header_field_find(const struct header_fields *fields, const char *name)
{
	for (size_t i = 0; i < fields->count; i++) {
		if (strcasecmp(fields->items[i].name, name) == 0)
			return &fields->items[i];
	}
	return NULL;
}

const char *
header_field_value(const struct header_fields *fields, const char *name)
{
	const struct header_field *field = header_field_find(fields, name);

	return field == NULL ? "" : field->value;
}

size_t
header_field_count(const struct header_fields *fields, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < fields->count; i++)
		count += strcasecmp(fields->items[i].name, name) == 0;
	return count;
}
