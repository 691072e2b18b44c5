/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/job_description.h"
#include "cli/print_leader.h"
#include "cli/print_mentor.h"
#include "cli/print_replan.h"

static const struct command rows[] = {
    {
	.name = "add-leader",
	.summary = "add a leader and plan the first year",
	.options = command_add_leader_options,
	.method = "POST",
	.path = "/leaders",
	.doing = "add leader '{name}'",
	.print = print_leader_shown,
	.details = "Prints the plan, what was flagged in it, and the links to "
		   "calendars and pages.",
	.example = "add-leader --name \"Ana Holm\" --email ana@example.org "
		   "--first-day 2026-11-02 "
		   "--manager \"Mette Madsen <mette@example.org>\"",
    },
    {
	.name = "list-leaders",
	.summary = "list the leaders",
	.options = command_list_leaders_options,
	.method = "GET",
	.path = "/leaders",
	.doing = "list the leaders",
	.print = print_leader_list,
	.example = "list-leaders --state active",
    },
    {
	.name = "show-leader",
	.summary = "show a leader with plan, rules and links",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "GET",
	.path = "/leaders/{ID}",
	.doing = "show leader {ID}",
	.print = print_leader_shown,
	.example = "show-leader 3",
    },
    {
	.name = "edit-person",
	.summary = "change what is known of a person, or who stands in",
	.arguments = {{"ADDR", KIND_TEXT, false, NULL}},
	.options = command_edit_person_options,
	.wants_an_option = true,
	.question = "End every link and calendar that '{ADDR}' has, for good?",
	.asks_for = "new-links",
	.method = "PATCH",
	.path = "/people/{ADDR}",
	.doing = "edit person '{ADDR}'",
	.print = print_leader_person,
	.details = "ADDR is the address that the person has now. An empty "
		   "value (\"\") takes away what is clearable: telephone, "
		   "zone, manager, absence and stand-in.",
	.example = "edit-person ana@example.org "
		   "--work-email ana.holm@kommune.example",
    },
    {
	.name = "edit-leader",
	.summary = "change what is known of a leader's job",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_edit_leader_options,
	.wants_an_option = true,
	.method = "PATCH",
	.path = "/leaders/{LEADER}",
	.doing = "edit leader {LEADER}",
	.print = print_replan_journey,
	.details = "Steps that no longer concern the leader are cancelled, and "
		   "such as now do are planned. An empty value (\"\") takes "
		   "away a text.",
	.example = "edit-leader 3 --area Skole --addresses 2 --dry-run",
    },
    {
	.name = "log-call",
	.summary = "record a call with a leader",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_log_call_options,
	.method = "POST",
	.path = "/leaders/{LEADER}/calls",
	.doing = "log a call with leader {LEADER}",
	.print = print_leader_call,
	.example = "log-call 3 --at 2026-10-20T14:00 --minutes 15",
    },
    {
	.name = "withdraw-call",
	.summary = "take back a call that was logged by mistake",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL},
	    {"CALL", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "POST",
	.path = "/leaders/{LEADER}/calls/{CALL}/withdraw",
	.doing = "withdraw call {CALL} with leader {LEADER}",
	.print = print_leader_call,
	.details = "'show-leader' lists the calls. What only this call "
		   "completed is open again.",
	.example = "withdraw-call 3 1",
    },
    {
	.name = "assign",
	.summary = "give a role in a leader's journey to a person",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_assign_options,
	.method = "PUT",
	.path = "/leaders/{LEADER}/roles/{role}",
	.doing = "assign role '{role}' of leader {LEADER}",
	.print = print_leader_shown,
	.details = "Open activities, calendars and reminders go along, and "
		   "both the new and the old holder get a mail.",
	.example = "assign 3 --role mentor "
		   "--person \"Bo Berg <bo@example.org>\"",
    },
    {
	.name = "list-mentors",
	.summary = "list the mentors with their load",
	.options = command_no_options,
	.method = "GET",
	.path = "/mentors",
	.doing = "list the mentors",
	.print = print_mentor_list,
	.example = "list-mentors",
    },
    {
	.name = "add-first-task",
	.summary = "give a leader one of up to three first tasks",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_add_first_task_options,
	.method = "POST",
	.path = "/leaders/{LEADER}/first-tasks",
	.doing = "add a first task of leader {LEADER}",
	.print = print_leader_task,
	.example = "add-first-task 3 --title \"Map the duty roster\" "
		   "--goal \"Every shift is covered\" "
		   "--seen-by \"The plan hangs in the office\" "
		   "--due 2026-11-27",
    },
    {
	.name = "set-job-description",
	.summary = "store the honest description of a leader's job",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_job_description_options,
	.method = "PUT",
	.path = "/leaders/{LEADER}/job-description",
	.doing = "store the job description of leader {LEADER}",
	.print = job_description_print,
	.run = job_description_run,
	.details = "The file is Markdown with a section \"Det udfordrende "
		   "ved jobbet\" or \"The hard parts of the job\", which "
		   "may not be empty. What the leader had before is kept in "
		   "the audit log. A link that is not given stays as it is.",
	.example = "set-job-description 3 --file jobbet.md "
		   "--advertisement https://example.org/job/17",
    },
    {
	.name = "show-job-description",
	.summary = "show the description of a leader's job",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "GET",
	.path = "/leaders/{LEADER}/job-description",
	.doing = "show the job description of leader {LEADER}",
	.print = job_description_print,
	.example = "show-job-description 3",
    },
};

const struct command_group command_table_leaders = {rows, ARRAY_LEN(rows)};
