/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/print_exit.h"

static const struct command rows[] = {
    {
	.name = "record-exit-interview",
	.summary = "record that somebody who leaves was talked to, and why",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_record_exit_options,
	.method = "POST",
	.path = "/leaders/{LEADER}/exit-interview",
	.doing = "record the exit talk of {LEADER}",
	.print = print_exit_interview,
	.details = "LEADER is the exit's number. Who held the talk stands "
		   "outside the leader's reporting line. The text is deleted "
		   "by itself; the reasons are only shown as figures.",
	.example = "record-exit-interview 6 --held 2027-03-24 "
		   "--main workload --reasons manager-support,pay",
    },
    {
	.name = "list-exit-reasons",
	.summary = "count why leaders left in half a year",
	.options = command_half_year_options,
	.method = "GET",
	.path = "/exit-reasons",
	.doing = "count why leaders left",
	.print = print_exit_reasons,
	.details = "Nothing is counted of fewer than five talks, and a reason "
		   "that fewer than five gave is left out.",
	.example = "list-exit-reasons --half-year 2026H2",
    },
    {
	.name = "list-follow-ups",
	.summary = "list what is done about why leaders left",
	.options = command_half_year_options,
	.method = "GET",
	.path = "/follow-ups",
	.doing = "list the follow-ups",
	.print = print_exit_follow_ups,
	.example = "list-follow-ups",
    },
    {
	.name = "add-follow-up",
	.summary = "note what somebody is to do about why leaders left",
	.options = command_add_follow_up_options,
	.method = "POST",
	.path = "/follow-ups",
	.doing = "add the follow-up '{title}'",
	.print = print_exit_follow_up,
	.example = "add-follow-up --half-year 2026H2 "
		   "--title \"Try a fixed office day\" "
		   "--owner \"Karen Krog <karen@example.org>\" "
		   "--due 2027-10-01",
    },
    {
	.name = "complete-follow-up",
	.summary = "note that a follow-up is done",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "POST",
	.path = "/follow-ups/{ID}/complete",
	.doing = "complete follow-up {ID}",
	.print = print_exit_follow_up,
	.example = "complete-follow-up 2",
    },
};

const struct command_group command_table_exits = {rows, ARRAY_LEN(rows)};
