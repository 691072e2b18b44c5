/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_cohort.h"

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
add_cohort(struct output *output, const json_t *cohort)
{
	static const struct field fields[] = {
	    {"State", "state", view_value},
	    {"Opened", "opened", view_date},
	    {"Start", "start", view_date},
	    {"End", "end", view_date},
	    {"Area", "area", view_value},
	    {"Coordinator", "coordinator", view_person},
	    {"Programme", "programme", view_value},
	    {"Version", "version", view_value},
	};
	cleanup_(memory_free_ptr) char *id = view_value(cohort, "id");
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("Cohort %s: %s", id, view_text(cohort, "name"));

	output_add_value(output, title);
	output_add(output, "\n");
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		cleanup_(memory_free_ptr) char *value =
		    fields[i].read(cohort, fields[i].key);

		output_add_field(output, fields[i].label, value);
	}
}

static void
add_hint(struct output *output, const json_t *rule)
{
	if (view_text(rule, "hint")[0] == '\0')
		return;
	output_add(output, "- ");
	output_add_value(output, view_text(rule, "hint"));
	output_add(output, "\n");
}

static void
add_rules(struct output *output, const json_t *rules)
{
	static const struct table_column columns[] = {
	    {"RULE", TABLE_PLAIN}, {"HELD", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	for (size_t i = 0; i < json_array_size(rules); i++) {
		const json_t *rule = json_array_get(rules, i);
		cleanup_(memory_free_ptr) char *have = view_value(rule, "have");
		cleanup_(memory_free_ptr) char *need = view_value(rule, "need");

		table_add(&table, view_text(rule, "rule"));
		table_take(&table, memory_printf("%s of %s", have, need));
	}
	output_add_heading(output, "Rules");
	table_print(&table, output);
	for (size_t i = 0; i < json_array_size(rules); i++)
		add_hint(output, json_array_get(rules, i));
}

static void
add_nominations(struct output *output, const json_t *list)
{
	static const struct table_column columns[] = {{"NOMINEE", TABLE_CUT},
	    {"MANAGER", TABLE_CUT}, {"STATE", TABLE_PLAIN},
	    {"NOMINATED", TABLE_PLAIN}, {"NOMINEE'S YES", TABLE_PLAIN},
	    {"MANAGER'S YES", TABLE_PLAIN}, {"REASON", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	output_add_heading(output, "Nominations");
	if (json_array_size(list) == 0) {
		output_add(output, "Nobody is nominated.\n");
		return;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *row = json_array_get(list, i);

		table_take(&table, view_person(row, "person"));
		table_take(&table, view_person(row, "manager"));
		table_add(&table, view_text(row, "state"));
		table_take(&table, view_date(row, "nominated"));
		table_take(&table, view_instant(row, "person_accepted"));
		table_take(&table, view_instant(row, "manager_accepted"));
		table_add(&table, view_text(row, "reason"));
	}
	table_print(&table, output);
}

int
print_cohort_shown(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *cohort = NULL;
	json_t *activities = NULL;
	int status = view_object(answer, "cohort", &cohort, err);

	if (status == OB_OK)
		status = view_list(answer, "activities", &activities, err);
	if (status < 0)
		return status;
	add_cohort(output, cohort);
	print_activity_flags(activities, output);
	output_add_heading(output, "Plan");
	print_activity_plan(activities, output);
	output_add_heading(output, "Calendars and pages");
	print_feed_links(json_object_get(answer, "feeds"), output);
	print_feed_pages(json_object_get(answer, "pages"), output);
	/* Last, where a long answer ends: they are what is asked for. */
	add_rules(output, json_object_get(answer, "rules"));
	add_nominations(output, json_object_get(answer, "nominations"));
	return OB_OK;
}

int
print_cohort_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_RIGHT},
	    {"NAME", TABLE_CUT}, {"STATE", TABLE_PLAIN}, {"START", TABLE_PLAIN},
	    {"PARTICIPANTS", TABLE_PLAIN}, {"PROGRAMME", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "cohorts", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No cohorts.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *cohort = json_array_get(list, i);
		cleanup_(memory_free_ptr) char *have =
		    view_value(cohort, "participants");
		cleanup_(memory_free_ptr) char *least =
		    view_value(cohort, "least");

		table_take(&table, view_value(cohort, "id"));
		table_add(&table, view_text(cohort, "name"));
		table_add(&table, view_text(cohort, "state"));
		table_take(&table, view_date(cohort, "start"));
		table_take(&table, memory_printf("%s of %s", have, least));
		table_add(&table, view_text(cohort, "programme"));
	}
	table_print(&table, output);
	return OB_OK;
}

int
print_cohort_events(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"EVENT", TABLE_CUT},
	    {"DAY", TABLE_PLAIN}, {"START", TABLE_PLAIN},
	    {"MINUTES", TABLE_RIGHT}, {"TITLE", TABLE_CUT},
	    {"ROLE", TABLE_PLAIN}, {"ONLY IF", TABLE_CUT},
	    {"LEADERS", TABLE_RIGHT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "events", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No events.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *event = json_array_get(list, i);
		const char *start = view_text(event, "start");

		table_add(&table, view_text(event, "id"));
		table_take(&table, view_date(event, "day"));
		table_take(&table, start[0] == '\0'
				       ? memory_strdup("")
				       : memory_strndup(start + 11, 5));
		table_take(&table, view_value(event, "minutes"));
		table_add(&table, view_text(event, "title"));
		table_add(&table, view_text(event, "role"));
		table_add(&table, view_text(event, "only_if"));
		table_take(&table, view_value(event, "journeys"));
	}
	table_print(&table, output);
	return OB_OK;
}

int
print_cohort_potential(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"PERSON", TABLE_CUT},
	    {"COURSE", TABLE_CUT}, {"SINCE", TABLE_PLAIN},
	    {"UNTIL", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "potential", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "Nobody stands in the potential bank.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		table_take(&table, view_person(item, "person"));
		table_add(&table, view_text(item, "course"));
		table_take(&table, view_date(item, "consented_on"));
		table_take(&table, view_date(item, "expires_on"));
	}
	table_print(&table, output);
	return OB_OK;
}
