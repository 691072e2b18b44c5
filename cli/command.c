/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command.h"

#include <string.h>

#include "base/memory.h"
#include "cli/command_table.h"

static const struct command_group *const groups[] = {&command_table_leaders,
    &command_table_activities, &command_table_journeys,
    &command_table_calendars, &command_table_cohorts, &command_table_networks,
    &command_table_exits, &command_table_mail, &command_table_measures,
    &command_table_programmes, &command_table_surveys, &command_table_accounts,
    &command_table_tools};

const struct command *
command_at(size_t index)
{
	for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
		if (index < groups[i]->count)
			return &groups[i]->rows[index];
		index -= groups[i]->count;
	}
	return NULL;
}

const struct command *
command_find(const char *name)
{
	const struct command *command;

	for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
		if (strcmp(command->name, name) == 0)
			return command;
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
