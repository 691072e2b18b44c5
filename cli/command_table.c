/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/check_programme.h"
#include "cli/command_options.h"
#include "cli/import.h"
#include "cli/import_programme.h"
#include "cli/lint.h"
#include "cli/mail_check.h"
#include "cli/print_activity.h"
#include "cli/print_calendar.h"
#include "cli/print_clock.h"
#include "cli/print_cohort.h"
#include "cli/print_feed.h"
#include "cli/print_invitation.h"
#include "cli/print_leader.h"
#include "cli/print_mail.h"
#include "cli/print_mentor.h"
#include "cli/print_programme.h"
#include "cli/print_received.h"
#include "cli/print_replan.h"
#include "cli/print_simulation.h"
#include "cli/receive_mail.h"
#include "cli/simulate.h"
#include "cli/usage.h"

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

const struct command command_table[] = {
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
    {
	.name = "list-invitations",
	.summary = "list who is invited to which meeting, and the answers",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "GET",
	.path = "/leaders/{LEADER}/invitations",
	.doing = "list the invitations of leader {LEADER}",
	.print = print_invitation_list,
	.example = "list-invitations 3",
    },
    {
	.name = "list-feeds",
	.summary = "list calendar links, and who fetched them last",
	.arguments = {{"LEADER", KIND_NUMBER, true, NULL}},
	.options = command_list_feeds_options,
	.method = "GET",
	.path = "/feeds?leader={LEADER}",
	.doing = "list the feeds",
	.print = print_feed_list,
	.details = "LEADER is whose journey; without it all calendars are "
		   "listed. Whoever knows a link can read that calendar.",
	.example = "list-feeds 3",
    },
    {
	.name = "add-feed",
	.summary = "open a calendar of more than one journey",
	.options = command_add_feed_options,
	.method = "POST",
	.path = "/feeds",
	.doing = "add the feed for '{person}'",
	.print = print_feed_shown,
	.details = "person: all that somebody is responsible for or takes part "
		   "in; coordinator: what is open in the journeys that they "
		   "coordinate; network: the leader network's meetings.",
	.example = "add-feed --purpose coordinator --person hr@example.org",
    },
    {
	.name = "edit-feed",
	.summary = "turn a calendar's alarms on or off",
	.arguments = {{"FEED", KIND_NUMBER, false, NULL}},
	.options = command_edit_feed_options,
	.wants_an_option = true,
	.method = "PATCH",
	.path = "/feeds/{FEED}",
	.doing = "edit feed {FEED}",
	.print = print_feed_shown,
	.details = "Alarms are for meetings and calls of the subscriber. "
		   "Google and Outlook ignore them in subscriptions, and Apple "
		   "does unless told otherwise.",
	.example = "edit-feed 7 --alarms 15",
    },
    {
	.name = "rotate-feed",
	.summary = "give a calendar a new link; the old one stops",
	.arguments = {{"FEED", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "POST",
	.path = "/feeds/{FEED}/rotate",
	.doing = "rotate feed {FEED}",
	.print = print_feed_shown,
	.details = "One that was revoked is open again.",
	.example = "rotate-feed 7",
    },
    {
	.name = "revoke-feed",
	.summary = "close a calendar; its link stops at once",
	.arguments = {{"FEED", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "POST",
	.path = "/feeds/{FEED}/revoke",
	.doing = "revoke feed {FEED}",
	.print = print_feed_shown,
	.details = "Ask the subscriber to delete the subscription: calendar "
		   "programs keep what they fetched. rotate-feed opens it "
		   "again with a new link.",
	.example = "revoke-feed 7",
    },
    {
	.name = "add-cohort",
	.summary = "open a cohort and plan its common sessions",
	.options = command_add_cohort_options,
	.method = "POST",
	.path = "/cohorts",
	.doing = "add cohort '{name}'",
	.print = print_cohort_shown,
	.details = "Nominate people with nominate; complete, skip, move and "
		   "assign take the cohort's ID as a leader's.",
	.example = "add-cohort --name \"Før-leder 2027\" --start 2027-04-05",
    },
    {
	.name = "list-cohorts",
	.summary = "list the cohorts",
	.options = command_no_options,
	.method = "GET",
	.path = "/cohorts",
	.doing = "list the cohorts",
	.print = print_cohort_list,
	.example = "list-cohorts",
    },
    {
	.name = "show-cohort",
	.summary = "show a cohort with nominations, plan and links",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "GET",
	.path = "/cohorts/{ID}",
	.doing = "show cohort {ID}",
	.print = print_cohort_shown,
	.example = "show-cohort 4",
    },
    {
	.name = "nominate",
	.summary = "nominate somebody for a cohort and write to both",
	.arguments = {{"COHORT", KIND_NUMBER, false, NULL}},
	.options = command_nominate_options,
	.method = "POST",
	.path = "/cohorts/{COHORT}/nominations",
	.doing = "nominate '{name}' for cohort {COHORT}",
	.print = print_cohort_shown,
	.details = "The nominee takes part once both nominee and manager have "
		   "accepted, on their pages or by accept-nomination.",
	.example = "nominate 4 --name \"Ida Iversen\" "
		   "--email ida@example.org "
		   "--manager \"Mette Madsen <mette@example.org>\"",
    },
    {
	.name = "accept-nomination",
	.summary = "record that nominee or manager has accepted",
	.arguments = {{"COHORT", KIND_NUMBER, false, NULL},
	    {"ADDR", KIND_TEXT, false, NULL}},
	.options = command_accept_nomination_options,
	.method = "POST",
	.path = "/cohorts/{COHORT}/nominations/{ADDR}/accept",
	.doing = "accept the nomination of '{ADDR}' for cohort {COHORT}",
	.print = print_cohort_shown,
	.details = "ADDR is the nominee's address, whoever accepted.",
	.example = "accept-nomination 4 ida@example.org --by manager",
    },
    {
	.name = "withdraw-nomination",
	.summary = "take somebody out of a cohort",
	.arguments = {{"COHORT", KIND_NUMBER, false, NULL},
	    {"ADDR", KIND_TEXT, false, NULL}},
	.options = command_withdraw_nomination_options,
	.method = "POST",
	.path = "/cohorts/{COHORT}/nominations/{ADDR}/withdraw",
	.doing = "withdraw the nomination of '{ADDR}' for cohort {COHORT}",
	.print = print_cohort_shown,
	.details = "ADDR is the nominee's address. Sessions to come go on "
		   "without the participant.",
	.example = "withdraw-nomination 4 ida@example.org "
		   "--reason \"New job\"",
    },
    {
	.name = "list-events",
	.summary = "list the annual events to come",
	.options = command_no_options,
	.method = "GET",
	.path = "/events",
	.doing = "list the events",
	.print = print_cohort_events,
	.example = "list-events",
    },
    {
	.name = "list-mail",
	.summary = "list mails by state or receiver",
	.options = command_list_mail_options,
	.method = "GET",
	.path = "/mail",
	.doing = "list the mail",
	.print = print_mail_list,
	.example = "list-mail --state failed",
    },
    {
	.name = "show-mail",
	.summary = "show a mail, its attempts and its text",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = command_show_mail_options,
	.method = "GET",
	.path = "/mail/{ID}",
	.doing = "show mail {ID}",
	.print = print_mail_shown,
	.example = "show-mail 12 --raw >mail.eml",
    },
    {
	.name = "retry-mail",
	.summary = "try to send a mail again now, or release it",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = command_mail_options,
	.method = "POST",
	.path = "/mail/{ID}/retry",
	.doing = "retry mail {ID}",
	.print = print_mail_retried,
	.details = "The mail failed, is held or waits for another attempt.",
	.example = "retry-mail 12",
    },
    {
	.name = "hold-mail",
	.summary = "hold a mail back until it is retried",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = command_mail_options,
	.method = "POST",
	.path = "/mail/{ID}/hold",
	.doing = "hold mail {ID}",
	.print = print_mail_held,
	.details = "retry-mail releases it. A digest ends with its day all the "
		   "same.",
	.example = "hold-mail 12 --reason \"Wrong text\"",
    },
    {
	.name = "cancel-mail",
	.summary = "cancel a mail that was not sent yet",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = command_mail_options,
	.method = "POST",
	.path = "/mail/{ID}/cancel",
	.doing = "cancel mail {ID}",
	.print = print_mail_cancelled,
	.details = "It is never sent. The activity of a mail step stays open; "
		   "what a digest was to tell comes with the next one.",
	.example = "cancel-mail 12 --reason \"Told by phone\"",
    },
    {
	.name = "receive-mail",
	.summary = "take in answers and reports that came by mail",
	.options = command_receive_mail_options,
	.method = "POST",
	.path = "/received-mail",
	.doing = "receive the mail",
	.run = receive_mail_run,
	.details = "Reads one message from standard input, or all that is new "
		   "in a Maildir, each in a process of its own. What the "
		   "daemon has got stays in cur/, marked as seen.",
	.example = "receive-mail --maildir /var/lib/onboard-mail/inbox",
    },
    {
	.name = "list-received",
	.summary = "list what came in by mail",
	.options = command_list_received_options,
	.method = "GET",
	.path = "/received-mail",
	.doing = "list the mail that came in",
	.print = print_received_list,
	.example = "list-received --review",
    },
    {
	.name = "settle-received",
	.summary = "say that mail which came in was seen to",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = command_settle_received_options,
	.method = "POST",
	.path = "/received-mail/{ID}/settle",
	.doing = "settle received mail {ID}",
	.print = print_received_settled,
	.example = "settle-received 7 --reason \"Called her\"",
    },
    {
	.name = "answer-proposal",
	.summary = "accept or decline a proposed time",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = command_answer_proposal_options,
	.wants_an_option = true,
	.method = "POST",
	.path = "/received-mail/{ID}/answer",
	.doing = "answer proposal {ID}",
	.print = print_received_settled,
	.details = "ID is that of list-received. Accepting moves the meeting, "
		   "and everybody gets a new invitation; it is refused when "
		   "somebody has another meeting then.",
	.example = "answer-proposal 7 --accept",
    },
    {
	.name = "mail-check",
	.summary = "check what receivers look up of the sender's domain",
	.arguments = {{"DOMAIN", KIND_TEXT, true, NULL}},
	.options = command_mail_check_options,
	.doing = "check mail",
	.run = mail_check_run,
	.details = "Asks the domain name system for SPF, DMARC, MX and, with a "
		   "selector, DKIM, and says what to publish where something "
		   "is missing or wrong. Without DOMAIN it is that of the "
		   "configuration's sender. Needs no daemon. Ends with status "
		   "1 when something is missing, wrong or not known.",
	.example = "mail-check example.org --dkim-selector mail2026",
    },
    {
	.name = "list-programmes",
	.summary = "list the programmes and their versions",
	.options = command_no_options,
	.method = "GET",
	.path = "/programmes",
	.doing = "list the programmes",
	.print = print_programme_list,
	.example = "list-programmes",
    },
    {
	.name = "show-programme",
	.summary = "show a programme with its phases and steps",
	.arguments = {{"ID", KIND_TEXT, false, NULL}},
	.options = command_show_programme_options,
	.method = "GET",
	.path = "/programmes/{ID}",
	.doing = "show programme '{ID}'",
	.print = print_programme_shown,
	.example = "show-programme ny-leder",
    },
    {
	.name = "check-programme",
	.summary = "check a programme or overlay file; needs no daemon",
	.arguments = {{"FILE", KIND_TEXT, false, "@file"}},
	.options = command_no_options,
	.doing = "use programme '{FILE}'",
	.run = check_programme_run,
	.details = "Prints every mistake as FILE:LINE:COLUMN: TEXT.",
	.example = "check-programme /etc/onboardd/programmes/ny-leder.yaml",
    },
    {
	.name = "import-programme",
	.summary = "store a programme or overlay file as a new version",
	.arguments = {{"FILE", KIND_TEXT, false, "@file"}},
	.options = command_import_programme_options,
	.doing = "import programme '{FILE}'",
	.run = import_programme_run,
	.details = "Prints how it differs from the version before. Journeys "
		   "that have begun stay on theirs.",
	.example = "import-programme ny-leder.yaml --area Skole --dry-run",
    },
    {
	.name = "compare-programmes",
	.summary = "show how two versions of a programme differ",
	.arguments = {{"ID", KIND_TEXT, false, NULL},
	    {"FROM", KIND_NUMBER, false, NULL},
	    {"TO", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "GET",
	.path = "/programmes/{ID}/comparison?from={FROM}&to={TO}",
	.doing = "compare versions {FROM} and {TO} of programme '{ID}'",
	.print = print_programme_compared,
	.details = "FROM and TO are numbers of versions; list-programmes "
		   "shows them.",
	.example = "compare-programmes ny-leder 1 2",
    },
    {
	.name = "withdraw-programme",
	.summary = "end the versions for an area or a workplace",
	.arguments = {{"ID", KIND_TEXT, false, NULL}},
	.options = command_withdraw_programme_options,
	.wants_an_option = true,
	.method = "POST",
	.path = "/programmes/{ID}/withdrawal",
	.doing = "withdraw programme '{ID}'",
	.print = print_programme_withdrawn,
	.details = "New leaders there are given the programme for everybody. "
		   "Journeys that have begun stay as they are.",
	.example = "withdraw-programme ny-leder --area Skole",
    },
    {
	.name = "simulate",
	.summary = "try a programme on a clock of its own; nothing is sent",
	.arguments = {{"PROGRAMME", KIND_TEXT, true, NULL}},
	.options = command_simulate_options,
	.wants_an_option = true,
	.is_patient = true,
	.method = "POST",
	.path = "/simulations?programme={PROGRAMME}",
	.doing = "simulate the programme",
	.print = print_simulation,
	.run = simulate_run,
	.details = "PROGRAMME is ny-leder if left out; --file tries a file "
		   "before it is imported. New leaders need a "
		   "--first-day, those who leave a --last-day, and a cohort a "
		   "--start. Prints each activity and mail of one leader or "
		   "cohort day by day, of many leaders what it adds up to; "
		   "with --json every activity, mail and calendar entry. "
		   "Nothing is stored or sent.",
	.example = "simulate --first-day 2027-02-01 --leaders 200",
    },
    {
	.name = "import",
	.summary = "import a table, or days from a calendar file",
	.arguments = {{"FILE", KIND_TEXT, true, "@file"}},
	.options = command_import_options,
	.method = "POST",
	.path = "/calendar/days",
	.doing = "import '{FILE}'",
	.print = print_calendar_imported,
	.run = import_run,
	.details =
	    "A table of leaders, people, the handbook or closing days is CSV "
	    "with headings in Danish or English, or JSON. What it does not "
	    "name stays as it is; a row that fails is named with its line and "
	    "hinders no other. "
	    "Of an iCalendar file (.ics) the events of whole days count; "
	    "what has a time is listed and left out. The same file again "
	    "replaces its own days. What stands on a day that is taken now is "
	    "listed with where it would move.",
	.example = "import ledere.csv --dry-run",
    },
    {
	.name = "review-calendar",
	.summary = "list activities on days that are closed now",
	.options = command_review_calendar_options,
	.method = "POST",
	.path = "/calendar/review",
	.doing = "review the calendar",
	.print = print_calendar_reviewed,
	.details = "Lists each activity that stands on a day on which its "
		   "leader's calendar no longer allows it, with where it "
		   "would move.",
	.example = "review-calendar --confirm",
    },
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

const size_t command_count = ARRAY_LEN(command_table);
