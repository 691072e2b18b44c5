/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command.h"

#include "base/memory.h"
#include "cli/check_programme.h"
#include "cli/print_activity.h"
#include "cli/print_clock.h"
#include "cli/print_feed.h"
#include "cli/print_leader.h"
#include "cli/print_mail.h"
#include "cli/print_programme.h"
#include "cli/usage.h"

/* clang-format off: one option a line reads as the table that it is. */
#define TEXT(name, metavar, key, words, help)                                  \
	{                                                                      \
		name, metavar, key, OPTION_BODY, KIND_TEXT, false, words, help \
	}
#define NEEDED(name, metavar, key, words, help)                                \
	{                                                                      \
		name, metavar, key, OPTION_BODY, KIND_TEXT, true, words, help  \
	}
#define QUERY(name, metavar, key, words, help)                                 \
	{                                                                      \
		name, metavar, key, OPTION_QUERY, KIND_TEXT, false, words,     \
		    help                                                       \
	}
#define SWITCH(name, key, place, help)                                         \
	{                                                                      \
		name, NULL, key, place, KIND_SWITCH, false, NULL, help         \
	}
#define END                                                                    \
	{                                                                      \
		.name = NULL                                                   \
	}

#define ROLES                                                                  \
	"manager mentor coordinator hiring_leader director"                    \
	" local_admin network_lead"

const struct option_rule command_common_options[] = {
    {"socket", "PATH", NULL, OPTION_LOCAL, KIND_TEXT, false, "@file",
	"the daemon's control socket"},
    SWITCH(
	"json", NULL, OPTION_LOCAL, "print the answer, or the error, as JSON"),
    SWITCH("help", NULL, OPTION_LOCAL, "explain the command and stop"), END};

const struct option_rule command_alone_options[] = {
    SWITCH("version", NULL, OPTION_LOCAL, "print the version and stop"),
    {"completion", "SHELL", NULL, OPTION_LOCAL, KIND_TEXT, false, "bash",
	"print the completion script for a shell and stop"},
    END};

static const struct option_rule no_options[] = {END};

static const struct option_rule add_leader_options[] = {
    NEEDED("name", "NAME", "name", NULL, "the leader's full name"),
    NEEDED("email", "ADDR", "email", NULL,
	"where the leader reads mail before the first day"),
    NEEDED("first-day", "DATE", "first_day", NULL,
	"the first day in the job, YYYY-MM-DD"),
    TEXT("accepted", "DATE", "accepted", NULL,
	"the day the job was accepted; today if left out"),
    NEEDED("manager", "PERSON", "manager", NULL,
	"the nearest leader, \"Name <addr>\""),
    TEXT("mentor", "PERSON", "mentor", NULL,
	"the mentor; can be named later with assign"),
    TEXT("coordinator", "PERSON", "coordinator", NULL,
	"who follows the journey; the configured one if left out"),
    TEXT("hiring-leader", "PERSON", "hiring_leader", NULL,
	"who hired; the manager if left out"),
    TEXT("work-email", "ADDR", "work_email", NULL,
	"the address at work, used from the first day"),
    TEXT("phone", "PHONE", "phone", NULL, "the leader's telephone"),
    TEXT("title", "TITLE", "title", NULL, "the job's title"),
    TEXT("area", "AREA", "area", NULL, "the area of the municipality"),
    TEXT("workplace", "WORKPLACE", "workplace", NULL, "the workplace"),
    TEXT("recruitment", "KIND", "recruitment", "internal external",
	"internal or external; external if left out"),
    TEXT("programme", "ID", "programme", NULL,
	"the programme; ny-leder if left out"),
    TEXT("language", "LANGUAGE", "language", "da en",
	"the leader's language, da or en"),
    SWITCH("dry-run", "dry_run", OPTION_BODY,
	"show the plan; store and send nothing"),
    END};

static const struct option_rule list_leaders_options[] = {
    QUERY("state", "STATE", "state", "planned active paused ended cancelled",
	"only journeys in this state"),
    END};

static const struct option_rule edit_person_options[] = {
    TEXT("name", "NAME", "name", NULL, "the new name"),
    TEXT("email", "ADDR", "email", NULL, "the new address"),
    TEXT("work-email", "ADDR", "work_email", NULL, "the new address at work"),
    TEXT("phone", "PHONE", "phone", NULL, "the new telephone"), END};

static const struct option_rule list_activities_options[] = {
    QUERY("leader", "ID", "leader", NULL, "only this leader's"),
    QUERY("responsible", "ADDR", "responsible", NULL,
	"only those that this person is responsible for"),
    SWITCH("overdue", "overdue", OPTION_QUERY, "only overdue ones"),
    QUERY("planned-before", "DATE", "planned_before", NULL,
	"only those planned before that day"),
    END};

static const struct option_rule complete_options[] = {
    TEXT("at", "INSTANT", "at", NULL, "when it was done; now if left out"),
    TEXT("note", "TEXT", "note", NULL, "a note to keep with it"), END};

static const struct option_rule skip_options[] = {
    NEEDED("reason", "TEXT", "reason", NULL, "why it is not done"), END};

static const struct option_rule move_options[] = {
    NEEDED("to", "DATE[THH:MM]", "to", NULL, "the new day, and time"),
    TEXT("reason", "TEXT", "reason", NULL, "why it is moved"), END};

static const struct option_rule log_call_options[] = {
    NEEDED("at", "INSTANT", "at", NULL, "when the call began"),
    {"minutes", "N", "minutes", OPTION_BODY, KIND_NUMBER, true, NULL,
	"how long it was"},
    END};

static const struct option_rule assign_options[] = {
    {"role", "ROLE", "role", OPTION_PATH, KIND_TEXT, true, ROLES,
	"the role in the leader's journey"},
    NEEDED("person", "PERSON", "person", NULL, "who takes it, \"Name <addr>\""),
    END};

static const struct option_rule list_mail_options[] = {
    QUERY("state", "STATE", "state",
	"queued sending sent deferred failed cancelled ambiguous held",
	"only mails in this state"),
    QUERY("to", "ADDR", "to", NULL, "only mails to this address"), END};

static const struct option_rule show_mail_options[] = {
    SWITCH("raw", "/message", OPTION_SUFFIX,
	"print the stored message, byte for byte"),
    END};

static const struct option_rule advance_clock_options[] = {
    NEEDED("to", "INSTANT", "to", NULL, "where the clock shall stand"),
    SWITCH("jump", "jump", OPTION_BODY,
	"move at once, as after a time out of service"),
    END};
/* clang-format on */

const struct command command_table[] = {
    {
	.name = "add-leader",
	.summary = "add a leader and plan the first year",
	.options = add_leader_options,
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
	.options = list_leaders_options,
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
	.options = no_options,
	.method = "GET",
	.path = "/leaders/{ID}",
	.doing = "show leader {ID}",
	.print = print_leader_shown,
	.example = "show-leader 3",
    },
    {
	.name = "edit-person",
	.summary = "correct a person's name, addresses or telephone",
	.arguments = {{"ADDR", KIND_TEXT, false, NULL}},
	.options = edit_person_options,
	.wants_an_option = true,
	.method = "PATCH",
	.path = "/people/{ADDR}",
	.doing = "edit person '{ADDR}'",
	.print = print_leader_person,
	.details = "ADDR is the address that the person has now.",
	.example = "edit-person ana@example.org "
		   "--work-email ana.holm@kommune.example",
    },
    {
	.name = "list-activities",
	.summary = "list activities by leader, person or date",
	.options = list_activities_options,
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
	.options = complete_options,
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
	.options = skip_options,
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
	.options = move_options,
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
	.name = "log-call",
	.summary = "record a call with a leader",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = log_call_options,
	.method = "POST",
	.path = "/leaders/{LEADER}/calls",
	.doing = "log a call with leader {LEADER}",
	.print = print_leader_call,
	.example = "log-call 3 --at 2026-10-20T14:00 --minutes 15",
    },
    {
	.name = "assign",
	.summary = "give a role in a leader's journey to a person",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = assign_options,
	.method = "PUT",
	.path = "/leaders/{LEADER}/roles/{role}",
	.doing = "assign role '{role}' of leader {LEADER}",
	.print = print_leader_shown,
	.example = "assign 3 --role mentor "
		   "--person \"Bo Berg <bo@example.org>\"",
    },
    {
	.name = "explain",
	.summary = "explain why an activity is planned on its day",
	.arguments = {{"ACTIVITY", KIND_TEXT, false, NULL}},
	.options = no_options,
	.method = "GET",
	.path = "/activities/{ACTIVITY}/explanation",
	.doing = "explain activity '{ACTIVITY}'",
	.print = print_activity_explained,
	.details = "ACTIVITY is an id or LEADER:STEP.",
	.example = "explain 3:forventning-2",
    },
    {
	.name = "list-feeds",
	.summary = "list the calendar links of a leader's journey",
	.arguments = {{"LEADER", KIND_NUMBER, false, NULL}},
	.options = no_options,
	.method = "GET",
	.path = "/leaders/{LEADER}/feeds",
	.doing = "list the feeds of leader {LEADER}",
	.print = print_feed_list,
	.example = "list-feeds 3",
    },
    {
	.name = "rotate-feed",
	.summary = "give a calendar a new link; the old one stops",
	.arguments = {{"FEED", KIND_NUMBER, false, NULL}},
	.options = no_options,
	.method = "POST",
	.path = "/feeds/{FEED}/rotate",
	.doing = "rotate feed {FEED}",
	.print = print_feed_shown,
	.example = "rotate-feed 7",
    },
    {
	.name = "list-mail",
	.summary = "list mails by state or receiver",
	.options = list_mail_options,
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
	.options = show_mail_options,
	.method = "GET",
	.path = "/mail/{ID}",
	.doing = "show mail {ID}",
	.print = print_mail_shown,
	.example = "show-mail 12 --raw >mail.eml",
    },
    {
	.name = "retry-mail",
	.summary = "try to send a mail again now",
	.arguments = {{"ID", KIND_NUMBER, false, NULL}},
	.options = no_options,
	.method = "POST",
	.path = "/mail/{ID}/retry",
	.doing = "retry mail {ID}",
	.print = print_mail_retried,
	.example = "retry-mail 12",
    },
    {
	.name = "list-programmes",
	.summary = "list the programmes and their versions",
	.options = no_options,
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
	.options = no_options,
	.method = "GET",
	.path = "/programmes/{ID}",
	.doing = "show programme '{ID}'",
	.print = print_programme_shown,
	.example = "show-programme ny-leder",
    },
    {
	.name = "check-programme",
	.summary = "check a programme file; needs no daemon",
	.arguments = {{"FILE", KIND_TEXT, false, "@file"}},
	.options = no_options,
	.doing = "use programme '{FILE}'",
	.run = check_programme_run,
	.details = "Prints every mistake as FILE:LINE:COLUMN: TEXT.",
	.example = "check-programme /etc/onboardd/programmes/ny-leder.yaml",
    },
    {
	.name = "advance-clock",
	.summary = "move the clock of a daemon that runs a test clock",
	.options = advance_clock_options,
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
	.options = no_options,
	.run = usage_run_help,
	.example = "help add-leader",
    },
    {
	.name = "version",
	.summary = "print the version",
	.options = no_options,
	.run = usage_run_version,
	.example = "version",
    },
};

const size_t command_count = ARRAY_LEN(command_table);
