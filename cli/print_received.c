/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_received.h"

#include <string.h>

#include "base/memory.h"
#include "cli/table.h"
#include "cli/view.h"

static bool
is_waiting(const json_t *row)
{
	return strcmp(view_text(row, "outcome"), "review") == 0;
}

/* Who, and what it is about: the person, or else the sender. */
static const char *
who(const json_t *row)
{
	const char *name = view_text(json_object_get(row, "person"), "name");

	return name[0] != '\0' ? name : view_text(row, "sender");
}

static void
add_waiting(const json_t *row, struct output *output)
{
	cleanup_(memory_free_ptr) char *id = view_value(row, "id");
	cleanup_(memory_free_ptr) char *proposed =
	    view_instant(row, "proposed_start");
	const char *comment = view_text(row, "comment");

	output_add(output, "\nMail %s\n", id);
	output_add_field(output, "From", view_text(row, "sender"));
	output_add_field(output, "Meeting", view_text(row, "title"));
	output_add_field(output, "Proposed", proposed);
	output_add_field(output, "Comment", comment);
	output_add_field(output, "What to do", view_text(row, "explanation"));
}

int
print_received_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_RIGHT},
	    {"RECEIVED", TABLE_PLAIN}, {"KIND", TABLE_PLAIN},
	    {"WHO", TABLE_CUT}, {"ACTIVITY", TABLE_CUT},
	    {"ANSWER", TABLE_PLAIN}, {"OUTCOME", TABLE_PLAIN},
	    {"REASON", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "received", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No mail came in.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *row = json_array_get(list, i);

		table_take(&table, view_value(row, "id"));
		table_take(&table, view_instant(row, "received"));
		table_add(&table, view_text(row, "kind"));
		table_add(&table, who(row));
		table_add(&table, view_text(row, "title"));
		table_add(&table, view_text(row, "partstat"));
		table_add(&table, view_text(row, "outcome"));
		table_add(&table, view_text(row, "reason"));
	}
	table_print(&table, output);
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (is_waiting(json_array_get(list, i)))
			add_waiting(json_array_get(list, i), output);
	}
	return OB_OK;
}

int
print_received_settled(
    const json_t *answer, struct output *output, struct error *err)
{
	const json_t *row = json_object_get(answer, "received");
	cleanup_(memory_free_ptr) char *id = view_value(row, "id");

	if (row == NULL)
		return error_set(
		    err, OB_EPROTO, "the daemon's answer lacks 'received'");
	output_add(output, "Mail %s is settled.\n", id);
	return OB_OK;
}
