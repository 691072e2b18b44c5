/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/print_activity.h"
#include "cli/print_mail.h"
#include "cli/print_replan.h"
#include "cli/print_survey_request.h"

static const struct command explain_mail = {
    .name = "explain",
    .summary = "explain why a mail was or was not sent",
    .arguments = {{"MAIL", KIND_NUMBER, false, NULL}},
    .options = command_no_options,
    .method = "GET",
    .path = "/mail/{MAIL}/explanation",
    .doing = "explain mail {MAIL}",
    .print = print_mail_explained,
    .example = "explain mail:12",
};

static const struct command rows[] = {
    {
	.name = "list-activities",
	.summary = "list activities by leader, person or date",
	.options = command_list_activities_options,
	.method = "GET",
	.path = "/activities",
	.doing = "list the activities",
	.print = print_activity_list,
	.example = "list-activities --leader 3 --overdue",
    },
    {
	.name = "complete",
	.summary = "record that an activity is done",
	.arguments = {{"ACTIVITY", KIND_TEXT, false, NULL}},
	.options = command_complete_options,
	.method = "POST",
	.path = "/activities/{ACTIVITY}/complete",
	.doing = "complete activity '{ACTIVITY}'",
	.print = print_activity_shown,
	.details = "ACTIVITY is an id or LEADER:STEP.",
	.example = "complete 3:forventning-2 --note \"Both were there\"",
    },
    {
	.name = "describe-talk",
	.summary = "tell of a talk that was held, or correct it",
	.arguments = {{"ACTIVITY", KIND_TEXT, false, NULL}},
	.options = command_describe_talk_options,
	.method = "POST",
	.path = "/activities/{ACTIVITY}/talk",
	.doing = "tell of the talk '{ACTIVITY}'",
	.print = print_activity_shown,
	.details = "ACTIVITY is an id or LEADER:STEP. What was said in the "
		   "talk is stored nowhere.",
	.example = "describe-talk 3:forventning-2 --topics skal-opgaver "
		   "--undisturbed yes",
    },
    {
	.name = "rate-first-task",
	.summary = "tell what became of a first task",
	.arguments = {{"ACTIVITY", KIND_TEXT, false, NULL}},
	.options = command_rate_first_task_options,
	.method = "POST",
	.path = "/activities/{ACTIVITY}/outcome",
	.doing = "tell what became of '{ACTIVITY}'",
	.print = print_activity_shown,
	.details = "ACTIVITY is an id or LEADER:STEP.",
	.example = "rate-first-task 3:first-task.1 --outcome partly",
    },
    {
	.name = "skip",
	.summary = "record that an activity will not be done",
	.arguments = {{"ACTIVITY", KIND_TEXT, false, NULL}},
	.options = command_skip_options,
	.method = "POST",
	.path = "/activities/{ACTIVITY}/skip",
	.doing = "skip activity '{ACTIVITY}'",
	.print = print_activity_shown,
	.details = "ACTIVITY is an id or LEADER:STEP.",
	.example = "skip 3:netvaerk --reason \"Already a member\"",
    },
    {
	.name = "move",
	.summary = "move an activity to another day",
	.arguments = {{"ACTIVITY", KIND_TEXT, false, NULL}},
	.options = command_move_options,
	.method = "POST",
	.path = "/activities/{ACTIVITY}/move",
	.doing = "move activity '{ACTIVITY}'",
	.print = print_activity_moved,
	.details = "ACTIVITY is an id or LEADER:STEP. What depends on it "
		   "moves too and is listed.",
	.example = "move 3:forventning-2 --to 2026-11-12T10:00 "
		   "--reason \"Illness\"",
    },
    {
	.name = "reopen",
	.summary = "have an activity done after all, or again",
	.arguments = {{"ACTIVITY", KIND_TEXT, false, NULL}},
	.options = command_reopen_options,
	.method = "POST",
	.path = "/activities/{ACTIVITY}/reopen",
	.doing = "reopen activity '{ACTIVITY}'",
	.print = print_replan_reopened,
	.details = "ACTIVITY is an id or LEADER:STEP. What was done after it "
		   "is left alone and listed.",
	.example = "reopen 3:forventning-1 --reason \"They never met\"",
    },
    {
	.name = "send-survey",
	.summary = "ask those now whom an activity's surveys name",
	.arguments = {{"ACTIVITY", KIND_TEXT, false, NULL}},
	.options = command_no_options,
	.method = "POST",
	.path = "/activities/{ACTIVITY}/send-survey",
	.doing = "send the surveys of activity '{ACTIVITY}'",
	.print = print_survey_request_sent,
	.details = "ACTIVITY is an id or LEADER:STEP. Who has not answered "
		   "gets another mail.",
	.example = "send-survey 3:puls-1",
    },
    {
	.name = "list-survey-requests",
	.summary = "list who is asked to answer a survey",
	.options = command_list_survey_requests_options,
	.method = "GET",
	.path = "/survey-requests",
	.doing = "list who is asked to answer a survey",
	.print = print_survey_request_list,
	.details = "It is shown whether somebody answered, never what.",
	.example = "list-survey-requests --leader 3 --state open",
    },
    {
	.name = "explain",
	.summary = "explain an activity's day and reminders, or a mail",
	.arguments = {{"ACTIVITY", KIND_TEXT, false, NULL}},
	.options = command_no_options,
	.method = "GET",
	.path = "/activities/{ACTIVITY}/explanation",
	.doing = "explain activity '{ACTIVITY}'",
	.print = print_activity_explained,
	.prefix = "mail:",
	.variant = &explain_mail,
	.details = "ACTIVITY is an id or LEADER:STEP; mail:ID explains a mail.",
	.example = "explain 3:forventning-2",
    },
};

const struct command_group command_table_activities = {rows, ARRAY_LEN(rows)};
