/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_activity.h"

#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/table.h"
#include "cli/view.h"

/* The stored state and what the clock makes of it. */
static char *
make_state(const json_t *activity)
{
	const char *state = view_text(activity, "state");
	const char *more = "";

	if (view_is_true(activity, "overdue"))
		more = ", overdue";
	else if (view_is_true(activity, "behind"))
		more = ", behind";
	else if (view_is_true(activity, "due"))
		more = ", due";
	return memory_printf("%s%s", state, more);
}

/* LEADER:STEP, as commands take it. */
static char *
make_reference(const json_t *activity)
{
	cleanup_(memory_free_ptr) char *leader = view_value(activity, "leader");

	return memory_printf("%s:%s", leader, view_text(activity, "step"));
}

static const char *
responsible_name(const json_t *activity)
{
	const json_t *person = json_object_get(activity, "responsible");
	const char *name = view_text(person, "name");

	return name[0] != '\0' ? name : view_text(person, "email");
}

static void
add_row(struct table *table, const json_t *activity, bool with_reference)
{
	table_take(table, view_value(activity, "id"));
	if (with_reference)
		table_take(table, make_reference(activity));
	table_take(table, view_date(activity, "planned"));
	table_take(table, view_times(activity));
	table_add(table, view_text(activity, "title"));
	table_add(table, responsible_name(activity));
	table_take(table, make_state(activity));
	table_take(table, view_words(activity, "flags"));
}

void
print_activity_plan(const json_t *activities, struct output *output)
{
	static const struct table_column columns[] = {{"ID", TABLE_RIGHT},
	    {"DATE", TABLE_PLAIN}, {"TIME", TABLE_PLAIN}, {"TITLE", TABLE_CUT},
	    {"RESPONSIBLE", TABLE_CUT}, {"STATE", TABLE_CUT},
	    {"FLAGS", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	for (size_t i = 0; i < json_array_size(activities); i++)
		add_row(&table, json_array_get(activities, i), false);
	table_print(&table, output);
}

void
print_activity_flags(const json_t *activities, struct output *output)
{
	static const struct table_column columns[] = {{"FLAG", TABLE_PLAIN},
	    {"ID", TABLE_RIGHT}, {"DATE", TABLE_PLAIN}, {"TITLE", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	for (size_t i = 0; i < json_array_size(activities); i++) {
		const json_t *activity = json_array_get(activities, i);
		const json_t *flags = json_object_get(activity, "flags");

		for (size_t f = 0; f < json_array_size(flags); f++) {
			const char *flag =
			    json_string_value(json_array_get(flags, f));

			table_add(&table, flag != NULL ? flag : "");
			table_take(&table, view_value(activity, "id"));
			table_take(&table, view_date(activity, "planned"));
			table_add(&table, view_text(activity, "title"));
		}
	}
	if (table.cell_count == 0)
		return;
	output_add_heading(output, "Flags");
	table_print(&table, output);
}

int
print_activity_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_RIGHT},
	    {"ACTIVITY", TABLE_PLAIN}, {"DATE", TABLE_PLAIN},
	    {"TIME", TABLE_PLAIN}, {"TITLE", TABLE_CUT},
	    {"RESPONSIBLE", TABLE_CUT}, {"STATE", TABLE_CUT},
	    {"FLAGS", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "activities", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No activities.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++)
		add_row(&table, json_array_get(list, i), true);
	table_print(&table, output);
	return OB_OK;
}

static void
add_owned_field(struct output *output, const char *label, char *value)
{
	output_add_field(output, label, value);
	memory_free_ptr(&value);
}

static void
add_title(struct output *output, const json_t *activity)
{
	cleanup_(memory_free_ptr) char *id = view_value(activity, "id");
	cleanup_(memory_free_ptr) char *reference = make_reference(activity);
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("Activity %s (%s): %s", id, reference,
		view_text(activity, "title"));

	output_add_value(output, title);
	output_add(output, "\n");
}

static char *
make_day(const json_t *activity)
{
	cleanup_(memory_free_ptr) char *date = view_date(activity, "planned");
	cleanup_(memory_free_ptr) char *times = view_times(activity);

	return memory_printf(
	    "%s%s%s", date, times[0] != '\0' ? " " : "", times);
}

/* "Mon 2026-11-16, 45 minutes, undisturbed: yes", and what it was about. */
static void
add_talk(struct output *output, const json_t *talk)
{
	const char *undisturbed = view_text(talk, "undisturbed");
	const json_t *topics = json_object_get(talk, "topics");
	cleanup_(strbuf_release) struct strbuf held = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *day = NULL;
	cleanup_(memory_free_ptr) char *minutes = NULL;

	if (!json_is_object(talk))
		return;
	day = view_date(talk, "held_on");
	minutes = view_value(talk, "minutes");
	strbuf_add_str(&held, day);
	if (minutes[0] != '\0')
		strbuf_add_format(&held, ", %s minutes", minutes);
	if (undisturbed[0] != '\0')
		strbuf_add_format(&held, ", undisturbed: %s", undisturbed);
	output_add_field(output, "Held", held.buf);
	for (size_t i = 0; i < json_array_size(topics); i++) {
		const json_t *topic = json_array_get(topics, i);

		if (view_is_true(topic, "is_ticked"))
			output_add_field(
			    output, "About", view_text(topic, "text"));
	}
}

static void
add_block(struct output *output, const json_t *activity)
{
	add_title(output, activity);
	add_owned_field(output, "State", make_state(activity));
	add_owned_field(output, "Planned", make_day(activity));
	add_owned_field(output, "Latest", view_date(activity, "latest"));
	add_owned_field(
	    output, "Responsible", view_person(activity, "responsible"));
	add_owned_field(
	    output, "With", view_addresses(activity, "participants"));
	add_owned_field(output, "Requires", view_words(activity, "requires"));
	add_owned_field(output, "Flags", view_words(activity, "flags"));
	output_add_field(output, "Goal", view_text(activity, "goal"));
	output_add_field(output, "Seen by", view_text(activity, "seen_by"));
	output_add_field(output, "Outcome", view_text(activity, "outcome"));
	add_owned_field(output, "Settled", view_instant(activity, "settled"));
	output_add_field(output, "Note", view_text(activity, "note"));
}

int
print_activity_shown(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *activity;
	int status = view_object(answer, "activity", &activity, err);

	if (status < 0)
		return status;
	add_block(output, activity);
	add_talk(output, json_object_get(answer, "talk"));
	return OB_OK;
}

int
print_activity_moved(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_RIGHT},
	    {"STEP", TABLE_PLAIN}, {"FROM", TABLE_PLAIN}, {"TO", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	const json_t *moved = json_object_get(answer, "moved");
	int status = print_activity_shown(answer, output, err);

	if (status < 0 || json_array_size(moved) == 0)
		return status;
	for (size_t i = 0; i < json_array_size(moved); i++) {
		const json_t *other = json_array_get(moved, i);

		table_take(&table, view_value(other, "id"));
		table_add(&table, view_text(other, "step"));
		table_take(&table, view_date(other, "from"));
		table_take(&table, view_date(other, "to"));
	}
	output_add_heading(output, "Moved");
	table_print(&table, output);
	return OB_OK;
}

/* The daemon's sentence; without one, what it is made of. */
static void
add_reason(struct output *output, const json_t *line)
{
	const char *text = view_text(line, "text");
	cleanup_(memory_free_ptr) char *date = NULL;
	cleanup_(memory_free_ptr) char *made = NULL;

	if (text[0] == '\0') {
		date = view_date(line, "date");
		made = memory_printf("%s %s %s", view_text(line, "reason"),
		    date, view_text(line, "detail"));
		text = made;
	}
	output_add(output, "- ");
	output_add_value(output, text);
	output_add(output, "\n");
}

static void
add_ladder(struct output *output, const json_t *answer)
{
	const json_t *reminders = json_object_get(answer, "reminders");
	const json_t *next = json_object_get(answer, "next");
	cleanup_(memory_free_ptr) char *on = NULL;

	if (json_array_size(reminders) == 0 && !json_is_object(next))
		return;
	output_add_heading(output, "Reminders");
	for (size_t i = 0; i < json_array_size(reminders); i++)
		add_reason(output, json_array_get(reminders, i));
	if (!json_is_object(next))
		return;
	on = view_date(next, "on");
	output_add(output, "- Next: ");
	output_add_value(output, on);
	output_add(output, ", ");
	output_add_value(output, view_text(next, "text"));
	output_add(output, "\n");
}

int
print_activity_explained(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) char *version = view_value(answer, "version");
	cleanup_(memory_free_ptr) char *programme = memory_printf(
	    "%s version %s", view_text(answer, "programme"), version);
	json_t *lines;
	int status = view_list(answer, "explanation", &lines, err);

	if (status == OB_OK)
		status = print_activity_shown(answer, output, err);
	if (status < 0)
		return status;
	output_add_field(output, "Programme", programme);
	output_add_field(
	    output, "Due by rule", view_text(answer, "due_rule_text"));
	output_add_field(
	    output, "Latest rule", view_text(answer, "latest_rule_text"));
	output_add_heading(output, "Why this day");
	for (size_t i = 0; i < json_array_size(lines); i++)
		add_reason(output, json_array_get(lines, i));
	add_ladder(output, answer);
	return OB_OK;
}
