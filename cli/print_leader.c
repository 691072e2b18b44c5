/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_leader.h"

#include <string.h>

#include "base/memory.h"
#include "cli/print_activity.h"
#include "cli/print_feed.h"
#include "cli/print_mentor.h"
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

/* Whom no mail reaches, and so holds up the rest. */
static void
add_bad_addresses(struct output *output, const json_t *object)
{
	const json_t *list = json_object_get(object, "bad_addresses");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *bad = json_array_get(list, i);
		cleanup_(memory_free_ptr) char *email =
		    view_address(bad, "email");
		cleanup_(memory_free_ptr) char *who =
		    memory_printf("%s <%s>", view_text(bad, "name"), email);

		output_add_field(output, "No mail to", who);
	}
}

static void
add_pauses(struct output *output, const json_t *pauses)
{
	for (size_t i = 0; i < json_array_size(pauses); i++) {
		const json_t *pause = json_array_get(pauses, i);
		cleanup_(memory_free_ptr) char *from = view_date(pause, "from");
		cleanup_(memory_free_ptr) char *to = view_date(pause, "to");
		cleanup_(memory_free_ptr) char *both =
		    memory_printf("%s to %s", from, to);

		output_add_field(output, "Pause", both);
	}
}

static bool
is_late(const json_t *activity)
{
	const char *state = view_text(activity, "state");
	cleanup_(memory_free_ptr) char *flags = view_words(activity, "flags");

	return strstr(flags, "late-start") != NULL &&
	       (strcmp(state, "planned") == 0 || strcmp(state, "held") == 0);
}

static bool
is_of_kind(const json_t *leader, const char *kind)
{
	return strcmp(view_text(leader, "kind"), kind) == 0;
}

/* The days that the programme counts from, as its manual calls them. */
static void
add_anchors(struct output *output, const json_t *leader)
{
	static const struct field of_exit[] = {
	    {"Notice", "accepted", view_date},
	    {"Last day", "last_day", view_date},
	};
	static const struct field of_cohort[] = {
	    {"Opened", "accepted", view_date},
	    {"Start", "first_day", view_date},
	    {"End", "end", view_date},
	};
	static const struct field of_others[] = {
	    {"First day", "first_day", view_date},
	    {"Accepted", "accepted", view_date},
	    {"End", "end", view_date},
	    {"Last day", "last_day", view_date},
	};

	if (is_of_kind(leader, "exit"))
		add_fields(output, leader, of_exit, ARRAY_LEN(of_exit));
	else if (is_of_kind(leader, "cohort"))
		add_fields(output, leader, of_cohort, ARRAY_LEN(of_cohort));
	else
		add_fields(output, leader, of_others, ARRAY_LEN(of_others));
}

static void
add_leader(struct output *output, const json_t *leader)
{
	static const struct field fields[] = {
	    {"Cancelled", "ended_why", view_value},
	    {"Title", "title", view_value},
	    {"Area", "area", view_value},
	    {"Workplace", "workplace", view_value},
	    {"Level", "level", view_value},
	    {"Addresses", "addresses", view_value},
	    {"Employees", "employees", view_value},
	    {"Professions", "professional_groups", view_value},
	    {"Work email", "work_email", view_address},
	    {"Phone", "phone", view_value},
	    {"Language", "language", view_value},
	    {"Recruitment", "recruitment", view_value},
	    {"Programme", "programme", view_value},
	    {"Version", "version", view_value},
	};
	cleanup_(memory_free_ptr) char *id = view_value(leader, "id");
	cleanup_(memory_free_ptr) char *email = view_address(leader, "email");
	cleanup_(memory_free_ptr) char *title = memory_printf(
	    "Leader %s: %s <%s>", id, view_text(leader, "name"), email);

	output_add_value(output, title);
	output_add(output, "\n");
	output_add_field(output, "State", view_text(leader, "state"));
	add_anchors(output, leader);
	add_fields(output, leader, fields, ARRAY_LEN(fields));
	add_pauses(output, json_object_get(leader, "pauses"));
	add_bad_addresses(output, leader);
}

/* What was late from the start is to be settled by somebody. */
static void
add_late(struct output *output, const json_t *answer)
{
	const json_t *activities = json_object_get(answer, "activities");
	cleanup_(memory_free_ptr) char *id =
	    view_value(json_object_get(answer, "leader"), "id");
	size_t count = 0;

	for (size_t i = 0; i < json_array_size(activities); i++)
		count += is_late(json_array_get(activities, i)) ? 1 : 0;
	if (count == 0)
		return;
	output_add(output,
	    "\nLate when the leader was added: %zu; settle them with "
	    "settle-late ",
	    count);
	output_add_value(output, id);
	output_add(output, ".\n");
}

/* What to do about those that do not hold. */
static void
add_hints(struct output *output, const json_t *rules)
{
	for (size_t i = 0; i < json_array_size(rules); i++) {
		const json_t *rule = json_array_get(rules, i);

		if (view_text(rule, "hint")[0] == '\0')
			continue;
		output_add(output, "- ");
		output_add_value(output, view_text(rule, "rule"));
		output_add(output, ": ");
		output_add_value(output, view_text(rule, "hint"));
		output_add(output, "\n");
	}
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
	add_hints(output, rules);
}

static void
add_calls(struct output *output, const json_t *calls)
{
	static const struct table_column columns[] = {{"CALL", TABLE_RIGHT},
	    {"HELD", TABLE_PLAIN}, {"MINUTES", TABLE_RIGHT},
	    {"LOGGED BY", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(calls) == 0)
		return;
	for (size_t i = 0; i < json_array_size(calls); i++) {
		const json_t *call = json_array_get(calls, i);

		table_take(&table, view_value(call, "id"));
		table_take(&table, view_instant(call, "at"));
		table_take(&table, view_value(call, "minutes"));
		table_add(&table, view_text(call, "actor"));
	}
	output_add_heading(output, "Welcome calls");
	table_print(&table, output);
}

/* What was said on pages, and whether it still stands in the way. */
static void
add_remarks(struct output *output, const json_t *remarks)
{
	static const struct table_column columns[] = {{"STEP", TABLE_PLAIN},
	    {"SAID", TABLE_PLAIN}, {"KIND", TABLE_PLAIN}, {"BY", TABLE_CUT},
	    {"TEXT", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(remarks) == 0)
		return;
	for (size_t i = 0; i < json_array_size(remarks); i++) {
		const json_t *remark = json_array_get(remarks, i);
		const char *kind = view_text(remark, "kind");
		bool is_over = strcmp(kind, "cannot") == 0 &&
			       !json_is_true(json_object_get(remark, "holds"));

		table_add(&table, view_text(remark, "step"));
		table_take(&table, view_instant(remark, "at"));
		table_add(&table, is_over ? "was cannot" : kind);
		table_add(
		    &table, view_text(json_object_get(remark, "by"), "name"));
		table_add(&table, view_text(remark, "text"));
	}
	output_add_heading(output, "Said of activities");
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
	add_calls(output, json_object_get(answer, "calls"));
	add_remarks(output, json_object_get(answer, "remarks"));
	print_mentor_history(json_object_get(answer, "mentors"), output);
	print_activity_flags(activities, output);
	add_late(output, answer);
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
	    {"FIRST DAY", TABLE_PLAIN}, {"LAST DAY", TABLE_PLAIN},
	    {"PROGRAMME", TABLE_CUT}};
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
		table_take(&table, view_address(leader, "email"));
		table_add(&table, view_text(leader, "state"));
		table_take(&table, is_of_kind(leader, "exit")
				       ? memory_strdup("")
				       : view_date(leader, "first_day"));
		table_take(&table, view_date(leader, "last_day"));
		table_add(&table, view_text(leader, "programme"));
	}
	table_print(&table, output);
	for (size_t i = 0; i < json_array_size(list); i++)
		add_bad_addresses(output, json_array_get(list, i));
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
print_leader_task(
    const json_t *answer, struct output *output, struct error *err)
{
	const char *moved = view_text(json_object_get(answer, "moved"), "text");
	int status = print_activity_shown(answer, output, err);

	if (status == OB_OK && moved[0] != '\0') {
		output_add(output, "\n");
		output_add_value(output, moved);
		output_add(output, "\n");
	}
	if (status == OB_OK)
		add_rules(output, json_object_get(answer, "rules"));
	return status;
}

int
print_leader_person(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct field fields[] = {
	    {"Name", "name", view_value},
	    {"Email", "email", view_address},
	    {"Work email", "work_email", view_address},
	    {"Phone", "phone", view_value},
	    {"Language", "language", view_value},
	    {"Zone", "zone", view_value},
	    {"Manager", "manager", view_person},
	    {"Away from", "away_from", view_date},
	    {"Away until", "away_until", view_date},
	    {"Stand-in", "stand_in", view_person},
	    {"Overview", "digest", view_value},
	    {"Meetings", "channel", view_value},
	};
	json_t *person;
	int status = view_object(answer, "person", &person, err);

	if (status < 0)
		return status;
	add_fields(output, person, fields, ARRAY_LEN(fields));
	add_bad_addresses(output, person);
	return OB_OK;
}
