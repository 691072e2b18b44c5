/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_purpose.h"

#include <stdbool.h>
#include <string.h>

#define HEADING_MAX 6

static const char *
skip_indent(const char *line)
{
	for (int i = 0; i < 3 && *line == ' '; i++)
		line++;
	return line;
}

static bool
is_heading(const char *line)
{
	size_t marks = strspn(skip_indent(line), "#");
	char after = skip_indent(line)[marks];

	return marks >= 1 && marks <= HEADING_MAX &&
	       (after == ' ' || after == '\t' || after == '\n' ||
		   after == '\r' || after == '\0');
}

static bool
is_fence(const char *line)
{
	const char *text = skip_indent(line);

	return strncmp(text, "```", 3) == 0 || strncmp(text, "~~~", 3) == 0;
}

static const char *
next_line(const char *line)
{
	const char *end = strchr(line, '\n');

	return end == NULL ? line + strlen(line) : end + 1;
}

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

const char *
page_purpose_find(const char *guide, size_t *ret_len)
{
	const char *begin = guide + strspn(guide, "\r\n");
	const char *end;
	bool is_fenced = false;

	if (is_heading(begin))
		begin = next_line(begin);
	begin += strspn(begin, "\r\n");
	for (end = begin; *end != '\0'; end = next_line(end)) {
		if (is_fence(end))
			is_fenced = !is_fenced;
		else if (!is_fenced && is_heading(end))
			break;
	}
	while (end > begin && is_blank(end[-1]))
		end--;
	*ret_len = (size_t)(end - begin);
	return begin;
}
