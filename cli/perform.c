/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/perform.h"

#include <string.h>

#include "base/memory.h"
#include "cli/completion.h"
#include "cli/confirm.h"
#include "cli/expand.h"
#include "cli/invocation.h"
#include "cli/output.h"
#include "cli/remote.h"
#include "cli/usage.h"

static enum exit_status
refuse_usage(
    const struct invocation *invocation, const struct error *err, bool as_json)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;

	failure_set(&failure, EXIT_USAGE, FAILURE_USAGE, err->field, err->text);
	return failure_report(&failure, invocation->command, NULL, as_json);
}

static enum exit_status
run_remote(const struct invocation *invocation, struct output *output)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;

	if (remote_run(invocation, output, &failure))
		return EXIT_DONE;
	strbuf_clear(&output->text);
	expand_text(invocation, invocation->command->doing, &doing);
	return failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}

static enum exit_status
run_alone(const struct invocation *invocation, struct output *output)
{
	const char *shell = invocation_value(invocation, "completion");
	struct error err = ERROR_INIT;

	if (invocation_has(invocation, "help")) {
		usage_add_program(output);
		return EXIT_DONE;
	}
	if (invocation_has(invocation, "version"))
		return (enum exit_status)usage_run_version(invocation, output);
	if (shell != NULL && strcmp(shell, "bash") == 0) {
		completion_add_bash(&output->text);
		return EXIT_DONE;
	}
	if (shell != NULL)
		(void)error_set_field(&err, OB_EINVALID, "completion",
		    "--completion knows only 'bash', not '%s'", shell);
	else
		(void)error_set(&err, OB_EINVALID, "no command is given");
	return refuse_usage(invocation, &err, output->as_json);
}

static enum exit_status
run(const struct invocation *invocation, struct output *output)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	const struct command *command = invocation->command;

	if (command == NULL)
		return run_alone(invocation, output);
	if (invocation_has(invocation, "help")) {
		usage_add_command(command, output);
		return EXIT_DONE;
	}
	if (!confirm_command(invocation, &failure))
		return failure_report(&failure, command, NULL, output->as_json);
	if (command->run != NULL)
		return (enum exit_status)command->run(invocation, output);
	return run_remote(invocation, output);
}

/* The file that was named for the answer, or NULL for standard output. */
static const char *
output_file(const struct invocation *invocation)
{
	if (invocation->command == NULL || invocation_has(invocation, "help"))
		return NULL;
	return invocation_value(invocation, COMMAND_OUTPUT);
}

static bool
wants_json(const struct invocation *invocation)
{
	const char *format = invocation->command == NULL
				 ? NULL
				 : invocation_value(invocation, COMMAND_FORMAT);

	return invocation_has(invocation, "json") ||
	       (format != NULL && strcmp(format, "json") == 0);
}

enum exit_status
perform_run(int argc, char *const *argv)
{
	cleanup_(output_release) struct output output;
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	struct invocation invocation;
	struct error err = ERROR_INIT;
	enum exit_status status;

	output_init(&output);
	output.as_json = invocation_wants_json(argc, argv);
	if (invocation_parse(argc, argv, &invocation, &err) < 0)
		return refuse_usage(&invocation, &err, output.as_json);
	output.as_json = wants_json(&invocation);
	status = run(&invocation, &output);
	if (output_write(&output,
		status == EXIT_DONE ? output_file(&invocation) : NULL,
		&err) == OB_OK)
		return status;
	failure_set_error(&failure, &err);
	return failure_report(&failure, NULL, NULL, false);
}
