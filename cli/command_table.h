/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_COMMAND_TABLE_H
#define ONBOARD_CLI_COMMAND_TABLE_H

#include "cli/command.h"

/* Commands that belong together: one file of the table. */
struct command_group {
	const struct command *rows;
	size_t count;
};

extern const struct command_group command_table_leaders;
extern const struct command_group command_table_activities;
extern const struct command_group command_table_journeys;
extern const struct command_group command_table_calendars;
extern const struct command_group command_table_cohorts;
extern const struct command_group command_table_networks;
extern const struct command_group command_table_exits;
extern const struct command_group command_table_mail;
extern const struct command_group command_table_measures;
extern const struct command_group command_table_programmes;
extern const struct command_group command_table_surveys;
extern const struct command_group command_table_accounts;
extern const struct command_group command_table_tools;

#endif
