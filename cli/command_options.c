/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_options.h"

#include "cli/command_option_rules.h"

/* clang-format off: one option a line reads as the table that it is. */
#define ROLES                                                                  \
	"manager mentor coordinator hiring_leader director"                    \
	" local_admin network_lead"

#define FEED_PURPOSES "person coordinator network"

#define TALK_OPTIONS                                                           \
	{"minutes", "N", "minutes", OPTION_BODY, KIND_NUMBER, false, NULL,     \
	    "how long a call or meeting took"},                                \
	    TEXT("undisturbed", "WORD", "undisturbed", "yes no",               \
		"whether its time was undisturbed"),                           \
	{                                                                      \
		"topics", "ID,...", "topics", OPTION_BODY, KIND_CLEARABLE,     \
		    false, NULL, "what it was about, \"\" for no topic"        \
	}

#define LATE_CHOICES "now done skip"

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

const struct option_rule command_no_options[] = {END};

const struct option_rule command_yes_options[] = {YES, END};

const struct option_rule command_add_leader_options[] = {
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
    TEXT("level", "LEVEL", "level", NULL, "the level of management"),
    {"addresses", "N", "addresses", OPTION_BODY, KIND_NUMBER, false, NULL,
	"how many addresses the leader leads"},
    {"employees", "N", "employees", OPTION_BODY, KIND_NUMBER, false, NULL,
	"how many employees the leader leads"},
    {"professional-groups", "N", "professional_groups", OPTION_BODY,
	KIND_NUMBER, false, NULL, "how many professional groups they are of"},
    TEXT("programme", "ID", "programme", NULL,
	"the programme; ny-leder if left out"),
    TEXT("language", "LANGUAGE", "language", "da en",
	"the leader's language, da or en"),
    TEXT("late", "CHOICE", "late", LATE_CHOICES,
	"what is late already: do it now, done elsewhere, or skip it"),
    SWITCH("dry-run", "dry_run", OPTION_BODY,
	"show the plan; store and send nothing"),
    END};

const struct option_rule command_list_leaders_options[] = {
    QUERY("state", "STATE", "state", "planned active paused ended cancelled",
	"only journeys in this state"),
    END};

const struct option_rule command_add_person_options[] = {
    NEEDED("role", "ROLE", "role", "coordinator director administrator",
	"coordinator, director or administrator"),
    TEXT("area", "AREA", "area", NULL,
	"the coordinator's area; all of them if left out"),
    END};

const struct option_rule command_edit_person_options[] = {
    TEXT("name", "NAME", "name", NULL, "the new name"),
    TEXT("email", "ADDR", "email", NULL, "the new address"),
    TEXT("work-email", "ADDR", "work_email", NULL, "the new address at work"),
    CLEARABLE("phone", "PHONE", "phone", "the new telephone"),
    TEXT("language", "LANGUAGE", "language", "da en",
	"the person's language, da or en"),
    CLEARABLE("zone", "ZONE", "zone",
	"the time zone the person lives in, as America/Nuuk"),
    CLEARABLE("manager", "PERSON", "manager",
	"to whom the person reports, \"Name <addr>\""),
    CLEARABLE("away-from", "DATE", "away_from", "the first day away"),
    CLEARABLE("away-until", "DATE", "away_until", "the last day away"),
    CLEARABLE("stand-in", "PERSON", "stand_in",
	"who acts for the person meanwhile, \"Name <addr>\""),
    TEXT("digest", "HOW-OFTEN", "digest", "daily weekly",
	"how often the overview comes, daily or weekly"),
    TEXT("meetings", "CHANNEL", "channel", "invitation feed default",
	"how meetings come: invitation, feed or default"),
    SWITCH("new-links", "new_links", OPTION_BODY,
	"end all links and calendars that the person has"),
    YES, END};

const struct option_rule command_mail_check_options[] = {
    {"dkim-selector", "SELECTOR", NULL, OPTION_LOCAL, KIND_TEXT, false, NULL,
	"under which the relay's public key stands, as in s= of a signature"},
    {"dns", "ADDRESS:PORT", NULL, OPTION_LOCAL, KIND_TEXT, false, NULL,
	"the name server to ask (default: the machine's)"},
    END};

const struct option_rule command_edit_leader_options[] = {
    CLEARABLE("title", "TITLE", "title", "the title"),
    CLEARABLE("area", "AREA", "area", "the area of the municipality"),
    CLEARABLE("workplace", "WORKPLACE", "workplace", "the workplace"),
    CLEARABLE("level", "LEVEL", "level", "the level of management"),
    {"addresses", "N", "addresses", OPTION_BODY, KIND_NUMBER, false, NULL,
	"how many addresses the leader leads"},
    {"employees", "N", "employees", OPTION_BODY, KIND_NUMBER, false, NULL,
	"how many employees the leader leads"},
    {"professional-groups", "N", "professional_groups", OPTION_BODY,
	KIND_NUMBER, false, NULL, "how many professional groups they are of"},
    TEXT("recruitment", "KIND", "recruitment", "internal external",
	"internal or external"),
    TEXT("reason", "TEXT", "reason", NULL, "why, for the audit log"),
    SWITCH("dry-run", "dry_run", OPTION_BODY, "only show what it would do"),
    END};

const struct option_rule command_list_activities_options[] = {
    QUERY("leader", "ID", "leader", NULL, "only this leader's"),
    QUERY("responsible", "ADDR", "responsible", NULL,
	"only those that this person is responsible for"),
    SWITCH("overdue", "overdue", OPTION_QUERY, "only overdue ones"),
    QUERY("planned-before", "DATE", "planned_before", NULL,
	"only those planned before that day"),
    END};

const struct option_rule command_list_survey_requests_options[] = {
    QUERY("leader", "ID", "leader", NULL, "only this leader's"),
    QUERY("state", "STATE", "state", "open answered closed cancelled",
	"only those in this state"),
    END};

const struct option_rule command_complete_options[] = {
    TEXT("at", "INSTANT", "at", NULL, "when it was done; now if left out"),
    TEXT("note", "TEXT", "note", NULL, "a note to keep with it"), TALK_OPTIONS,
    END};

const struct option_rule command_describe_talk_options[] = {
    TEXT("held-on", "DATE", "held_on", NULL, "the day it was held"),
    TALK_OPTIONS, END};

const struct option_rule command_skip_options[] = {
    NEEDED("reason", "TEXT", "reason", NULL, "why it is not done"), END};

const struct option_rule command_reopen_options[] = {
    NEEDED("reason", "TEXT", "reason", NULL, "why it is to be done after all"),
    END};

const struct option_rule command_first_day_options[] = {
    NEEDED("to", "DATE", "to", NULL, "the new first day"),
    TEXT("reason", "TEXT", "reason", NULL, "why, for the audit log"),
    SWITCH("dry-run", "dry_run", OPTION_BODY,
	"show what would move; change nothing"),
    END};

const struct option_rule command_pause_options[] = {
    NEEDED("from", "DATE", "from", NULL, "the first day of the pause"),
    NEEDED("to", "DATE", "to", NULL, "the last day of the pause"),
    TEXT("reason", "TEXT", "reason", NULL, "why, for the audit log"),
    SWITCH("dry-run", "dry_run", OPTION_BODY,
	"show what would move; change nothing"),
    END};

const struct option_rule command_resume_options[] = {
    TEXT("on", "DATE", "on", NULL, "the first day back; today if left out"),
    TEXT("reason", "TEXT", "reason", NULL, "why, for the audit log"),
    SWITCH("dry-run", "dry_run", OPTION_BODY,
	"show what would move; change nothing"),
    END};

const struct option_rule command_cancel_options[] = {
    NEEDED("reason", "TEXT", "reason", NULL, "why the journey is cancelled"),
    YES, END};

const struct option_rule command_mail_options[] = {
    TEXT("reason", "TEXT", "reason", NULL, "why, for the mail's history"), END};

const struct option_rule command_cancel_mail_options[] = {
    TEXT("reason", "TEXT", "reason", NULL, "why, for the mail's history"), YES,
    END};

const struct option_rule command_receive_mail_options[] = {
    {"maildir", "DIR", NULL, OPTION_LOCAL, KIND_TEXT, false, "@file",
	"read what lies in this Maildir; standard input if left out"},
    {"trusted-host", "NAME", NULL, OPTION_LOCAL, KIND_TEXT, false, NULL,
	"whose Authentication-Results count; mail.trusted_host if left out"},
    END};

const struct option_rule command_list_received_options[] = {
    SWITCH("review", "review", OPTION_QUERY, "only what waits for somebody"),
    END};

const struct option_rule command_settle_received_options[] = {
    TEXT("reason", "TEXT", "reason", NULL, "what was done, for the audit log"),
    END};

const struct option_rule command_answer_proposal_options[] = {
    SWITCH("accept", "accept", OPTION_BODY, "move the meeting there"),
    SWITCH("decline", "decline", OPTION_BODY, "leave the meeting where it is"),
    TEXT("reason", "TEXT", "reason", NULL,
	"why; who proposed sees it when it is declined"),
    END};

const struct option_rule command_end_options[] = {
    NEEDED("last-day", "DATE", "last_day", NULL, "the last day of employment"),
    TEXT("reason", "TEXT", "reason", NULL, "why, for the audit log"),
    SWITCH("dry-run", "dry_run", OPTION_BODY,
	"show what would happen; change nothing"),
    YES, END};

const struct option_rule command_migrate_options[] = {
    {"to", "VERSION", "version", OPTION_BODY, KIND_NUMBER, false, NULL,
	"the version; the newest that fits if left out"},
    TEXT("reason", "TEXT", "reason", NULL, "why, for the audit log"),
    SWITCH("dry-run", "dry_run", OPTION_BODY,
	"show the difference; change nothing"),
    END};

const struct option_rule command_late_options[] = {
    TEXT("now", "STEPS", "now", NULL,
	"steps to be done now, with commas between"),
    TEXT("done", "STEPS", "done", NULL, "steps that were done elsewhere"),
    TEXT("skip", "STEPS", "skip", NULL, "steps that are left out"),
    TEXT("rest", "CHOICE", "rest", LATE_CHOICES,
	"what holds for all others: now, done or skip"),
    END};

const struct option_rule command_move_options[] = {
    NEEDED("to", "DATE[THH:MM]", "to", NULL, "the new day, and time"),
    TEXT("reason", "TEXT", "reason", NULL, "why it is moved"), END};

const struct option_rule command_log_call_options[] = {
    NEEDED("at", "INSTANT", "at", NULL, "when the call began"),
    {"minutes", "N", "minutes", OPTION_BODY, KIND_NUMBER, true, NULL,
	"how long it was"},
    END};

const struct option_rule command_assign_options[] = {
    {"role", "ROLE", "role", OPTION_PATH, KIND_TEXT, true, ROLES,
	"the role in the leader's journey"},
    {"person", "PERSON", "person", OPTION_BODY, KIND_CLEARABLE, true, NULL,
	"who takes it, \"Name <addr>\"; \"\" for nobody"},
    TEXT("reason", "TEXT", "reason", NULL,
	"why; lets a mentor have more than the limit"),
    END};

const struct option_rule command_add_first_task_options[] = {
    NEEDED("title", "TITLE", "title", NULL, "what is to be done"),
    NEEDED("goal", "GOAL", "goal", NULL, "what is to be reached"),
    NEEDED("seen-by", "TEXT", "seen_by", NULL,
	"how it is seen that the goal is reached"),
    NEEDED("due", "DATE", "due", NULL,
	"by which day, within a month of the first working day"),
    END};

const struct option_rule command_rate_first_task_options[] = {
    {"outcome", "WORD", "outcome", OPTION_BODY, KIND_CLEARABLE, true,
	"reached partly not-yet", "what became of it, \"\" to take it back"},
    END};

const struct option_rule command_job_description_options[] = {
    {"file", "FILE", NULL, OPTION_LOCAL, KIND_TEXT, true, "@file",
	"the description, in Markdown; - is standard input"},
    CLEARABLE("advertisement", "URL", "advertisement_url",
	"where the job is advertised, \"\" for nowhere"),
    CLEARABLE("role-description", "URL", "role_url",
	"where its role is described, \"\" for nowhere"),
    END};

const struct option_rule command_list_feeds_options[] = {
    QUERY("person", "ADDR", "person", NULL, "only this person's"),
    QUERY("purpose", "PURPOSE", "purpose", "journey " FEED_PURPOSES,
	"only calendars of this kind"),
    END};

const struct option_rule command_add_feed_options[] = {
    NEEDED("purpose", "PURPOSE", "purpose", FEED_PURPOSES,
	"what it shows: person, coordinator or network"),
    NEEDED("person", "PERSON", "person", NULL, "whose it is, \"Name <addr>\""),
    END};

const struct option_rule command_edit_feed_options[] = {
    TEXT("alarms", "MINUTES|off", "alarms", "off 5 15 30 60",
	"an alarm so many minutes before each meeting"),
    END};

const struct option_rule command_add_cohort_options[] = {
    NEEDED("name", "NAME", "name", NULL, "what the cohort is called"),
    NEEDED("start", "DATE", "start", NULL, "the day it begins, YYYY-MM-DD"),
    TEXT("opened", "DATE", "opened", NULL,
	"the day it opens for nominations; today if left out"),
    TEXT("coordinator", "PERSON", "coordinator", NULL,
	"who runs it; the configured one if left out"),
    TEXT("programme", "ID", "programme", NULL,
	"the programme; foer-leder if left out"),
    TEXT("area", "AREA", "area", NULL, "the area of the municipality"), END};

#define WELCOMES "all new experienced"

const struct option_rule command_add_network_options[] = {
    NEEDED("name", "NAME", "name", NULL, "what the network is called"),
    NEEDED("contact", "PERSON", "contact", NULL,
	"who sees to it, \"Name <addr>\""),
    TEXT("about", "TEXT", "about", NULL, "what it is for, in a few lines"),
    TEXT("welcomes", "WHO", "welcomes", WELCOMES,
	"all, new or experienced leaders; all if left out"),
    TEXT("area", "AREA", "area", NULL, "only leaders of this area"),
    TEXT("level", "LEVEL", "level", NULL, "only leaders of this level"), END};

const struct option_rule command_edit_network_options[] = {
    TEXT("name", "NAME", "name", NULL, "what the network is called"),
    TEXT("contact", "PERSON", "contact", NULL,
	"who sees to it, \"Name <addr>\""),
    CLEARABLE("about", "TEXT", "about", "what it is for, in a few lines"),
    TEXT("welcomes", "WHO", "welcomes", WELCOMES,
	"all, new or experienced leaders"),
    CLEARABLE("area", "AREA", "area", "only leaders of this area"),
    CLEARABLE("level", "LEVEL", "level", "only leaders of this level"), END};

const struct option_rule command_join_network_options[] = {
    NEEDED("person", "PERSON", "person", NULL,
	"\"Name <addr>\", or an address that is known"),
    TEXT("from", "DATE", "from", NULL, "since when; today if left out"), END};

const struct option_rule command_plan_network_options[] = {
    NEEDED("start", "INSTANT", "start", NULL,
	"when it begins, as 2027-02-03T13:00"),
    {"minutes", "N", "minutes", OPTION_BODY, KIND_NUMBER, false, NULL,
	"how long it lasts; 120 if left out"},
    TEXT("place", "TEXT", "place", NULL, "where, or a link"),
    SWITCH("dry-run", "dry_run", OPTION_BODY, "only show what it would do"),
    END};

const struct option_rule command_move_network_options[] = {
    TEXT("start", "INSTANT", "start", NULL,
	"when it begins, as 2027-02-03T13:00"),
    {"minutes", "N", "minutes", OPTION_BODY, KIND_NUMBER, false, NULL,
	"how long it lasts"},
    CLEARABLE("place", "TEXT", "place", "where, or a link"),
    SWITCH("dry-run", "dry_run", OPTION_BODY, "only show what it would do"),
    END};

const struct option_rule command_cancel_network_options[] = {
    SWITCH("dry-run", "dry_run", OPTION_BODY, "only show what it would do"),
    END};

const struct option_rule command_attendance_options[] = {
    SWITCH("missed", "missed", OPTION_BODY, "they did not come"), END};

const struct option_rule command_nominate_options[] = {
    NEEDED("name", "NAME", "name", NULL, "the nominee's full name"),
    NEEDED("email", "ADDR", "email", NULL, "the nominee's address"),
    NEEDED("manager", "PERSON", "manager", NULL,
	"the nominee's manager, \"Name <addr>\""),
    TEXT("language", "LANGUAGE", "language", "da en",
	"the nominee's language, da or en"),
    END};

const struct option_rule command_accept_nomination_options[] = {
    NEEDED("by", "WHO", "by", "participant manager",
	"who accepted: participant or manager"),
    TEXT("at", "INSTANT", "at", NULL, "when; now if left out"), END};

const struct option_rule command_withdraw_nomination_options[] = {
    TEXT("reason", "TEXT", "reason", NULL, "why it is withdrawn"), END};

#define EXIT_REASONS                                                           \
	"job-mismatch manager-support no-introduction workload "               \
	"professional-level economy work-environment pay career private "      \
	"other-reason"

const struct option_rule command_record_exit_options[] = {
    NEEDED("held", "DATE", "held", NULL, "the day of the talk, YYYY-MM-DD"),
    NEEDED("main", "REASON", "main", EXIT_REASONS, "the main reason"),
    TEXT("reasons", "REASONS", "reasons", EXIT_REASONS,
	"other reasons, commas between"),
    TEXT("interviewer", "PERSON", "interviewer", NULL,
	"who held it, \"Name <addr>\"; whose step it is if left out"),
    TEXT("text", "TEXT", "text", NULL,
	"a note that is deleted after exits.text_days"),
    END};

const struct option_rule command_half_year_options[] = {
    QUERY(
	"half-year", "PERIOD", "half_year", NULL, "this half year, as 2026H2"),
    END};

const struct option_rule command_add_follow_up_options[] = {
    NEEDED("half-year", "PERIOD", "period", NULL,
	"what half year it is about, as 2026H2"),
    NEEDED("title", "TITLE", "title", NULL, "what is to be done"),
    NEEDED("owner", "PERSON", "owner", NULL, "who does it, \"Name <addr>\""),
    NEEDED("due", "DATE", "due", NULL, "until when, YYYY-MM-DD"), END};

const struct option_rule command_list_mail_options[] = {
    QUERY("state", "STATE", "state",
	"queued sending sent deferred failed cancelled ambiguous held",
	"only mails in this state"),
    QUERY("to", "ADDR", "to", NULL, "only mails to this address"), END};

const struct option_rule command_show_mail_options[] = {
    SWITCH("raw", "/message", OPTION_SUFFIX,
	"print the stored message, byte for byte"),
    END};

const struct option_rule command_show_programme_options[] = {
    QUERY("number", "N", "version", NULL,
	"this version; the one that new leaders are given if left out"),
    QUERY("area", "AREA", "area", NULL, "the one for this area"),
    QUERY("workplace", "WORKPLACE", "workplace", NULL,
	"the one for this workplace"),
    END};

const struct option_rule command_set_programme_decision_options[] = {
    {"number", "N", "version", OPTION_PATH, KIND_NUMBER, true, NULL,
	"the version that was decided"},
    NEEDED("by", "WHO", "by", NULL, "who decided: a group or a function"),
    TEXT("decided", "DATE", "decided", NULL,
	"the day of the decision, YYYY-MM-DD; today if left out"),
    NEEDED("reason", "TEXT", "reason", NULL, "why, in a line"), END};

const struct option_rule command_show_survey_options[] = {
    QUERY(
	"number", "N", "version", NULL, "this version; the newest if left out"),
    END};

const struct option_rule command_show_survey_results_options[] = {
    QUERY("year", "YEAR", "year", NULL,
	"the year in which the leaders began; the last that is final if left "
	"out"),
    QUERY("cohort", "ID", "cohort", NULL,
	"of a survey that is asked of cohorts: which; the last that is counted "
	"if left out"),
    QUERY("half", "HALF", "half", NULL,
	"of a survey that leaders are asked when they leave: the half year in "
	"which it could be answered at last; the last that is counted if left "
	"out"),
    END};

const struct option_rule command_list_survey_words_options[] = {
    QUERY("half", "HALF", "half", NULL,
	"the half year in which they answered; the last that is over if left "
	"out"),
    END};

const struct option_rule command_import_programme_options[] = {
    {"area", "AREA", NULL, OPTION_LOCAL, KIND_TEXT, false, NULL,
	"a pilot: only for new leaders of this area"},
    {"workplace", "WORKPLACE", NULL, OPTION_LOCAL, KIND_TEXT, false, NULL,
	"a pilot: only for new leaders of this workplace"},
    SWITCH(
	"dry-run", NULL, OPTION_LOCAL, "show what would change; store nothing"),
    END};

const struct option_rule command_withdraw_programme_options[] = {
    TEXT("area", "AREA", "area", NULL, "the area's versions"),
    TEXT("workplace", "WORKPLACE", "workplace", NULL,
	"the workplace's versions"),
    END};

const struct option_rule command_remove_handbook_entry_options[] = {
    TEXT("area", "AREA", "area", NULL, "the area that the entry is for"),
    TEXT("workplace", "WORKPLACE", "workplace", NULL,
	"the workplace that the entry is for"),
    SWITCH("dry-run", "dry_run", OPTION_BODY, "only show what it would do"),
    YES, END};

const struct option_rule command_simulate_options[] = {
    {"file", "FILE", NULL, OPTION_LOCAL, KIND_TEXT, false, "@file",
	"a programme or overlay file, in place of what is stored"},
    TEXT("first-day", "DATE", "first_day", NULL,
	"the first day in the job; of many leaders the first of a year"),
    TEXT("accepted", "DATE", "accepted", NULL,
	"the day of acceptance; 45 workdays before if left out"),
    TEXT("last-day", "DATE", "last_day", NULL,
	"of who leaves: the last day; of many leaders the first of a year"),
    TEXT("notice", "DATE", "notice", NULL,
	"the day notice is given; 30 workdays before if left out"),
    TEXT("start", "DATE", "start", NULL, "the day that a cohort begins"),
    TEXT("opened", "DATE", "opened", NULL,
	"the day that it opens; 60 workdays before if left out"),
    {"participants", "N", "participants", OPTION_BODY, KIND_NUMBER, false, NULL,
	"how many take part in it; 'cohorts.least' if left out"},
    {"leaders", "N", "leaders", OPTION_BODY, KIND_NUMBER, false, NULL,
	"how many leaders, 1 to 500; one if left out"},
    {"number", "N", "version", OPTION_BODY, KIND_NUMBER, false, NULL,
	"the programme's version; the newest if left out"},
    TEXT("area", "AREA", "area", NULL, "the variant for this area"),
    TEXT("workplace", "WORKPLACE", "workplace", NULL,
	"the variant for this workplace"),
    TEXT("recruitment", "KIND", "recruitment", "internal external",
	"internal or external; external if left out, of many some each"),
    SWITCH("nobody-acts", "nobody_acts", OPTION_BODY,
	"nothing is done: shows what reminders come"),
    END};
#define IMPORT_KINDS "leaders people handbook closing_days figures"

const struct option_rule command_import_options[] = {
    {"kind", "KIND", NULL, OPTION_LOCAL, KIND_TEXT, false, IMPORT_KINDS,
	"what a table holds, if its headings do not show it"},
    TEXT("class", "CLASS", "class", "closed half no_meeting quiet",
	"what a calendar file's days are: closed, half, no_meeting or quiet"),
    TEXT("area", "AREA", "area", NULL,
	"whose a calendar file's days are; the municipality's if left out"),
    SWITCH("confirm", "confirm", OPTION_BODY,
	"move at once what stands on a calendar file's days"),
    SWITCH("dry-run", "dry_run", OPTION_BODY,
	"show what would change; store and send nothing"),
    {"example", "KIND", NULL, OPTION_LOCAL, KIND_TEXT, false, IMPORT_KINDS,
	"print a table to begin with and stop"},
    END};

const struct option_rule command_review_calendar_options[] = {
    SWITCH("confirm", "confirm", OPTION_BODY, "move what is listed"), END};

const struct option_rule command_advance_clock_options[] = {
    NEEDED("to", "INSTANT", "to", NULL, "where the clock shall stand"),
    SWITCH("jump", "jump", OPTION_BODY,
	"move at once, as after a time out of service"),
    END};
/* clang-format on */
