/* SPDX-License-Identifier: EUPL-1.2 */
#include "scenario_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void
words_release(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i]);
	words->count = 0;
}

/* What ends the word that begins with this character. */
static const char *
ends_of(char first)
{
	if (first == '"')
		return "\"";
	if (first == '<')
		return ">";
	return " \t";
}

int
words_split(const char *line, struct words *ret_words, struct error *err)
{
	cleanup_(words_release) struct words words = {.count = 0};
	const char *at = line + strspn(line, " \t");

	while (*at != '\0') {
		bool is_closed = *at == '"' || *at == '<';
		const char *ends = ends_of(*at);
		size_t len;

		at += is_closed ? 1 : 0;
		len = strcspn(at, ends);
		if (is_closed && at[len] == '\0')
			return error_set(
			    err, OB_EINVALID, "a closing %s is missing", ends);
		if (words.count == WORDS_MAX)
			return error_set(
			    err, OB_EINVALID, "the line is too long");
		words.items[words.count++] = memory_strndup(at, len);
		at += len + (is_closed ? 1 : 0);
		at += strspn(at, " \t");
	}
	*ret_words = words;
	words.count = 0;
	return OB_OK;
}

static bool
is_value(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!isupper((unsigned char)word[i]))
			return false;
	}
	return len > 0;
}

bool
words_fit(const struct words *words, const char *pattern,
    const char *values[WORDS_MAX], size_t *ret_rest)
{
	size_t count = 0;
	size_t i = 0;

	for (const char *at = pattern; *at != '\0'; i++) {
		size_t len = strcspn(at, " ");

		if (strncmp(at, "...", len) == 0) {
			*ret_rest = i;
			return true;
		}
		if (i == words->count)
			return false;
		if (is_value(at, len))
			values[count++] = words->items[i];
		else if (strlen(words->items[i]) != len ||
			 strncmp(words->items[i], at, len) != 0)
			return false;
		at += len;
		at += strspn(at, " ");
	}
	*ret_rest = i;
	return i == words->count;
}
