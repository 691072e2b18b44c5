/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_mentor.h"

#include "base/memory.h"
#include "cli/table.h"
#include "cli/view.h"

static void
add_mentor(struct table *table, const json_t *mentor, const json_t *journey)
{
	cleanup_(memory_free_ptr) char *load = view_value(mentor, "load");
	cleanup_(memory_free_ptr) char *limit = view_value(mentor, "limit");

	table_take(table, view_person(mentor, "person"));
	table_take(table, memory_printf("%s of %s", load, limit));
	table_take(table, view_value(journey, "leader"));
	table_add(table, view_text(journey, "name"));
	table_take(table, view_date(journey, "from"));
	table_take(table, view_date(journey, "briefed"));
	table_take(table, view_value(journey, "meetings"));
}

/* A line for each leader, and one for who has none now. */
int
print_mentor_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"MENTOR", TABLE_CUT},
	    {"LOAD", TABLE_PLAIN}, {"LEADER", TABLE_RIGHT}, {"NAME", TABLE_CUT},
	    {"FROM", TABLE_PLAIN}, {"BRIEFED", TABLE_PLAIN},
	    {"MEETINGS", TABLE_RIGHT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "mentors", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No mentors.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *mentor = json_array_get(list, i);
		const json_t *journeys = json_object_get(mentor, "journeys");

		if (json_array_size(journeys) == 0)
			add_mentor(&table, mentor, NULL);
		for (size_t k = 0; k < json_array_size(journeys); k++)
			add_mentor(&table, mentor, json_array_get(journeys, k));
	}
	table_print(&table, output);
	return OB_OK;
}

void
print_mentor_history(const json_t *mentors, struct output *output)
{
	static const struct table_column columns[] = {{"MENTOR", TABLE_CUT},
	    {"FROM", TABLE_PLAIN}, {"UNTIL", TABLE_PLAIN},
	    {"BRIEFED", TABLE_PLAIN}, {"MEETINGS", TABLE_RIGHT},
	    {"WHY ENDED", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(mentors) == 0)
		return;
	for (size_t i = 0; i < json_array_size(mentors); i++) {
		const json_t *mentor = json_array_get(mentors, i);

		table_take(&table, view_person(mentor, "person"));
		table_take(&table, view_date(mentor, "from"));
		table_take(&table, view_date(mentor, "until"));
		table_take(&table, view_date(mentor, "briefed"));
		table_take(&table, view_value(mentor, "meetings"));
		table_add(&table, view_text(mentor, "closed_why"));
	}
	output_add_heading(output, "Mentors");
	table_print(&table, output);
}
