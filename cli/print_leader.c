/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_leader.h"

#include "base/memory.h"
#include "cli/print_activity.h"
#include "cli/print_feed.h"
#include "cli/table.h"
#include "cli/view.h"

struct field {
	const char *label;
	const char *key;
	char *(*read)(const json_t *object, const char *key);
};

static void
add_fields(struct output *output, const json_t *object,
    const struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		cleanup_(memory_free_ptr) char *value =
		    fields[i].read(object, fields[i].key);

		output_add_field(output, fields[i].label, value);
	}
}

static void
add_leader(struct output *output, const json_t *leader)
{
	static const struct field fields[] = {
	    {"State", "state", view_value},
	    {"First day", "first_day", view_date},
	    {"Accepted", "accepted", view_date},
	    {"End", "end", view_date},
	    {"Title", "title", view_value},
	    {"Area", "area", view_value},
	    {"Workplace", "workplace", view_value},
	    {"Work email", "work_email", view_value},
	    {"Phone", "phone", view_value},
	    {"Language", "language", view_value},
	    {"Recruitment", "recruitment", view_value},
	    {"Programme", "programme", view_value},
	    {"Version", "version", view_value},
	};
	cleanup_(memory_free_ptr) char *id = view_value(leader, "id");
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("Leader %s: %s <%s>", id, view_text(leader, "name"),
		view_text(leader, "email"));

	output_add_value(output, title);
	output_add(output, "\n");
	add_fields(output, leader, fields, ARRAY_LEN(fields));
}

static void
add_rules(struct output *output, const json_t *rules)
{
	static const struct table_column columns[] = {
	    {"RULE", TABLE_PLAIN}, {"HELD", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(rules) == 0)
		return;
	for (size_t i = 0; i < json_array_size(rules); i++) {
		const json_t *rule = json_array_get(rules, i);
		cleanup_(memory_free_ptr) char *have = view_value(rule, "have");
		cleanup_(memory_free_ptr) char *need = view_value(rule, "need");

		table_add(&table, view_text(rule, "rule"));
		table_take(&table, memory_printf("%s of %s", have, need));
	}
	output_add_heading(output, "Rules");
	table_print(&table, output);
}

int
print_leader_shown(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *leader = NULL;
	json_t *activities = NULL;
	int status = view_object(answer, "leader", &leader, err);

	if (status == OB_OK)
		status = view_list(answer, "activities", &activities, err);
	if (status < 0)
		return status;
	add_leader(output, leader);
	add_rules(output, json_object_get(answer, "rules"));
	print_activity_flags(activities, output);
	output_add_heading(output, "Plan");
	print_activity_plan(activities, output);
	output_add_heading(output, "Calendars and pages");
	print_feed_links(json_object_get(answer, "feeds"), output);
	print_feed_pages(json_object_get(answer, "pages"), output);
	return OB_OK;
}

int
print_leader_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_RIGHT},
	    {"NAME", TABLE_CUT}, {"EMAIL", TABLE_CUT}, {"STATE", TABLE_PLAIN},
	    {"FIRST DAY", TABLE_PLAIN}, {"PROGRAMME", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "leaders", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No leaders.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *leader = json_array_get(list, i);

		table_take(&table, view_value(leader, "id"));
		table_add(&table, view_text(leader, "name"));
		table_add(&table, view_text(leader, "email"));
		table_add(&table, view_text(leader, "state"));
		table_take(&table, view_date(leader, "first_day"));
		table_add(&table, view_text(leader, "programme"));
	}
	table_print(&table, output);
	return OB_OK;
}

int
print_leader_call(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct field fields[] = {
	    {"Leader", "leader", view_value},
	    {"Call", "at", view_instant},
	    {"Minutes", "minutes", view_value},
	};
	json_t *call;
	int status = view_object(answer, "call", &call, err);

	if (status < 0)
		return status;
	add_fields(output, call, fields, ARRAY_LEN(fields));
	add_rules(output, json_object_get(answer, "rules"));
	return OB_OK;
}

int
print_leader_person(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct field fields[] = {
	    {"Name", "name", view_value},
	    {"Email", "email", view_value},
	    {"Work email", "work_email", view_value},
	    {"Phone", "phone", view_value},
	    {"Language", "language", view_value},
	};
	json_t *person;
	int status = view_object(answer, "person", &person, err);

	if (status < 0)
		return status;
	add_fields(output, person, fields, ARRAY_LEN(fields));
	return OB_OK;
}
