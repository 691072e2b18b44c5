/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/usage.h"

#include <string.h>

#include "cli/failure.h"
#include "cli/invocation.h"
#include "cli/nearest.h"

#define OPTION_WIDTH 26
#define COMMAND_WIDTH 17
#define LINE_WIDTH 78

/* Words of text from column indent on, which the line has reached already. */
static void
add_wrapped(struct output *output, int indent, const char *text)
{
	int column = indent;

	while (*text != '\0') {
		int len = (int)strcspn(text, " ");

		if (column > indent && column + 1 + len > LINE_WIDTH) {
			output_add(output, "\n%*s", indent, "");
			column = indent;
		} else if (column > indent) {
			output_add(output, " ");
			column++;
		}
		output_add(output, "%.*s", len, text);
		column += len;
		text += len;
		text += strspn(text, " ");
	}
	output_add(output, "\n");
}

static void
add_option(struct output *output, const struct option_rule *option)
{
	struct strbuf left = STRBUF_INIT;

	strbuf_add_format(&left, "--%s", option->name);
	if (option->metavar != NULL)
		strbuf_add_format(&left, " %s", option->metavar);
	output_add(output, "  %-*s  ", OPTION_WIDTH - 4, left.buf);
	if (left.len > OPTION_WIDTH - 4)
		output_add(output, "\n%*s", OPTION_WIDTH, "");
	add_wrapped(output, OPTION_WIDTH, option->help);
	strbuf_release(&left);
}

static void
add_options(struct output *output, const struct option_rule *option)
{
	for (; option->name != NULL; option++)
		add_option(output, option);
}

static void
add_synopsis(struct output *output, const struct command *command)
{
	output_add(output, "Usage: onboardctl %s", command->name);
	for (size_t i = 0; i < COMMAND_MAX_ARGUMENTS; i++) {
		const struct argument_rule *argument = &command->arguments[i];

		if (argument->metavar != NULL)
			output_add(output,
			    argument->is_optional ? " [%s]" : " %s",
			    argument->metavar);
	}
	for (size_t i = 0; command->options[i].name != NULL; i++) {
		const struct option_rule *option = &command->options[i];

		if (option->is_required)
			output_add(
			    output, " --%s %s", option->name, option->metavar);
	}
	output_add(output, " [OPTION...]\n\n");
}

void
usage_add_command(const struct command *command, struct output *output)
{
	add_synopsis(output, command);
	output_add(output, "onboardctl %s: ", command->name);
	output_add(output, "%s.\n", command->summary);
	if (command->details != NULL) {
		add_wrapped(output, 0, command->details);
	}
	output_add(output, "\nOptions:\n");
	add_options(output, command->options);
	add_options(output, command_common_options);
	output_add(output, "\nExample:\n  onboardctl %s\n", command->example);
}

void
usage_add_program(struct output *output)
{
	const struct command *command;

	output_add(output,
	    "Usage: onboardctl COMMAND [ARGUMENT...] [OPTION...]\n\n"
	    "Commands:\n");
	for (size_t i = 0; (command = command_at(i)) != NULL; i++)
		output_add(output, "  %-*s %s\n", COMMAND_WIDTH, command->name,
		    command->summary);
	output_add(output, "\nOptions of every command:\n");
	add_options(output, command_common_options);
	output_add(output, "\nOptions without a command:\n");
	add_options(output, command_alone_options);
	output_add(output,
	    "\nExit status: 0 done, 1 refused or failed, 2 usage, 3 daemon not "
	    "reachable.\n"
	    "See 'onboardctl COMMAND --help' and onboardctl(1).\n");
}

static int
refuse_topic(const struct invocation *invocation, const char *topic,
    const struct output *output)
{
	struct failure failure = FAILURE_INIT;
	struct error err = ERROR_INIT;
	const char *near = nearest_command(topic);
	int status;

	if (near != NULL)
		(void)error_set(&err, OB_EINVALID,
		    "unknown command '%s'; did you mean '%s'?", topic, near);
	else
		(void)error_set(
		    &err, OB_EINVALID, "unknown command '%s'", topic);
	failure_set(&failure, EXIT_USAGE, FAILURE_USAGE, "COMMAND", err.text);
	status = (int)failure_report(
	    &failure, invocation->command, NULL, output->as_json);
	failure_release(&failure);
	return status;
}

int
usage_run_help(const struct invocation *invocation, struct output *output)
{
	const char *topic = invocation->arguments[0];
	const struct command *command;

	if (topic == NULL) {
		usage_add_program(output);
		return EXIT_DONE;
	}
	command = command_find(topic);
	if (command == NULL)
		return refuse_topic(invocation, topic, output);
	usage_add_command(command, output);
	return EXIT_DONE;
}

int
usage_run_version(const struct invocation *invocation, struct output *output)
{
	(void)invocation;
	output_add(output,
	    output->as_json ? "{\"version\": \"%s\"}\n" : "onboardctl %s\n",
	    PACKAGE_VERSION);
	return EXIT_DONE;
}
