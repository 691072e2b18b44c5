/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_simulation.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/table.h"
#include "cli/view.h"

#define DAY_LEN 10    /* of "2026-12-07T08:00:00+01:00" */
#define CLOCK_FROM 11 /* there, where "08:00" begins */
#define CLOCK_LEN 5

/* A line of the days: an activity or a mail. */
struct line {
	char day[DAY_LEN + 1];
	char clock[CLOCK_LEN + 1]; /* "": some time that day */
	size_t place;		   /* as they came */
	const json_t *activity;	   /* NULL for a mail */
	const json_t *mail;
};

static void
copy(char *to, const char *from, size_t len)
{
	size_t have = strnlen(from, len);

	memcpy(to, from, have);
	to[have] = '\0';
}

static void
take_clock(struct line *line, const char *instant)
{
	if (strlen(instant) >= CLOCK_FROM + CLOCK_LEN)
		copy(line->clock, instant + CLOCK_FROM, CLOCK_LEN);
}

static int
compare_lines(const void *left, const void *right)
{
	const struct line *one = left;
	const struct line *two = right;
	int order = strcmp(one->day, two->day);

	if (order == 0)
		order = strcmp(one->clock, two->clock);
	if (order == 0)
		order = one->place < two->place ? -1 : 1;
	return order;
}

static struct line *
gather(const json_t *activities, const json_t *mails, size_t *ret_count)
{
	size_t first = json_array_size(activities);
	size_t count = first + json_array_size(mails);
	struct line *lines = memory_alloc((count + 1) * sizeof(*lines));

	for (size_t i = 0; i < count; i++) {
		struct line *line = &lines[i];
		const char *at;

		line->place = i;
		if (i < first) {
			line->activity = json_array_get(activities, i);
			copy(line->day, view_text(line->activity, "planned"),
			    DAY_LEN);
			take_clock(line, view_text(line->activity, "start"));
			continue;
		}
		line->mail = json_array_get(mails, i - first);
		at = view_text(line->mail, "at");
		copy(line->day, at, DAY_LEN);
		take_clock(line, at);
	}
	qsort(lines, count, sizeof(*lines), compare_lines);
	*ret_count = count;
	return lines;
}

static void
add_activity(struct table *table, const json_t *activity)
{
	cleanup_(memory_free_ptr) char *flags = view_words(activity, "flags");

	table_take(table, view_date(activity, "planned"));
	table_take(table, view_times(activity));
	table_add(table, view_text(activity, "title"));
	table_add(table, view_text(activity, "responsible"));
	table_take(table, memory_printf("%s%s%s", view_text(activity, "state"),
			      flags[0] != '\0' ? ", " : "", flags));
}

static void
add_mail(struct table *table, const struct line *line)
{
	cleanup_(memory_free_ptr) char *at = view_instant(line->mail, "at");
	char *clock = strrchr(at, ' ');

	if (clock != NULL)
		*clock = '\0';
	table_add(table, at);
	table_add(table, line->clock);
	table_take(table,
	    memory_printf("  mail: %s", view_text(line->mail, "subject")));
	table_add(table, view_text(line->mail, "to"));
	table_add(table, view_text(line->mail, "kind"));
}

static void
add_days(const json_t *answer, struct output *output)
{
	static const struct table_column columns[] = {{"DATE", TABLE_PLAIN},
	    {"TIME", TABLE_PLAIN}, {"WHAT", TABLE_CUT}, {"WHO", TABLE_CUT},
	    {"STATE", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	size_t count = 0;
	struct line *lines = gather(json_object_get(answer, "activities"),
	    json_object_get(answer, "mail"), &count);

	for (size_t i = 0; i < count; i++) {
		if (lines[i].activity != NULL)
			add_activity(&table, lines[i].activity);
		else
			add_mail(&table, &lines[i]);
	}
	free(lines);
	output_add_heading(output, "Day by day");
	table_print(&table, output);
}

static void
add_counts(struct output *output, const char *heading, json_t *counts)
{
	static const struct table_column columns[] = {
	    {"WHAT", TABLE_PLAIN}, {"NUMBER", TABLE_RIGHT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	void *at = json_object_iter(counts);

	if (at == NULL)
		return;
	for (; at != NULL; at = json_object_iter_next(counts, at)) {
		const char *key = json_object_iter_key(at);

		table_add(&table, key);
		table_take(&table, view_value(counts, key));
	}
	output_add_heading(output, heading);
	table_print(&table, output);
}

static void
add_owned_field(struct output *output, const char *label, char *value)
{
	output_add_field(output, label, value);
	memory_free_ptr(&value);
}

static char *
make_programme(const json_t *simulation)
{
	cleanup_(memory_free_ptr) char *version =
	    view_value(simulation, "version");
	const char *id = view_text(simulation, "programme");

	if (strcmp(version, "0") == 0)
		return memory_printf("%s, as it was given", id);
	return memory_printf("%s version %s", id, version);
}

static char *
make_most(const json_t *most)
{
	cleanup_(memory_free_ptr) char *mails = view_value(most, "mails");
	cleanup_(memory_free_ptr) char *date = view_date(most, "date");
	const char *to = view_text(most, "to");

	if (date[0] == '\0')
		return memory_strdup("");
	return memory_printf(
	    "%s: %s%s%s mails", date, to, to[0] != '\0' ? ", " : "", mails);
}

static bool
is_cohort(const json_t *simulation)
{
	return strcmp(view_text(simulation, "kind"), "cohort") == 0;
}

static void
add_fields(
    const json_t *simulation, const json_t *summary, struct output *output)
{
	const json_t *mail = json_object_get(summary, "mail");

	add_owned_field(output, "Programme", make_programme(simulation));
	add_owned_field(output, "From", view_date(simulation, "from"));
	add_owned_field(output, "Until", view_date(simulation, "until"));
	if (is_cohort(simulation))
		add_owned_field(output, "Participants",
		    view_value(simulation, "participants"));
	else
		add_owned_field(
		    output, "Leaders", view_value(simulation, "leaders"));
	output_add_field(output, "People",
	    view_is_true(simulation, "nobody_acts")
		? "nobody does anything"
		: "everybody does everything on its day");
	add_owned_field(output, "Activities",
	    view_value(json_object_get(summary, "activities"), "total"));
	add_owned_field(output, "Entries", view_value(summary, "entries"));
	add_owned_field(output, "Mails", view_value(mail, "total"));
	add_owned_field(output, "Busiest day",
	    make_most(json_object_get(mail, "busiest_day")));
	add_owned_field(output, "Most to one",
	    make_most(json_object_get(mail, "fullest_inbox")));
}

int
print_simulation(const json_t *answer, struct output *output, struct error *err)
{
	json_t *simulation;
	json_t *summary;
	const json_t *activities;
	int status = view_object(answer, "simulation", &simulation, err);

	if (status == OB_OK)
		status = view_object(answer, "summary", &summary, err);
	if (status != OB_OK)
		return status;
	activities = json_object_get(summary, "activities");
	add_fields(simulation, summary, output);
	add_counts(output, "Mails by kind",
	    json_object_get(json_object_get(summary, "mail"), "kinds"));
	add_counts(output, "Activities by state",
	    json_object_get(activities, "states"));
	add_counts(
	    output, "Activities by flag", json_object_get(activities, "flags"));
	if (is_cohort(simulation) ||
	    json_integer_value(json_object_get(simulation, "leaders")) == 1)
		add_days(answer, output);
	return OB_OK;
}
