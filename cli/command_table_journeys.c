/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/print_replan.h"

static const struct command rows[] = {
    {
	.name = "move-first-day",
	.summary = "move a leader's first day and plan anew",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_first_day_options,
	.method = "POST",
	.path = "/leaders/{LEADER}/first-day",
	.doing = "move the first day of leader {LEADER}",
	.print = print_replan_journey,
	.details = "What is done stays done; what does not move is not "
		   "touched.",
	.example = "move-first-day 3 --to 2026-12-01 --dry-run",
    },
    {
	.name = "pause",
	.summary = "pause a journey for leave or illness",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_pause_options,
	.method = "POST",
	.path = "/leaders/{LEADER}/pause",
	.doing = "pause the journey of leader {LEADER}",
	.print = print_replan_journey,
	.details = "What is open comes as many days later, and nobody is asked "
		   "for anything in between.",
	.example = "pause 3 --from 2027-02-01 --to 2027-02-28",
    },
    {
	.name = "resume",
	.summary = "end a pause earlier than was planned",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_resume_options,
	.method = "POST",
	.path = "/leaders/{LEADER}/resume",
	.doing = "resume the journey of leader {LEADER}",
	.print = print_replan_journey,
	.example = "resume 3 --on 2027-02-15",
    },
    {
	.name = "cancel",
	.summary = "cancel a journey; no more mail",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_cancel_options,
	.question = "Cancel the journey of leader {LEADER} for good, its "
		    "meetings in everybody's calendar and its mail?",
	.method = "POST",
	.path = "/leaders/{LEADER}/cancel",
	.doing = "cancel the journey of leader {LEADER}",
	.print = print_replan_cancelled,
	.details = "Calendars show what was open as cancelled. With an exit "
		   "the last day is taken back.",
	.example = "cancel 3 --reason \"Took another job\"",
    },
    {
	.name = "settle-late",
	.summary = "settle what was late when a leader was added",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_late_options,
	.wants_an_option = true,
	.method = "POST",
	.path = "/leaders/{LEADER}/late",
	.doing = "settle what was late for leader {LEADER}",
	.print = print_replan_late,
	.details = "Those are the activities flagged late-start.",
	.example = "settle-late 3 --done velkomstmail,annoncer --rest skip",
    },
    {
	.name = "end-employment",
	.summary = "end a leader's employment; the exit begins",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_end_options,
	.question = "Let leader {LEADER} leave on {last_day}, cancel what lies "
		    "after it and write to those who take part in the exit?",
	.method = "POST",
	.path = "/leaders/{LEADER}/end-employment",
	.doing = "end the employment of leader {LEADER}",
	.print = print_replan_ended,
	.details = "What lies after the last day is cancelled, and the exit "
		   "programme begins.",
	.example = "end-employment 3 --last-day 2027-05-31 --dry-run",
    },
    {
	.name = "migrate-journey",
	.summary = "move a running journey to another version",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_migrate_options,
	.method = "POST",
	.path = "/leaders/{LEADER}/migration",
	.doing = "migrate the journey of leader {LEADER}",
	.print = print_replan_migrated,
	.details = "What is done stays. Steps that go are cancelled, those "
		   "that come are planned.",
	.example = "migrate-journey 3 --dry-run",
    },
};

const struct command_group command_table_journeys = {rows, ARRAY_LEN(rows)};
