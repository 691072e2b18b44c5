/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/expand.h"

#include <assert.h>
#include <string.h>

#include "cli/percent.h"

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

void
expand_text(const struct invocation *invocation, const char *pattern,
    struct strbuf *out)
{
	expand(invocation, pattern, strbuf_add_str, out);
}
