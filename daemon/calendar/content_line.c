/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/content_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "calendar/content_octets.h"

struct reader {
	struct findings *findings;
	struct content_lines lines;
	size_t room; /* for lines, and for parameters */
	size_t parameter_room;
	struct findings_tally strange; /* lines of anything else */
	bool is_full;
};

static bool
is_name_octet(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= '0' && c <= '9') || c == '-';
}

/* Turns the name into upper case; returns its end, at itself for none. */
static char *
take_name(char *at)
{
	for (; is_name_octet(*at); at++) {
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	}
	return at;
}

static void
grow_parameters(struct reader *reader)
{
	struct content_lines *lines = &reader->lines;

	if (lines->parameter_count < reader->parameter_room)
		return;
	reader->parameter_room = 2 * reader->parameter_room + 64;
	lines->parameters = memory_resize(lines->parameters,
	    reader->parameter_room, sizeof(lines->parameters[0]));
}

/* The end of one value, or NULL with what is wrong with it. */
static char *
end_of_value(char *at, const char **ret_wrong)
{
	if (*at == '"') {
		char *end = strchr(at + 1, '"');

		*ret_wrong = end == NULL ? "has a quote that does not end"
					 : "goes on behind its quote";
		return end != NULL && strchr(",;:", end[1]) != NULL ? end + 1
								    : NULL;
	}
	at += strcspn(at, ",;:\"");
	*ret_wrong = "has a quote within";
	return *at == '"' ? NULL : at;
}

/* RFC 6868 knows ^n, ^' and ^^; what else follows stays as it is. */
static void
check_caret(const struct reader *reader, size_t number, const char *value)
{
	for (const char *at = strchr(value, '^'); at != NULL;
	     at = strchr(at, '^')) {
		if (at[1] == '\0' || strchr("n'^", at[1]) == NULL) {
			findings_add(reader->findings, FINDING_WARNING, number,
			    "12",
			    "'^%c' in a parameter is no escape of "
			    "RFC 6868",
			    at[1] == '\0' ? ' ' : at[1]);
			return;
		}
		at += 2;
	}
}

/*
 * Takes "=value[,value...]"; returns the separator behind it, which the
 * caller makes the end of the value, or NULL.
 */
static char *
take_values(struct reader *reader, const char *name, char *at, size_t number)
{
	struct content_parameter parameter = {.name = name};
	const char *wrong = "";
	char *start = at + 1;
	char *end = end_of_value(start, &wrong);

	while (end != NULL && *end == ',') {
		parameter.is_list = true;
		end = end_of_value(end + 1, &wrong);
	}
	if (end == NULL) {
		findings_add(reader->findings, FINDING_ERROR, number,
		    "RFC 5545 3.2", "parameter '%.*s' %s", (int)(at - name),
		    name, wrong);
		return NULL;
	}
	parameter.value = start;
	if (*start == '"' && !parameter.is_list) {
		parameter.is_quoted = true;
		parameter.value = start + 1;
		end[-1] = '\0';
	}
	grow_parameters(reader);
	reader->lines.parameters[reader->lines.parameter_count++] = parameter;
	return end;
}

/* From ';' on; returns the ':' before the value, or NULL. */
static char *
take_parameters(struct reader *reader, char *at, size_t number)
{
	while (*at == ';') {
		char *name = at + 1;
		char *end = take_name(name);
		char *next;

		if (end == name || *end != '=') {
			findings_add(reader->findings, FINDING_ERROR, number,
			    "RFC 5545 3.2",
			    "'%.40s' is no parameter with a "
			    "value",
			    name);
			return NULL;
		}
		next = take_values(reader, name, end, number);
		if (next == NULL)
			return NULL;
		*end = '\0';
		*at = '\0';
		at = next;
	}
	return at;
}

static void
add_line(struct reader *reader, const struct content_line *line)
{
	struct content_lines *lines = &reader->lines;

	for (size_t i = 0; i < line->parameter_count; i++)
		check_caret(reader, line->number,
		    lines
			->parameters[lines->parameter_count -
				     line->parameter_count + i]
			.value);
	if (lines->count == reader->room) {
		reader->room = 2 * reader->room + 64;
		lines->items = memory_resize(
		    lines->items, reader->room, sizeof(lines->items[0]));
	}
	lines->items[lines->count++] = *line;
}

static void
parse_line(struct reader *reader, char *text, size_t number)
{
	struct content_line line = {.number = number, .name = text};
	size_t before = reader->lines.parameter_count;
	char *end = take_name(text);
	char *colon;

	if (end == text || strchr(";:", *end) == NULL || *end == '\0') {
		if (findings_tally(&reader->strange, number))
			findings_add(reader->findings, FINDING_ERROR, number,
			    "RFC 5545 3.1", "'%.40s' is no content line", text);
		return;
	}
	colon = take_parameters(reader, end, number);
	if (colon != NULL && *colon != ':')
		findings_add(reader->findings, FINDING_ERROR, number,
		    "RFC 5545 3.1", "'%.40s' has no colon before its value",
		    text);
	if (colon == NULL || *colon != ':') {
		reader->lines.parameter_count = before;
		return;
	}
	*end = '\0';
	*colon = '\0';
	line.value = colon + 1;
	line.parameter_count = reader->lines.parameter_count - before;
	add_line(reader, &line);
}

/* Of struct content_octets. */
static void
take_line(void *arg, char *text, size_t number)
{
	struct reader *reader = arg;

	if (reader->lines.count >= CONTENT_LINE_MAX ||
	    reader->lines.parameter_count >= CONTENT_LINE_MAX) {
		if (!reader->is_full)
			findings_add(reader->findings, FINDING_ERROR, number,
			    "28",
			    "the file has more than %d content lines or "
			    "parameters; the rest is not read",
			    CONTENT_LINE_MAX);
		reader->is_full = true;
		return;
	}
	parse_line(reader, text, number);
}

/* Only now: the array of parameters has moved while it grew. */
static void
place_parameters(struct content_lines *lines)
{
	const struct content_parameter *next = lines->parameters;

	for (size_t i = 0; i < lines->count; i++) {
		if (lines->items[i].parameter_count > 0)
			lines->items[i].parameters = next;
		next += lines->items[i].parameter_count;
	}
}

void
content_line_read(const char *bytes, size_t len, struct findings *findings,
    struct content_lines *ret_lines)
{
	struct reader reader = {.findings = findings};

	reader.lines.text =
	    content_octets_unfold(bytes, len, findings, take_line, &reader);
	findings_add_rest(findings, FINDING_ERROR, &reader.strange,
	    "RFC 5545 3.1", "are no content lines");
	if (reader.lines.parameter_count > 0)
		place_parameters(&reader.lines);
	*ret_lines = reader.lines;
}

void
content_line_release(struct content_lines *lines)
{
	free(lines->text);
	free(lines->items);
	free(lines->parameters);
	*lines = (struct content_lines){.text = NULL};
}

const char *
content_line_parameter(const struct content_line *line, const char *name)
{
	for (size_t i = 0; i < line->parameter_count; i++) {
		if (strcmp(line->parameters[i].name, name) == 0)
			return line->parameters[i].value;
	}
	return NULL;
}

bool
content_line_has(
    const struct content_line *line, const char *name, const char *value)
{
	const char *found = content_line_parameter(line, name);

	return found != NULL && strcasecmp(found, value) == 0;
}
