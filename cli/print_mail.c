/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_mail.h"

#include <string.h>

#include "base/memory.h"
#include "cli/glyph.h"
#include "cli/table.h"
#include "cli/view.h"

int
print_mail_list(const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_RIGHT},
	    {"CREATED", TABLE_PLAIN}, {"TO", TABLE_CUT}, {"SUBJECT", TABLE_CUT},
	    {"KIND", TABLE_PLAIN}, {"STATE", TABLE_PLAIN},
	    {"TRIES", TABLE_RIGHT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "mail", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No mail.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *mail = json_array_get(list, i);

		table_take(&table, view_value(mail, "id"));
		table_take(&table, view_instant(mail, "created"));
		table_take(&table, view_address(mail, "to"));
		table_add(&table, view_text(mail, "subject"));
		table_add(&table, view_text(mail, "kind"));
		table_add(&table, view_text(mail, "state"));
		table_take(&table, view_value(mail, "attempts"));
	}
	table_print(&table, output);
	return OB_OK;
}

static void
add_owned_field(struct output *output, const char *label, char *value)
{
	output_add_field(output, label, value);
	memory_free_ptr(&value);
}

static void
add_headers(struct output *output, const json_t *mail)
{
	add_owned_field(output, "Mail", view_value(mail, "id"));
	output_add_field(output, "State", view_text(mail, "state"));
	output_add_field(output, "Kind", view_text(mail, "kind"));
	add_owned_field(output, "To", view_address(mail, "to"));
	output_add_field(output, "Subject", view_text(mail, "subject"));
	output_add_field(output, "Message-ID", view_text(mail, "message_id"));
	add_owned_field(output, "Activity", view_value(mail, "activity"));
	add_owned_field(output, "Created", view_instant(mail, "created"));
	add_owned_field(output, "Sent", view_instant(mail, "sent"));
	add_owned_field(output, "Attempts", view_value(mail, "attempts"));
	add_owned_field(
	    output, "Next attempt", view_instant(mail, "next_attempt"));
}

/* The server's words are shown whole, however narrow the terminal is. */
static void
add_attempts(struct output *output, const json_t *attempts)
{
	if (json_array_size(attempts) == 0)
		return;
	output_add_heading(output, "History");
	for (size_t i = 0; i < json_array_size(attempts); i++) {
		const json_t *attempt = json_array_get(attempts, i);
		const char *reply = view_text(attempt, "reply");
		cleanup_(memory_free_ptr) char *at =
		    view_instant(attempt, "at");

		output_add_value(output, at);
		output_add(output, "  ");
		output_add_value(output, view_text(attempt, "outcome"));
		if (reply[0] != '\0') {
			output_add(output, ": ");
			output_add_value(output, reply);
		}
		output_add(output, "\n");
	}
}

static void
add_text(struct output *output, const json_t *text)
{
	size_t len = json_string_length(text);

	if (!json_is_string(text)) {
		output_add(output, "\n(The text is no longer kept.)\n");
		return;
	}
	output_add(output, "\n");
	glyph_add_lines(&output->text, json_string_value(text));
	if (len > 0 && json_string_value(text)[len - 1] != '\n')
		output_add(output, "\n");
}

int
print_mail_shown(const json_t *answer, struct output *output, struct error *err)
{
	json_t *mail;
	int status = view_object(answer, "mail", &mail, err);

	if (status < 0)
		return status;
	add_headers(output, mail);
	add_attempts(output, json_object_get(answer, "attempts"));
	add_text(output, json_object_get(answer, "text"));
	return OB_OK;
}

int
print_mail_retried(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *mail;
	int status = view_object(answer, "mail", &mail, err);

	if (status < 0)
		return status;
	add_headers(output, mail);
	return OB_OK;
}

int
print_mail_held(const json_t *answer, struct output *output, struct error *err)
{
	int status = print_mail_retried(answer, output, err);

	if (status == OB_OK)
		output_add(output,
		    "\nIt is not sent until it is released with retry-mail.\n");
	return status;
}

int
print_mail_cancelled(
    const json_t *answer, struct output *output, struct error *err)
{
	int status = print_mail_retried(answer, output, err);
	const json_t *mail = json_object_get(answer, "mail");

	if (status < 0)
		return status;
	if (json_is_integer(json_object_get(mail, "activity")))
		output_add(output,
		    "\nIt is never sent, and its activity stays open: complete "
		    "it when the receiver was\ntold in another way, or skip "
		    "it.\n");
	else if (strcmp(view_text(mail, "kind"), "digest") == 0)
		output_add(output,
		    "\nIt is never sent. What it was to tell comes with the "
		    "next digest.\n");
	else
		output_add(output,
		    "\nIt is never sent, and counts as told: tell the receiver "
		    "in another way.\n");
	return OB_OK;
}

static void
add_sentences(struct output *output, const char *heading, const json_t *lines)
{
	if (json_array_size(lines) == 0)
		return;
	output_add_heading(output, heading);
	for (size_t i = 0; i < json_array_size(lines); i++) {
		const json_t *line = json_array_get(lines, i);
		const char *title = view_text(line, "title");

		output_add(output, "- ");
		if (title[0] != '\0') {
			output_add_value(output, title);
			output_add(output, ": ");
		}
		output_add_value(output, view_text(line, "text"));
		output_add(output, "\n");
	}
}

int
print_mail_explained(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *mail;
	int status = view_object(answer, "mail", &mail, err);

	if (status < 0)
		return status;
	add_headers(output, mail);
	add_attempts(output, json_object_get(answer, "attempts"));
	add_sentences(output, "Why", json_object_get(answer, "explanation"));
	add_sentences(output, "It told", json_object_get(answer, "reminders"));
	return OB_OK;
}
