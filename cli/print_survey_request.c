/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_survey_request.h"

#include "base/memory.h"
#include "cli/print_activity.h"
#include "cli/table.h"
#include "cli/view.h"

static void
add_row(struct table *table, const json_t *request)
{
	cleanup_(memory_free_ptr) char *leader = view_value(request, "leader");

	table_take(
	    table, memory_printf("%s:%s", leader, view_text(request, "step")));
	table_add(table, view_text(request, "survey"));
	table_take(table, view_person(request, "person"));
	table_add(table, view_text(request, "state"));
	table_take(table, view_instant(request, "asked"));
	table_take(table, view_instant(request, "answered"));
	table_take(table, view_date(request, "closes"));
	table_take(table, view_value(request, "reminders"));
}

int
print_survey_request_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ACTIVITY", TABLE_PLAIN},
	    {"SURVEY", TABLE_PLAIN}, {"PERSON", TABLE_CUT},
	    {"STATE", TABLE_PLAIN}, {"ASKED", TABLE_PLAIN},
	    {"ANSWERED", TABLE_PLAIN}, {"CLOSES", TABLE_PLAIN},
	    {"REMINDERS", TABLE_RIGHT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "requests", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "Nobody is asked.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++)
		add_row(&table, json_array_get(list, i));
	table_print(&table, output);
	if (view_is_true(answer, "is_cut"))
		output_add(
		    output, "There are more; name a leader or a state.\n");
	return OB_OK;
}

int
print_survey_request_sent(
    const json_t *answer, struct output *output, struct error *err)
{
	int status = print_activity_shown(answer, output, err);

	return status < 0 ? status
			  : print_survey_request_list(answer, output, err);
}
