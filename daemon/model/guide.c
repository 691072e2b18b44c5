/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/guide.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"

#define HEADING_MAX 6

static const char *const leader_headings[LANGUAGE_COUNT] = {
    [LANGUAGE_DA] = "Det læser lederen",
    [LANGUAGE_EN] = "What the leader reads",
};

/* A heading and what stands below it, up to the next one. */
struct section {
	const char *begin;
	const char *text;
	const char *end;
};

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

/* The next heading from here on, or the end. */
static const char *
find_heading(const char *line)
{
	bool is_fenced = false;

	for (; *line != '\0'; line = next_line(line)) {
		if (is_fence(line))
			is_fenced = !is_fenced;
		else if (!is_fenced && is_heading(line))
			break;
	}
	return line;
}

static const char *
trim(const char *begin, const char *end, size_t *ret_len)
{
	begin += strspn(begin, "\r\n");
	while (end > begin && is_blank(end[-1]))
		end--;
	*ret_len = end > begin ? (size_t)(end - begin) : 0;
	return begin;
}

const char *
guide_purpose(const char *guide, size_t *ret_len)
{
	const char *begin = guide + strspn(guide, "\r\n");

	if (is_heading(begin))
		begin = next_line(begin);
	return trim(begin, find_heading(begin), ret_len);
}

const char *
guide_leader_heading(enum language language)
{
	return leader_headings[language];
}

static bool
is_called(const char *heading, const char *name)
{
	const char *text = skip_indent(heading);
	size_t len = strlen(name);

	text += strspn(text, "#");
	text += strspn(text, " \t");
	if (strncmp(text, name, len) != 0)
		return false;
	text += len;
	text += strspn(text, " \t\r");
	return *text == '\n' || *text == '\0';
}

static bool
find_for_leader(
    const char *guide, enum language language, struct section *ret_section)
{
	const char *line = find_heading(guide);

	while (*line != '\0' && !is_called(line, leader_headings[language]))
		line = find_heading(next_line(line));
	if (*line == '\0')
		return false;
	ret_section->begin = line;
	ret_section->text = next_line(line);
	ret_section->end = find_heading(ret_section->text);
	return true;
}

const char *
guide_for_leader(const char *guide, enum language language, size_t *ret_len)
{
	struct section section;

	*ret_len = 0;
	if (!find_for_leader(guide, language, &section))
		return guide;
	return trim(section.text, section.end, ret_len);
}

char *
guide_without_leader(const char *guide, enum language language)
{
	struct section section;
	char *rest;
	size_t len;

	if (find_for_leader(guide, language, &section))
		rest = memory_printf(
		    "%.*s%s", (int)(section.begin - guide), guide, section.end);
	else
		rest = memory_strdup(guide);
	for (len = strlen(rest); len > 0 && is_blank(rest[len - 1]); len--)
		rest[len - 1] = '\0';
	return rest;
}
