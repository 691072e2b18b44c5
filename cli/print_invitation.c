/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_invitation.h"

#include <string.h>

#include "base/memory.h"
#include "cli/table.h"
#include "cli/view.h"

/* "accepted by mail", "declined by link, unverified" */
static char *
make_answer(const json_t *row)
{
	const char *by = view_text(row, "answered_by");

	if (strcmp(view_text(row, "method"), "cancel") == 0)
		return memory_strdup("withdrawn");
	if (by[0] == '\0')
		return memory_strdup("none yet");
	return memory_printf("%s by %s%s", view_text(row, "partstat"), by,
	    strcmp(by, "mail") != 0 || view_is_true(row, "verified")
		? ""
		: ", unverified");
}

/* When, or why not: the letter's state, as list-mail calls it. */
static char *
make_told(const json_t *row)
{
	const char *state = view_text(row, "mail");

	return state[0] == '\0' || strcmp(state, "sent") == 0
		   ? view_instant(row, "told")
		   : memory_strdup(state);
}

static const char *
person_name(const json_t *row)
{
	return view_text(json_object_get(row, "person"), "name");
}

int
print_invitation_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"WHO", TABLE_CUT},
	    {"WHEN", TABLE_PLAIN}, {"MEETING", TABLE_CUT},
	    {"TOLD", TABLE_PLAIN}, {"ANSWER", TABLE_PLAIN},
	    {"COMMENT", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "invitations", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "Nobody was invited yet.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *row = json_array_get(list, i);

		table_add(&table, person_name(row));
		table_take(&table, view_instant(row, "start"));
		table_add(&table, view_text(row, "title"));
		table_take(&table, make_told(row));
		table_take(&table, make_answer(row));
		table_add(&table, view_text(row, "comment"));
	}
	table_print(&table, output);
	return OB_OK;
}
