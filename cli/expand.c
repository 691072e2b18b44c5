/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/expand.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/percent.h"

#define START_CHARS 100

typedef void (*add_fn)(struct strbuf *out, const char *text);

static bool
is_named(const char *name, size_t len, const char *candidate)
{
	return candidate != NULL && strlen(candidate) == len &&
	       memcmp(candidate, name, len) == 0;
}

static const char *
find_value(const struct invocation *invocation, const char *name, size_t len)
{
	for (size_t i = 0; i < invocation->argument_count; i++) {
		if (is_named(
			name, len, invocation->command->arguments[i].metavar))
			return invocation->arguments[i];
	}
	for (size_t i = 0; i < invocation->option_count; i++) {
		if (is_named(name, len, invocation->options[i].rule->key))
			return invocation->options[i].value;
	}
	return "";
}

static void
expand(const struct invocation *invocation, const char *pattern, add_fn add,
    struct strbuf *out)
{
	const char *brace;

	while ((brace = strchr(pattern, '{')) != NULL) {
		const char *end = strchr(brace, '}');

		assert(end != NULL);
		strbuf_add(out, pattern, (size_t)(brace - pattern));
		add(out, find_value(
			     invocation, brace + 1, (size_t)(end - brace) - 1));
		pattern = end + 1;
	}
	strbuf_add_str(out, pattern);
}

void
expand_path(const struct invocation *invocation, const char *pattern,
    struct strbuf *out)
{
	expand(invocation, pattern, percent_add, out);
}

/* Enough of a value to know it again: it may be as long as a command line. */
static void
add_start(struct strbuf *out, const char *text)
{
	size_t left = strlen(text);

	for (size_t i = 0; i < START_CHARS && left > 0; i++) {
		size_t len = utf8_char_len(text, left);

		if (len == 0)
			break;
		strbuf_add(out, text, len);
		text += len;
		left -= len;
	}
	if (left > 0)
		strbuf_add_str(out, "...");
}

void
expand_text(const struct invocation *invocation, const char *pattern,
    struct strbuf *out)
{
	expand(invocation, pattern, add_start, out);
}
