/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/completion.h"

#include <string.h>

#include "cli/command.h"

#define FILES "@file"
#define COMMANDS "@command"

/* bash splits --option=value into three words. */
static const char head[] =
    "# SPDX-License-Identifier: EUPL-1.2\n"
    "# Made by: onboardctl --completion bash\n"
    "\n"
    "_onboardctl()\n"
    "{\n"
    "\tlocal word=${COMP_WORDS[COMP_CWORD]}\n"
    "\tlocal before=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "\tlocal command='' option='' words='' i\n"
    "\n"
    "\tCOMPREPLY=()\n"
    "\tif [[ $word == '=' ]]; then\n"
    "\t\toption=$before word=''\n"
    "\telif [[ $before == '=' && $COMP_CWORD -ge 2 ]]; then\n"
    "\t\toption=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "\telif [[ $before == --* ]]; then\n"
    "\t\toption=$before\n"
    "\tfi\n"
    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
    "\t\tcase ${COMP_WORDS[i]} in\n";

static const char tail[] =
    "\t*) return ;;\n"
    "\tesac\n"
    "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
    "}\n"
    "complete -F _onboardctl onboardctl\n";

static void
add_commands(struct strbuf *out, const char *between)
{
	const struct command *command;

	for (size_t i = 0; (command = command_at(i)) != NULL; i++)
		strbuf_add_format(
		    out, "%s%s", i > 0 ? between : "", command->name);
}

/* Ends the branch of a case with what its words say. */
static void
add_action(struct strbuf *out, const char *words)
{
	if (strcmp(words, FILES) == 0) {
		strbuf_add_str(out,
		    "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
		    "\t\tcompopt -o filenames 2>/dev/null\n"
		    "\t\treturn\n"
		    "\t\t;;\n");
		return;
	}
	strbuf_add_str(out, "\t\twords='");
	if (strcmp(words, COMMANDS) == 0)
		add_commands(out, " ");
	else
		strbuf_add_str(out, words);
	strbuf_add_str(out,
	    "'\n"
	    "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
	    "\t\treturn\n"
	    "\t\t;;\n");
}

/* What follows an option that takes a value. */
static void
add_values(
    struct strbuf *out, const char *command, const struct option_rule *option)
{
	for (; option->name != NULL; option++) {
		if (option->kind == KIND_SWITCH)
			continue;
		strbuf_add_format(out, "\t%s:--%s)", command, option->name);
		if (option->words == NULL) {
			strbuf_add_str(out, " return ;;\n");
			continue;
		}
		strbuf_add_char(out, '\n');
		add_action(out, option->words);
	}
}

/* A word that is no option, where the command takes files or commands. */
static void
add_argument(struct strbuf *out, const struct command *command)
{
	const struct argument_rule *argument = &command->arguments[0];

	if (argument->metavar == NULL || argument->words == NULL)
		return;
	strbuf_add_format(
	    out, "\t%s:[!-]* | %s:)\n", command->name, command->name);
	add_action(out, argument->words);
}

static void
add_option_names(struct strbuf *out, const struct option_rule *option)
{
	for (; option->name != NULL; option++)
		strbuf_add_format(out, " --%s", option->name);
}

static void
add_words(struct strbuf *out, const struct command *command)
{
	strbuf_add_format(out, "\t%s)\n\t\twords='", command->name);
	add_option_names(out, command->options);
	add_option_names(out, command_common_options);
	strbuf_add_str(out, "'\n\t\t;;\n");
}

void
completion_add_bash(struct strbuf *out)
{
	const struct command *command;

	strbuf_add_str(out, head);
	strbuf_add_str(out, "\t\t");
	add_commands(out, " | \\\n\t\t    ");
	strbuf_add_str(out, ")\n"
			    "\t\t\tcommand=${COMP_WORDS[i]}\n"
			    "\t\t\tbreak\n"
			    "\t\t\t;;\n"
			    "\t\tesac\n"
			    "\tdone\n"
			    "\tcase $command:$option in\n");
	add_values(out, "*", command_common_options);
	add_values(out, "", command_alone_options);
	for (size_t i = 0; (command = command_at(i)) != NULL; i++)
		add_values(out, command->name, command->options);
	strbuf_add_str(out, "\tesac\n\tcase $command:$word in\n");
	for (size_t i = 0; (command = command_at(i)) != NULL; i++)
		add_argument(out, command);
	strbuf_add_str(out, "\tesac\n\tcase $command in\n\t'')\n\t\twords='");
	add_commands(out, " ");
	add_option_names(out, command_alone_options);
	add_option_names(out, command_common_options);
	strbuf_add_str(out, "'\n\t\t;;\n");
	for (size_t i = 0; (command = command_at(i)) != NULL; i++)
		add_words(out, command);
	strbuf_add_str(out, tail);
}
