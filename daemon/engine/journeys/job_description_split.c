/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>
#include <string.h>

#include "base/folded.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/journeys/job_description.h"

#define HEADING_MAX 6

/* As folded_text() writes them. */
static const char *const headings[] = {
    "det udfordrende ved jobbet", "the hard parts of the job"};

/* The level of a heading with "#" (CommonMark 4.2), or 0. */
static int
heading_level(const char *line, size_t len)
{
	size_t level = 0;

	while (level < len && line[level] == '#')
		level++;
	if (level == 0 || level > HEADING_MAX)
		return 0;
	return level == len || line[level] == ' ' || line[level] == '\t'
		   ? (int)level
		   : 0;
}

static bool
is_wanted(const char *line, size_t len, int level)
{
	cleanup_(strbuf_release) struct strbuf words = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *folded = NULL;
	size_t end;

	strbuf_add(&words, line + level, len - (size_t)level);
	end = words.len;
	while (end > 0 && strchr(" \t#:", words.buf[end - 1]) != NULL)
		end--;
	strbuf_truncate(&words, end);
	folded = folded_text(words.buf);
	for (size_t i = 0; i < ARRAY_LEN(headings); i++) {
		if (strcmp(folded + strspn(folded, " "), headings[i]) == 0)
			return true;
	}
	return false;
}

/* Without blank lines at both ends; owned. */
static char *
trimmed(struct strbuf *text)
{
	size_t end = text->len;

	while (end > 0 && strchr(" \t\n", text->buf[end - 1]) != NULL)
		end--;
	strbuf_truncate(text, end);
	return memory_strdup(text->buf + strspn(text->buf, "\n"));
}

void
job_description_split(
    const char *markdown, char **ret_text, char **ret_challenges)
{
	cleanup_(strbuf_release) struct strbuf rest = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf section = STRBUF_INIT;
	bool is_found = false;
	int within = 0; /* the level of the section that is read */
	const char *next;

	for (const char *line = markdown; *line != '\0'; line = next) {
		const char *end = strchr(line, '\n');
		size_t len = end == NULL ? strlen(line) : (size_t)(end - line);
		int level = heading_level(line, len);

		next = end == NULL ? line + len : end + 1;
		if (level > 0 && within > 0 && level <= within)
			within = 0;
		if (level > 0 && !is_found && is_wanted(line, len, level)) {
			is_found = true;
			within = level;
			continue;
		}
		strbuf_add(
		    within > 0 ? &section : &rest, line, (size_t)(next - line));
	}
	*ret_text = trimmed(&rest);
	*ret_challenges = is_found ? trimmed(&section) : NULL;
}
