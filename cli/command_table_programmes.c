/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/check_programme.h"
#include "cli/command_options.h"
#include "cli/import_programme.h"
#include "cli/print_programme.h"
#include "cli/print_simulation.h"
#include "cli/simulate.h"

static const struct command rows[] = {
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
	.name = "set-programme-decision",
	.summary = "note who decided a version of a programme, and why",
	.arguments = {{"ID", KIND_TEXT, false, NULL}},
	.options = command_set_programme_decision_options,
	.method = "PUT",
	.path = "/programmes/{ID}/versions/{version}/decision",
	.doing = "note the decision on version {version} of programme '{ID}'",
	.print = print_programme_decision,
	.details = "It is shown wherever the version is. Written again, it "
		   "takes the place of the one before, which the audit log "
		   "keeps.",
	.example = "set-programme-decision ny-leder --number 2 --by "
		   "styregruppen --decided 2026-11-03 --reason \"færre "
		   "opgaver i første uge\"",
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
};

const struct command_group command_table_programmes = {rows, ARRAY_LEN(rows)};
