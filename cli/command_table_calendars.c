/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/import.h"
#include "cli/print_calendar.h"
#include "cli/print_feed.h"
#include "cli/print_handbook.h"
#include "cli/print_invitation.h"

static const struct command rows[] = {
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
	.options = command_yes_options,
	.question = "Stop the link of calendar {FEED} for good, so that its "
		    "subscriber needs the new one?",
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
	.options = command_yes_options,
	.question = "Close calendar {FEED} and stop its link for good?",
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
	    "A table of leaders, people, the handbook, closing days or figures "
	    "of the payroll system is CSV with headings in Danish or English, "
	    "or JSON. What it does not "
	    "name stays as it is; a row that fails is named with its line and "
	    "hinders no other. "
	    "Of an iCalendar file (.ics) the events of whole days count; "
	    "what has a time is listed and left out. The same file again "
	    "replaces its own days. What stands on a day that is taken now is "
	    "listed with where it would move.",
	.example = "import ledere.csv --dry-run",
    },
    {
	.name = "remove-handbook-entry",
	.summary = "remove what an import brought for an area or a workplace",
	.arguments = {{"FUNCTION", KIND_TEXT, false, NULL}},
	.options = command_remove_handbook_entry_options,
	.question =
	    "Remove the entry of '{FUNCTION}', so that the nearest that "
	    "is left contacts new leaders there?",
	.method = "POST",
	.path = "/handbook/{FUNCTION}/remove",
	.doing = "remove the handbook's entry of '{FUNCTION}'",
	.print = print_handbook_removed,
	.details = "What stands in the handbook's file is taken out there.",
	.example = "remove-handbook-entry hr --area Skole --dry-run",
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
};

const struct command_group command_table_calendars = {rows, ARRAY_LEN(rows)};
