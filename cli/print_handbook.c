/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_handbook.h"

#include "base/memory.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/view.h"

void
print_handbook_contacts(struct output *output, const json_t *list)
{
	static const struct table_column columns[] = {{"LEADER", TABLE_CUT},
	    {"ROLE", TABLE_PLAIN}, {"FROM", TABLE_CUT}, {"TO", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(list) == 0)
		return;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		table_add(&table, view_text(item, "leader_name"));
		table_add(&table, view_text(item, "role"));
		table_add(&table, view_text(item, "from_name"));
		table_add(&table, view_text(item, "to_name"));
	}
	output_add_heading(output, "Contacts");
	table_print(&table, output);
}

int
print_handbook_removed(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *contacts = NULL;
	int status = view_list(answer, "contacts", &contacts, err);

	if (status < 0)
		return status;
	output_add_value(output, view_text(answer, "title"));
	output_add(output, view_is_true(answer, "dry_run")
			       ? " would be removed\n"
			       : " is removed\n");
	print_handbook_contacts(output, contacts);
	return OB_OK;
}
