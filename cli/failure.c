/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/failure.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/glyph.h"

void
failure_release(struct failure *failure)
{
	free(failure->code);
	free(failure->field);
	free(failure->message);
	memset(failure, 0, sizeof(*failure));
}

void
failure_set(struct failure *failure, enum exit_status exit_status,
    const char *code, const char *field, const char *message)
{
	failure_release(failure);
	failure->exit_status = exit_status;
	failure->code = memory_strdup(code);
	failure->field = memory_strdup(field);
	failure->message = memory_strdup(message);
}

void
failure_set_error(struct failure *failure, const struct error *err)
{
	failure_set(failure, EXIT_REFUSED, error_code(err->status), err->field,
	    err->text);
}

static void
print_json(const struct failure *failure)
{
	cleanup_(strbuf_release) struct strbuf safe = STRBUF_INIT;
	json_t *value =
	    json_pack("{s:{s:s, s:s, s:s}}", "error", "code", failure->code,
		"message", failure->message, "field", failure->field);
	char *text = json_dumps(value, JSON_INDENT(2));

	json_decref(value);
	if (text == NULL) /* a usage error may quote bytes that are no UTF-8 */
		text = memory_strdup("{\"error\": {\"code\": \"usage\", "
				     "\"message\": \"not UTF-8 text\", "
				     "\"field\": \"\"}}");
	glyph_add_json(&safe, text);
	free(text);
	(void)printf("%s\n", safe.buf);
	(void)fflush(stdout);
}

/* "--first-day: " when the API's field is an option of the command. */
static void
add_option(struct strbuf *line, const struct failure *failure,
    const struct command *command)
{
	const struct option_rule *option =
	    command != NULL ? command_find_key(command, failure->field) : NULL;

	if (option != NULL && failure->exit_status == EXIT_REFUSED)
		strbuf_add_format(line, "--%s: ", option->name);
}

static void
add_hint(struct strbuf *line, const struct failure *failure,
    const struct command *command)
{
	if (failure->exit_status == EXIT_USAGE)
		strbuf_add_format(line, "Try 'onboardctl %s%s--help'.\n",
		    command != NULL ? command->name : "",
		    command != NULL ? " " : "");
}

enum exit_status
failure_report(const struct failure *failure, const struct command *command,
    const char *doing, bool as_json)
{
	cleanup_(strbuf_release) struct strbuf line = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf what = STRBUF_INIT;
	const char *why = failure->message;

	if (doing != NULL)
		strbuf_add_format(&what, "cannot %s: ", doing);
	else if (command != NULL)
		strbuf_add_format(&what, "%s: ", command->name);
	if (strncmp(why, what.buf, what.len) == 0)
		why += what.len;
	strbuf_add_str(&line, "onboardctl: ");
	glyph_add_line(&line, what.buf);
	add_option(&line, failure, command);
	glyph_add_lines(&line, why);
	strbuf_add_char(&line, '\n');
	add_hint(&line, failure, command);
	if (as_json)
		print_json(failure);
	(void)fputs(line.buf, stderr);
	return failure->exit_status;
}
