/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/print_network.h"

static const struct command rows[] = {
    {
	.name = "add-network",
	.summary = "open a leader network",
	.options = command_add_network_options,
	.method = "POST",
	.path = "/networks",
	.doing = "add network '{name}'",
	.print = print_network_shown,
	.details = "Leaders whom it is for find it on their page and join "
		   "there. The contact has a page to see to it.",
	.example = "add-network --name \"Ledere i skolerne\" "
		   "--contact \"Nina Nord <nina@example.org>\" "
		   "--welcomes new",
    },
    {
	.name = "edit-network",
	.summary = "change what a leader network is and whom it is for",
	.arguments = {{"NETWORK", KIND_NUMBER, false, NULL}},
	.options = command_edit_network_options,
	.wants_an_option = true,
	.method = "PATCH",
	.path = "/networks/{NETWORK}",
	.doing = "change network {NETWORK}",
	.print = print_network_shown,
	.example = "edit-network 2 --welcomes all --area \"\"",
    },
    {
	.name = "close-network",
	.summary = "close a leader network; cancel its meetings to come",
	.arguments = {{"NETWORK", KIND_NUMBER, false, NULL}},
	.options = command_yes_options,
	.question = "Close network {NETWORK} and cancel its meetings?",
	.method = "POST",
	.path = "/networks/{NETWORK}/close",
	.doing = "close network {NETWORK}",
	.print = print_network_shown,
	.example = "close-network 2 --yes",
    },
    {
	.name = "list-networks",
	.summary = "list the leader networks and when they meet next",
	.options = command_no_options,
	.method = "GET",
	.path = "/networks",
	.doing = "list the networks",
	.print = print_network_list,
	.example = "list-networks",
    },
    {
	.name = "show-network",
	.summary = "show a leader network with members and meetings",
	.arguments = {{"NETWORK", KIND_NUMBER, false, NULL}},
	.options = command_no_options,
	.method = "GET",
	.path = "/networks/{NETWORK}",
	.doing = "show network {NETWORK}",
	.print = print_network_shown,
	.example = "show-network 2",
    },
    {
	.name = "join-network",
	.summary = "make somebody a member of a leader network",
	.arguments = {{"NETWORK", KIND_NUMBER, false, NULL}},
	.options = command_join_network_options,
	.method = "POST",
	.path = "/networks/{NETWORK}/members",
	.doing = "add '{person}' to network {NETWORK}",
	.print = print_network_shown,
	.details = "The step netvaerk of a journey stays open: its responsible "
		   "says when it is done.",
	.example = "join-network 2 --person ana@example.org",
    },
    {
	.name = "leave-network",
	.summary = "take somebody out of a leader network from today on",
	.arguments = {{"NETWORK", KIND_NUMBER, false, NULL},
	    {"ADDR", KIND_TEXT, false, NULL}},
	.options = command_no_options,
	.method = "POST",
	.path = "/networks/{NETWORK}/members/{ADDR}/leave",
	.doing = "take '{ADDR}' out of network {NETWORK}",
	.print = print_network_shown,
	.example = "leave-network 2 ana@example.org",
    },
    {
	.name = "plan-network-meeting",
	.summary = "plan a meeting of a leader network",
	.arguments = {{"NETWORK", KIND_NUMBER, false, NULL}},
	.options = command_plan_network_options,
	.method = "POST",
	.path = "/networks/{NETWORK}/meetings",
	.doing = "plan a meeting of network {NETWORK}",
	.print = print_network_shown,
	.details = "Members hear of it in their next digest, or at once when "
		   "it is less than 48 hours ahead.",
	.example = "plan-network-meeting 2 --start 2027-02-03T13:00 "
		   "--minutes 90 --place \"Rådhuset, lokale 2\"",
    },
    {
	.name = "move-network-meeting",
	.summary = "change when or where a leader network meets",
	.arguments = {{"MEETING", KIND_NUMBER, false, NULL}},
	.options = command_move_network_options,
	.wants_an_option = true,
	.method = "PATCH",
	.path = "/network-meetings/{MEETING}",
	.doing = "move network meeting {MEETING}",
	.print = print_network_shown,
	.example = "move-network-meeting 5 --start 2027-02-10T13:00 --dry-run",
    },
    {
	.name = "cancel-network-meeting",
	.summary = "cancel a meeting of a leader network",
	.arguments = {{"MEETING", KIND_NUMBER, false, NULL}},
	.options = command_cancel_network_options,
	.method = "POST",
	.path = "/network-meetings/{MEETING}/cancel",
	.doing = "cancel network meeting {MEETING}",
	.print = print_network_shown,
	.example = "cancel-network-meeting 5",
    },
    {
	.name = "record-attendance",
	.summary = "note that a member came to a network meeting, or did not",
	.arguments = {{"MEETING", KIND_NUMBER, false, NULL},
	    {"ADDR", KIND_TEXT, false, NULL}},
	.options = command_attendance_options,
	.method = "POST",
	.path = "/network-meetings/{MEETING}/attendance/{ADDR}",
	.doing = "note the attendance of '{ADDR}' at network meeting {MEETING}",
	.print = print_network_shown,
	.example = "record-attendance 5 ana@example.org --missed",
    },
};

const struct command_group command_table_networks = {rows, ARRAY_LEN(rows)};
