/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/answer_line.h"

#include <string.h>
#include <strings.h>

void
answer_line_unfold(char *text)
{
	const char *from = text;
	char *to = text;

	while (*from != '\0') {
		size_t end = from[0] == '\n'			  ? 1
			     : from[0] == '\r' && from[1] == '\n' ? 2
								  : 0;

		if (end == 0) {
			*to++ = *from++;
			continue;
		}
		from += end;
		if (*from == ' ' || *from == '\t')
			from++;
		else
			*to++ = '\n';
	}
	*to = '\0';
}

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-';
}

/* Ends the name at *at with NUL; returns what stood there, '\0' for none. */
static char
end_name(char **at)
{
	char *end = *at;
	char delimiter;

	while (is_name_char(*end))
		end++;
	if (end == *at || *end == '\0')
		return '\0';
	delimiter = *end;
	*end = '\0';
	*at = end + 1;
	return delimiter;
}

/*
 * Ends the parameter's value at *at with NUL and takes off its quotes; returns
 * what stood behind it, '\0' when the line ends in it.
 */
static char
end_parameter(char **at, char **ret_value)
{
	char *value = *at;
	char *end;
	char delimiter;

	if (*value == '"') {
		*ret_value = value + 1;
		end = strchr(value + 1, '"');
		if (end == NULL)
			return '\0';
		*end++ = '\0';
	} else {
		*ret_value = value;
		end = value + strcspn(value, ",;:");
	}
	delimiter = *end;
	if (delimiter != '\0')
		*end++ = '\0';
	*at = end;
	return delimiter;
}

/* Passes over the further values of a parameter that has several. */
static char
end_further(char **at)
{
	char *ignored;
	char delimiter = ',';

	while (delimiter == ',')
		delimiter = end_parameter(at, &ignored);
	return delimiter;
}

/* false when the line is none: *at is then anywhere in it. */
static bool
read_parameters(char **at, struct answer_line *line)
{
	char delimiter = ';';

	while (delimiter == ';') {
		char *name = *at;
		char *value;

		if (end_name(at) != '=')
			return false;
		delimiter = end_parameter(at, &value);
		if (delimiter == ',')
			delimiter = end_further(at);
		if (line->parameter_count == ANSWER_LINE_PARAMETERS)
			continue;
		line->parameters[line->parameter_count].name = name;
		line->parameters[line->parameter_count].value = value;
		line->parameter_count++;
	}
	return delimiter == ':';
}

static bool
read_line(char *text, struct answer_line *ret_line)
{
	struct answer_line line = {.name = text};
	char *at = text;
	char delimiter = end_name(&at);

	if (delimiter == ';' ? !read_parameters(&at, &line) : delimiter != ':')
		return false;
	line.value = at;
	*ret_line = line;
	return true;
}

bool
answer_line_next(char **at, struct answer_line *ret_line)
{
	while (**at != '\0') {
		char *text = *at;
		size_t len = strcspn(text, "\n");

		*at = text + len;
		if (text[len] != '\0')
			*(*at)++ = '\0';
		if (read_line(text, ret_line))
			return true;
	}
	return false;
}

bool
answer_line_is(const char *word, const char *name)
{
	return strcasecmp(word, name) == 0;
}

const char *
answer_line_parameter(const struct answer_line *line, const char *name)
{
	for (size_t i = 0; i < line->parameter_count; i++) {
		if (answer_line_is(line->parameters[i].name, name))
			return line->parameters[i].value;
	}
	return "";
}
