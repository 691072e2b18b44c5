/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/mistakes.h"

#include <stdio.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/expand.h"
#include "cli/glyph.h"

static char *
list_lines(const char *lines)
{
	cleanup_(strbuf_release) struct strbuf safe = STRBUF_INIT;
	size_t count = 0;

	for (const char *at = lines; *at != '\0'; at++)
		count += *at == '\n';
	glyph_add_lines(&safe, lines);
	(void)fputs(safe.buf, stderr);
	return memory_printf(
	    "%zu mistake%s, listed above", count, count == 1 ? "" : "s");
}

int
mistakes_refuse(const struct invocation *invocation, const char *code,
    const char *lines, const struct output *output)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *listed = NULL;

	expand_text(invocation, invocation->command->doing, &doing);
	if (!output->as_json)
		listed = list_lines(lines);
	failure_set(
	    &failure, EXIT_REFUSED, code, "", output->as_json ? lines : listed);
	return (int)failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}
