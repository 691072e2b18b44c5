/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command.h"

#include <string.h>

const struct command *
command_find(const char *name)
{
	for (size_t i = 0; i < command_count; i++) {
		if (strcmp(command_table[i].name, name) == 0)
			return &command_table[i];
	}
	return NULL;
}

const struct option_rule *
command_find_option(const struct option_rule *options, const char *name)
{
	for (; options->name != NULL; options++) {
		if (strcmp(options->name, name) == 0)
			return options;
	}
	return NULL;
}

const struct option_rule *
command_find_key(const struct command *command, const char *key)
{
	const struct option_rule *option = command->options;

	for (; option->name != NULL; option++) {
		if (option->key != NULL && strcmp(option->key, key) == 0)
			return option;
	}
	return NULL;
}
