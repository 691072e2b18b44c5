/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_replan.h"

#include <string.h>

#include "base/memory.h"
#include "cli/print_activity.h"
#include "cli/print_handbook.h"
#include "cli/table.h"
#include "cli/view.h"

static void
add_leader(struct output *output, const json_t *leader)
{
	cleanup_(memory_free_ptr) char *id = view_value(leader, "id");
	cleanup_(memory_free_ptr) char *first = view_date(leader, "first_day");
	cleanup_(memory_free_ptr) char *end = view_date(leader, "end");
	cleanup_(memory_free_ptr) char *last = view_date(leader, "last_day");
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("Leader %s: %s", id, view_text(leader, "name"));

	output_add_value(output, title);
	output_add(output, "\n");
	output_add_field(output, "State", view_text(leader, "state"));
	if (strcmp(view_text(leader, "kind"), "exit") != 0)
		output_add_field(output, "First day", first);
	output_add_field(output, "Last day", last);
	output_add_field(output, "End", end);
}

/* "Thu 2026-12-10 09:00" */
static char *
make_moment(const json_t *item, const char *day, const char *time)
{
	cleanup_(memory_free_ptr) char *date = view_date(item, day);
	const char *clock = view_text(item, time);

	return memory_printf(
	    "%s%s%s", date, clock[0] == '\0' ? "" : " ", clock);
}

static void
add_moved(struct output *output, const json_t *list)
{
	static const struct table_column columns[] = {{"STEP", TABLE_PLAIN},
	    {"TITLE", TABLE_CUT}, {"FROM", TABLE_PLAIN}, {"TO", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(list) == 0)
		return;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		table_add(&table, view_text(item, "step"));
		table_add(&table, view_text(item, "title"));
		table_take(&table, make_moment(item, "from", "from_time"));
		table_take(&table, make_moment(item, "to", "to_time"));
	}
	output_add_heading(output, "Moved");
	table_print(&table, output);
}

/* Nothing when the list is empty. */
static void
add_list(struct output *output, const char *heading, const json_t *list)
{
	static const struct table_column columns[] = {
	    {"STEP", TABLE_PLAIN}, {"TITLE", TABLE_CUT}, {"DATE", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(list) == 0)
		return;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		table_add(&table, view_text(item, "step"));
		table_add(&table, view_text(item, "title"));
		table_take(&table, view_date(item, "planned"));
	}
	output_add_heading(output, heading);
	table_print(&table, output);
}

static void
add_dropped_pauses(struct output *output, const json_t *list)
{
	static const struct table_column columns[] = {
	    {"FROM", TABLE_PLAIN}, {"TO", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(list) == 0)
		return;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		table_take(&table, view_date(item, "from"));
		table_take(&table, view_date(item, "to"));
	}
	output_add_heading(
	    output, "Pauses that fall away, because they lie before it");
	table_print(&table, output);
}

static void
add_plan(struct output *output, const json_t *answer)
{
	add_moved(output, json_object_get(answer, "moved"));
	add_list(output, "New", json_object_get(answer, "added"));
	add_list(output, "Cancelled", json_object_get(answer, "cancelled"));
	add_list(output, "Can no longer be done by the latest date",
	    json_object_get(answer, "impossible"));
	add_list(output, "Unchanged", json_object_get(answer, "unchanged"));
}

static void
add_fitting_version(struct output *output, const json_t *answer)
{
	cleanup_(memory_free_ptr) char *version =
	    view_value(answer, "fitting_version");

	if (version[0] == '\0')
		return;
	output_add_field(output, "Fits now", version);
	output_add(output, "A new leader there would be given that version; "
			   "'migrate-journey' moves this one.\n");
}

int
print_replan_journey(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *leader = NULL;
	int status = view_object(answer, "leader", &leader, err);

	if (status < 0)
		return status;
	add_leader(output, leader);
	add_fitting_version(output, answer);
	add_dropped_pauses(output, json_object_get(answer, "dropped_pauses"));
	print_handbook_contacts(output, json_object_get(answer, "contacts"));
	add_plan(output, answer);
	return OB_OK;
}

int
print_replan_cancelled(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) char *mails = view_value(answer, "mails");
	const json_t *own = json_object_get(answer, "onboarding");
	json_t *leader = NULL;
	int status = view_object(answer, "leader", &leader, err);

	if (status < 0)
		return status;
	add_leader(output, leader);
	output_add_field(output, "Mails", mails);
	add_list(output, "Cancelled", json_object_get(answer, "cancelled"));
	if (own == NULL)
		return OB_OK;
	output_add_heading(output, "The leader's own journey goes on");
	return print_replan_journey(own, output, err);
}

int
print_replan_ended(
    const json_t *answer, struct output *output, struct error *err)
{
	const json_t *exit = json_object_get(answer, "exit");
	json_t *leader = NULL;
	int status = print_replan_journey(answer, output, err);

	if (status == OB_OK)
		status = view_object(exit, "leader", &leader, err);
	if (status < 0)
		return status;
	output_add_heading(output, "Exit journey");
	add_leader(output, leader);
	output_add(output, "\n");
	print_activity_plan(json_object_get(exit, "activities"), output);
	return OB_OK;
}

int
print_replan_migrated(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) char *from =
	    view_value(answer, "from_version");
	cleanup_(memory_free_ptr) char *to = view_value(answer, "to_version");
	const char *text = view_text(answer, "text");
	json_t *leader = NULL;
	int status = view_object(answer, "leader", &leader, err);

	if (status < 0)
		return status;
	add_leader(output, leader);
	output_add_field(output, "From version", from);
	output_add_field(output, "To version", to);
	output_add_heading(output, "What the programme says now");
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		cleanup_(memory_free_ptr) char *line =
		    memory_strndup(text, len);

		output_add_value(output, line);
		output_add(output, "\n");
		text += len + (text[len] == '\n' ? 1 : 0);
	}
	add_plan(output, answer);
	return OB_OK;
}

/* Why something was settled in another way than was asked for. */
static void
add_late_notes(struct output *output, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		if (view_text(item, "note")[0] == '\0')
			continue;
		output_add(output, "- ");
		output_add_value(output, view_text(item, "step"));
		output_add(output, ": ");
		output_add_value(output, view_text(item, "note"));
		output_add(output, "\n");
	}
}

int
print_replan_late(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"STEP", TABLE_PLAIN},
	    {"TITLE", TABLE_CUT}, {"DATE", TABLE_PLAIN},
	    {"CHOICE", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	cleanup_(memory_free_ptr) char *left = view_value(answer, "left");
	json_t *leader = NULL;
	json_t *list = NULL;
	int status = view_object(answer, "leader", &leader, err);

	if (status == OB_OK)
		status = view_list(answer, "settled", &list, err);
	if (status < 0)
		return status;
	add_leader(output, leader);
	output_add_field(output, "Still late", left);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		table_add(&table, view_text(item, "step"));
		table_add(&table, view_text(item, "title"));
		table_take(&table, view_date(item, "planned"));
		table_add(&table, view_text(item, "choice"));
	}
	if (table.cell_count == 0)
		return OB_OK;
	output_add_heading(output, "Settled");
	table_print(&table, output);
	add_late_notes(output, list);
	return OB_OK;
}

int
print_replan_reopened(
    const json_t *answer, struct output *output, struct error *err)
{
	int status = print_activity_shown(answer, output, err);

	if (status < 0)
		return status;
	add_moved(output, json_object_get(answer, "moved"));
	add_list(output, "Done after it, and left alone",
	    json_object_get(answer, "dependants"));
	return OB_OK;
}
