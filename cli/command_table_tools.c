/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/lint.h"
#include "cli/print_clock.h"
#include "cli/usage.h"

static const struct command rows[] = {
    {
	.name = "lint-calendar",
	.summary = "find what calendar programs misread; needs no daemon",
	.arguments = {{"FILE", KIND_TEXT, false, "@file"}},
	.options = command_no_options,
	.doing = "check calendar '{FILE}'",
	.run = lint_run_calendar,
	.details = "FILE is - for standard input. Prints every finding as "
		   "FILE:LINE: error|warning: RULE: TEXT and fails when there "
		   "is an error.",
	.example = "lint-calendar onboarding.ics",
    },
    {
	.name = "lint-mail",
	.summary = "find what mail programs misread; needs no daemon",
	.arguments = {{"FILE", KIND_TEXT, false, "@file"}},
	.options = command_no_options,
	.doing = "check mail '{FILE}'",
	.run = lint_run_mail,
	.details = "FILE is - for standard input. Calendars in the mail are "
		   "checked too. Prints every finding as FILE:LINE: "
		   "error|warning: RULE: TEXT and fails when there is an "
		   "error.",
	.example = "lint-mail mail.eml",
    },
    {
	.name = "advance-clock",
	.summary = "move the clock of a daemon that runs a test clock",
	.options = command_advance_clock_options,
	.is_patient = true,
	.method = "POST",
	.path = "/clock",
	.doing = "advance the clock to '{to}'",
	.print = print_clock_advanced,
	.details = "Runs all that falls due on the way, in order, and answers "
		   "when it has settled.",
	.example = "advance-clock --to 2026-10-05T08:00",
    },
    {
	.name = "help",
	.summary = "list the commands, or explain one",
	.arguments = {{"COMMAND", KIND_TEXT, true, "@command"}},
	.options = command_no_options,
	.run = usage_run_help,
	.example = "help add-leader",
    },
    {
	.name = "version",
	.summary = "print the version",
	.options = command_no_options,
	.run = usage_run_version,
	.example = "version",
    },
};

const struct command_group command_table_tools = {rows, ARRAY_LEN(rows)};
