/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/print_account.h"

static const struct command rows[] = {
    {
	.name = "add-person",
	.summary = "let a person sign in, or give another role",
	.arguments = {{"PERSON", KIND_TEXT, false, NULL}},
	.options = command_add_person_options,
	.method = "PUT",
	.path = "/accounts/{PERSON}",
	.doing = "let '{PERSON}' sign in",
	.print = print_account_shown,
	.details = "A coordinator runs journeys, of one area or of all; a "
		   "director sees figures; an administrator may all of it. "
		   "Somebody who has signed in with another role signs in "
		   "anew.",
	.example = "add-person \"Ida Ivrig <ida@example.org>\" "
		   "--role coordinator --area Skole",
    },
    {
	.name = "list-accounts",
	.summary = "list who may sign in",
	.options = command_no_options,
	.method = "GET",
	.path = "/accounts",
	.doing = "list the accounts",
	.print = print_account_list,
	.example = "list-accounts",
    },
    {
	.name = "remove-account",
	.summary = "let a person sign in no more",
	.arguments = {{"ADDR", KIND_TEXT, false, NULL}},
	.options = command_yes_options,
	.question = "Let '{ADDR}' sign in no more, from now on?",
	.method = "POST",
	.path = "/accounts/{ADDR}/remove",
	.doing = "remove the account of '{ADDR}'",
	.print = print_account_shown,
	.details = "All sessions end at once. 'add-person' opens the account "
		   "again.",
	.example = "remove-account ida@example.org",
    },
    {
	.name = "end-sessions",
	.summary = "sign a person out of every browser",
	.arguments = {{"ADDR", KIND_TEXT, false, NULL}},
	.options = command_no_options,
	.method = "POST",
	.path = "/accounts/{ADDR}/end-sessions",
	.doing = "end the sessions of '{ADDR}'",
	.print = print_account_shown,
	.example = "end-sessions ida@example.org",
    },
    {
	.name = "reset-totp",
	.summary = "let a person set up another authenticator",
	.arguments = {{"ADDR", KIND_TEXT, false, NULL}},
	.options = command_yes_options,
	.question = "Let the mailbox of '{ADDR}' alone open the account, until "
		    "another authenticator is set up?",
	.method = "POST",
	.path = "/accounts/{ADDR}/reset-totp",
	.doing = "reset the authenticator of '{ADDR}'",
	.print = print_account_shown,
	.details = "For who has lost the authenticator and the recovery codes. "
		   "Make sure who asks: the next to sign in with the person's "
		   "mail sets up a new one.",
	.example = "reset-totp ida@example.org",
    },
    {
	.name = "unlink-openid",
	.summary = "let a person sign in with another account of the provider",
	.arguments = {{"ADDR", KIND_TEXT, false, NULL}},
	.options = command_yes_options,
	.question = "Let the next to sign in with the provider as '{ADDR}' be "
		    "taken for the person?",
	.method = "POST",
	.path = "/accounts/{ADDR}/unlink-openid",
	.doing = "unlink '{ADDR}' from the provider's account",
	.print = print_account_shown,
	.details =
	    "For who has a new account with the OpenID Connect provider. "
	    "Make sure whose address it is there: the next to sign in "
	    "with it is taken for the person.",
	.example = "unlink-openid ida@example.org",
    },
};

const struct command_group command_table_accounts = {rows, ARRAY_LEN(rows)};
