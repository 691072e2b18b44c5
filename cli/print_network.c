/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_network.h"

#include "base/memory.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/view.h"

struct field {
	const char *label;
	const char *key;
	char *(*read)(const json_t *object, const char *key);
};

static void
add_network(struct output *output, const json_t *network)
{
	static const struct field fields[] = {
	    {"About", "about", view_value},
	    {"Welcomes", "welcomes", view_value},
	    {"Area", "area", view_value},
	    {"Level", "level", view_value},
	    {"Contact", "contact", view_person},
	    {"Members", "members", view_value},
	    {"Closed", "closed", view_instant},
	};
	cleanup_(memory_free_ptr) char *id = view_value(network, "id");
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("Network %s: %s", id, view_text(network, "name"));

	output_add_value(output, title);
	output_add(output, "\n");
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		cleanup_(memory_free_ptr) char *value =
		    fields[i].read(network, fields[i].key);

		output_add_field(output, fields[i].label, value);
	}
}

/* "3 of 4", or "" while nothing is noted. */
static char *
attendance_of(const json_t *object)
{
	const json_t *count = json_object_get(object, "attendance");
	cleanup_(memory_free_ptr) char *came = view_value(count, "came");
	cleanup_(memory_free_ptr) char *of = view_value(count, "of");

	if (json_integer_value(json_object_get(count, "of")) == 0)
		return memory_strdup("");
	return memory_printf("%s of %s", came, of);
}

static void
add_members(struct output *output, const json_t *list)
{
	static const struct table_column columns[] = {{"MEMBER", TABLE_CUT},
	    {"FROM", TABLE_PLAIN}, {"UNTIL", TABLE_PLAIN},
	    {"CAME", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	output_add_heading(output, "Members");
	if (json_array_size(list) == 0) {
		output_add(output, "No members.\n");
		return;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *member = json_array_get(list, i);

		table_take(&table, view_person(member, "person"));
		table_take(&table, view_date(member, "from"));
		table_take(&table, view_date(member, "until"));
		table_take(&table, attendance_of(member));
	}
	table_print(&table, output);
}

static void
add_meetings(struct output *output, const json_t *list)
{
	static const struct table_column columns[] = {{"MEETING", TABLE_RIGHT},
	    {"DAY", TABLE_PLAIN}, {"START", TABLE_PLAIN},
	    {"MINUTES", TABLE_RIGHT}, {"PLACE", TABLE_CUT},
	    {"CAME", TABLE_PLAIN}, {"CANCELLED", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	output_add_heading(output, "Meetings");
	if (json_array_size(list) == 0) {
		output_add(output, "No meetings.\n");
		return;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *meeting = json_array_get(list, i);

		table_take(&table, view_value(meeting, "id"));
		table_take(&table, view_date(meeting, "day"));
		table_add(&table, view_text(meeting, "start"));
		table_take(&table, view_value(meeting, "minutes"));
		table_add(&table, view_text(meeting, "place"));
		table_take(&table, attendance_of(meeting));
		table_take(&table, view_instant(meeting, "cancelled"));
	}
	table_print(&table, output);
}

/* What a change of a meeting did, or would do. */
static void
add_told(struct output *output, const json_t *answer)
{
	cleanup_(memory_free_ptr) char *told = view_value(answer, "told");

	if (json_object_get(answer, "told") == NULL)
		return;
	output_add(output, view_is_true(answer, "dry_run")
			       ? "\nNothing was kept. Mailed at once would be: "
			       : "\nMailed at once: ");
	output_add_value(output, told);
	output_add(output, "\nThe others hear of it in their next digest.\n");
}

int
print_network_shown(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *network = NULL;
	json_t *members = NULL;
	json_t *meetings = NULL;
	int status = view_object(answer, "network", &network, err);

	if (status == OB_OK)
		status = view_list(answer, "members", &members, err);
	if (status == OB_OK)
		status = view_list(answer, "meetings", &meetings, err);
	if (status < 0)
		return status;
	add_network(output, network);
	add_members(output, members);
	add_meetings(output, meetings);
	add_told(output, answer);
	return OB_OK;
}

int
print_network_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_RIGHT},
	    {"NAME", TABLE_CUT}, {"WELCOMES", TABLE_PLAIN},
	    {"CONTACT", TABLE_CUT}, {"MEMBERS", TABLE_RIGHT},
	    {"NEXT", TABLE_PLAIN}, {"CLOSED", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "networks", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No networks.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *network = json_array_get(list, i);

		table_take(&table, view_value(network, "id"));
		table_add(&table, view_text(network, "name"));
		table_add(&table, view_text(network, "welcomes"));
		table_take(&table, view_person(network, "contact"));
		table_take(&table, view_value(network, "members"));
		table_take(
		    &table, view_date(json_object_get(network, "next"), "day"));
		table_take(&table, view_instant(network, "closed"));
	}
	table_print(&table, output);
	return OB_OK;
}
