/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/mail_check.h"
#include "cli/print_mail.h"
#include "cli/print_received.h"
#include "cli/receive_mail.h"

static const struct command rows[] = {
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
	.options = command_cancel_mail_options,
	.question = "Never send mail {ID}?",
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
};

const struct command_group command_table_mail = {rows, ARRAY_LEN(rows)};
