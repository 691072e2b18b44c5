/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_calendar.h"

#include "base/memory.h"
#include "cli/table.h"
#include "cli/view.h"

/* LEADER:STEP, as commands take it. */
static char *
make_reference(const json_t *item)
{
	cleanup_(memory_free_ptr) char *leader = view_value(item, "leader");

	return memory_printf("%s:%s", leader, view_text(item, "step"));
}

static char *
make_day(const json_t *item, const char *day_key, const char *time_key)
{
	cleanup_(memory_free_ptr) char *day = view_date(item, day_key);
	const char *time = view_text(item, time_key);

	return memory_printf("%s%s%s", day, time[0] == '\0' ? "" : " ", time);
}

/* "closed: Grundlovsdag" */
static char *
make_why(const json_t *item)
{
	const char *title = view_text(item, "day_title");

	return memory_printf("%s%s%s", view_text(item, "why"),
	    title[0] == '\0' ? "" : ": ", title);
}

static void
add_moves(struct output *output, const char *heading, const json_t *list)
{
	static const struct table_column columns[] = {{"ACTIVITY", TABLE_PLAIN},
	    {"LEADER", TABLE_CUT}, {"TITLE", TABLE_CUT}, {"WHY", TABLE_CUT},
	    {"FROM", TABLE_PLAIN}, {"TO", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(list) == 0)
		return;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		table_take(&table, make_reference(item));
		table_add(&table, view_text(item, "leader_name"));
		table_add(&table, view_text(item, "title"));
		table_take(&table, make_why(item));
		table_take(&table, make_day(item, "from", "from_time"));
		table_take(&table, make_day(item, "to", "to_time"));
	}
	output_add_heading(output, heading);
	table_print(&table, output);
}

static void
add_impossible(struct output *output, const json_t *list)
{
	static const struct table_column columns[] = {{"ACTIVITY", TABLE_PLAIN},
	    {"LEADER", TABLE_CUT}, {"TITLE", TABLE_CUT}, {"TO", TABLE_PLAIN},
	    {"LATEST", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(list) == 0)
		return;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		table_take(&table, make_reference(item));
		table_add(&table, view_text(item, "leader_name"));
		table_add(&table, view_text(item, "title"));
		table_take(&table, make_day(item, "to", "to_time"));
		table_take(&table, view_date(item, "latest"));
	}
	output_add_heading(output, "Can no longer be done by the latest date");
	table_print(&table, output);
}

int
print_calendar_reviewed(
    const json_t *answer, struct output *output, struct error *err)
{
	bool is_confirmed = view_is_true(answer, "confirmed");
	json_t *conflicts = NULL;
	json_t *moved = NULL;
	json_t *impossible = NULL;
	int status = view_list(answer, "conflicts", &conflicts, err);

	if (status == OB_OK)
		status = view_list(answer, "moved", &moved, err);
	if (status == OB_OK)
		status = view_list(answer, "impossible", &impossible, err);
	if (status < 0)
		return status;
	if (json_array_size(conflicts) + json_array_size(impossible) == 0) {
		output_add(output,
		    "No activity stands on a day that the calendar does not "
		    "allow it.\n");
		return OB_OK;
	}
	add_moves(output,
	    is_confirmed ? "Moved off days of the calendar"
			 : "Not on a day that the calendar now gives",
	    conflicts);
	add_moves(output,
	    is_confirmed ? "Moved because of these" : "Would follow", moved);
	add_impossible(output, impossible);
	if (!is_confirmed)
		output_add(output,
		    "\nNothing is moved yet. To move them: onboardctl "
		    "review-calendar --confirm\n");
	return OB_OK;
}

static void
add_days(struct output *output, const char *heading, const json_t *days)
{
	static const struct table_column columns[] = {
	    {"DAY", TABLE_PLAIN}, {"TITLE", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(days) == 0)
		return;
	for (size_t i = 0; i < json_array_size(days); i++) {
		const json_t *day = json_array_get(days, i);

		table_take(&table, view_date(day, "day"));
		table_add(&table, view_text(day, "title"));
	}
	output_add_heading(output, heading);
	table_print(&table, output);
}

static void
add_left_out(struct output *output, const json_t *items)
{
	static const struct table_column columns[] = {
	    {"LINE", TABLE_RIGHT}, {"TITLE", TABLE_CUT}, {"WHY", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(items) == 0)
		return;
	for (size_t i = 0; i < json_array_size(items); i++) {
		const json_t *item = json_array_get(items, i);

		table_take(&table, view_value(item, "line"));
		table_add(&table, view_text(item, "title"));
		table_add(&table, view_text(item, "why"));
	}
	output_add_heading(output, "Left out");
	table_print(&table, output);
}

static void
add_counts(struct output *output, const json_t *answer, const json_t *added,
    const json_t *removed)
{
	cleanup_(memory_free_ptr) char *unchanged =
	    view_value(answer, "unchanged");
	const char *area = view_text(answer, "area");

	output_add_field(output, "Source", view_text(answer, "source"));
	output_add_field(output, "Class", view_text(answer, "class"));
	output_add_field(
	    output, "Area", area[0] == '\0' ? "the municipality" : area);
	output_add(output, "Days         %zu added, ", json_array_size(added));
	output_add_value(output, unchanged);
	output_add(
	    output, " unchanged, %zu removed\n", json_array_size(removed));
	if (!view_is_true(answer, "known_area"))
		output_add_field(output, "Note",
		    "neither a leader nor the configuration has this area");
}

int
print_calendar_imported(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *added = NULL;
	json_t *removed = NULL;
	int status = view_list(answer, "added", &added, err);

	if (status == OB_OK)
		status = view_list(answer, "removed", &removed, err);
	if (status < 0)
		return status;
	add_counts(output, answer, added, removed);
	add_days(output, "Added", added);
	add_days(output, "Removed", removed);
	add_left_out(output, json_object_get(answer, "left_out"));
	output_add(output, "\n");
	return print_calendar_reviewed(answer, output, err);
}
