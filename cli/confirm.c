/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/confirm.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/expand.h"
#include "cli/glyph.h"

#define ANSWER_SIZE 64 /* what is longer is no "yes" */
#define BLANKS " \t\r\n"

bool
confirm_is_needed(const struct invocation *invocation)
{
	const struct command *command = invocation->command;

	if (command->question == NULL || invocation_has(invocation, "dry-run"))
		return false;
	return command->asks_for == NULL ||
	       invocation_has(invocation, command->asks_for);
}

static void
ask(const struct invocation *invocation)
{
	cleanup_(strbuf_release) struct strbuf question = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf line = STRBUF_INIT;

	expand_text(invocation, invocation->command->question, &question);
	glyph_add_line(&line, question.buf);
	strbuf_add_str(&line, " [y/N] ");
	(void)fputs(line.buf, stderr);
	(void)fflush(stderr);
}

/* A line that breaks off, by end of input or by a NUL, is no answer. */
static bool
read_answer(void)
{
	char line[ANSWER_SIZE];
	char *word = line;
	size_t len;

	if (fgets(line, sizeof(line), stdin) == NULL ||
	    strchr(line, '\n') == NULL) {
		(void)fputc('\n', stderr);
		return false;
	}
	word += strspn(word, BLANKS);
	for (len = strlen(word); len > 0 && strchr(BLANKS, word[len - 1]);)
		word[--len] = '\0';
	return strcasecmp(word, "y") == 0 || strcasecmp(word, "yes") == 0;
}

bool
confirm_command(const struct invocation *invocation, struct failure *failure)
{
	if (!confirm_is_needed(invocation) ||
	    invocation_has(invocation, COMMAND_YES))
		return true;
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
		failure_set(failure, EXIT_USAGE, FAILURE_USAGE, "",
		    "this is asked first, and there is no terminal to ask "
		    "on; add --yes to do it");
		return false;
	}
	ask(invocation);
	if (read_answer())
		return true;
	failure_set(failure, EXIT_REFUSED, CONFIRM_DECLINED, "",
	    "nothing is done, as the answer was not 'y'");
	return false;
}
