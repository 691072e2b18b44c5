/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/print_cohort.h"

static const struct command rows[] = {
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
	.name = "list-potential",
	.summary = "list who stands in the leader potential bank",
	.options = command_no_options,
	.method = "GET",
	.path = "/potential-bank",
	.doing = "list the potential bank",
	.print = print_cohort_potential,
	.details = "Whoever was through a pre-leader course agrees on the own "
		   "page, and takes it back there. The audit keeps who has "
		   "looked.",
	.example = "list-potential",
    },
};

const struct command_group command_table_cohorts = {rows, ARRAY_LEN(rows)};
