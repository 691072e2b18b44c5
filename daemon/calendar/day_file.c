/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/day_file.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "calendar/day_block.h"
#include "calendar/day_event.h"
#include "calendar/rule_days.h"

#define EVENT_MAX_STARTS 2000 /* of one event, before any is left out */
#define RECURRING_MAX 200     /* events in a file */
#define VAIN_MAX 5	      /* rules in a file that name no day */

/* The file on its way: its events in order, as far as understood. */
struct reader {
	const struct recurrence_range *range;
	struct day_blocks blocks;
	struct day_event *events; /* as many as blocks */
	size_t recurring_count;
	size_t steps; /* left for all that comes again */
	size_t vain;  /* rules that named no day */
	struct day_file file;
};

void
day_file_release(struct day_file *file)
{
	for (size_t i = 0; i < file->day_count; i++)
		free(file->days[i].title);
	for (size_t i = 0; i < file->note_count; i++) {
		free(file->notes[i].title);
		free(file->notes[i].why);
	}
	free(file->days);
	free(file->notes);
	*file = (struct day_file){.days = NULL};
}

static void
reader_release(struct reader *reader)
{
	for (size_t i = 0; reader->events != NULL && i < reader->blocks.count;
	     i++)
		day_event_release(&reader->events[i]);
	free(reader->events);
	day_block_release(&reader->blocks);
	day_file_release(&reader->file);
}

static void
add_note(struct reader *reader, size_t event, const char *why)
{
	struct day_file *file = &reader->file;
	const char *title = reader->events[event].title;

	file->notes = memory_resize(
	    file->notes, file->note_count + 1, sizeof(file->notes[0]));
	file->notes[file->note_count++] = (struct day_file_note){
	    .line = reader->blocks.items[event].line,
	    .title = memory_strdup(title == NULL ? "" : title),
	    .why = memory_strdup(why),
	};
}

/* Where the day stands or would stand. */
static size_t
place_of(const struct day_file *file, struct date date)
{
	size_t low = 0;
	size_t high = file->day_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (date_before(file->days[middle].date, date))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A day that two events name has both titles, if they fit. */
static void
join_titles(struct day_file_day *day, const char *title)
{
	char *joined;

	if (title[0] == '\0' || strstr(day->title, title) != NULL)
		return;
	joined = memory_printf(
	    "%s%s%s", day->title, day->title[0] == '\0' ? "" : ", ", title);
	if (utf8_length(joined) > DAY_EVENT_TITLE_CHARS) {
		free(joined);
		return;
	}
	free(day->title);
	day->title = joined;
}

static int
add_day(struct reader *reader, struct date date, const char *title,
    struct error *err)
{
	struct day_file *file = &reader->file;
	size_t at = place_of(file, date);

	if (date_before(date, reader->range->from) ||
	    date_before(reader->range->until, date))
		return OB_OK;
	if (at < file->day_count && file->days[at].date.day == date.day) {
		join_titles(&file->days[at], title);
		return OB_OK;
	}
	if (file->day_count == DAY_FILE_MAX_DAYS)
		return error_set(err, OB_ELIMIT, "it names more than %d days",
		    DAY_FILE_MAX_DAYS);
	file->days = memory_resize(
	    file->days, file->day_count + 1, sizeof(file->days[0]));
	memmove(file->days + at + 1, file->days + at,
	    (file->day_count - at) * sizeof(file->days[0]));
	file->days[at] = (struct day_file_day){date, memory_strdup(title)};
	file->day_count++;
	return OB_OK;
}

static icalproperty *
first_of(const struct day_event *event, icalproperty_kind kind)
{
	return icalcomponent_get_first_property(event->component, kind);
}

static icalproperty *
next_of(const struct day_event *event, icalproperty_kind kind)
{
	return icalcomponent_get_next_property(event->component, kind);
}

/* Also days of which another event says what became of them. */
static bool
is_left_out(const struct reader *reader, const struct day_event *event,
    struct date date)
{
	bool has_time;
	struct date day;

	for (icalproperty *property = first_of(event, ICAL_EXDATE_PROPERTY);
	     property != NULL;
	     property = next_of(event, ICAL_EXDATE_PROPERTY)) {
		if (day_event_day_of(property, &day, &has_time) &&
		    day.day == date.day)
			return true;
	}
	for (size_t i = 0; i < reader->blocks.count; i++) {
		const struct day_event *other = &reader->events[i];

		if (other->uid != NULL && other->uid[0] != '\0' &&
		    other->instead.day == date.day &&
		    strcmp(other->uid, event->uid) == 0)
			return true;
	}
	return false;
}

static int
list_rules(const struct reader *reader, const struct day_event *event,
    struct rule_days *starts, struct error *err)
{
	const struct recurrence_range range = {
	    date_add_days(reader->range->from, -event->days),
	    reader->range->until};
	int status = OB_OK;

	for (icalproperty *property = first_of(event, ICAL_RRULE_PROPERTY);
	     status == OB_OK && property != NULL;
	     property = next_of(event, ICAL_RRULE_PROPERTY)) {
		struct icalrecurrencetype rule =
		    icalproperty_get_rrule(property);

		status = rule_days_check(&rule, err);
		if (status == OB_OK)
			status = rule_days_list(
			    &rule, event->first, &range, starts, err);
	}
	return status;
}

static int
list_dates(
    const struct day_event *event, struct rule_days *starts, struct error *err)
{
	bool has_time = false;

	for (icalproperty *property = first_of(event, ICAL_RDATE_PROPERTY);
	     property != NULL; property = next_of(event, ICAL_RDATE_PROPERTY)) {
		struct date day;

		if (!day_event_day_of(property, &day, &has_time) || has_time)
			return error_set(err, OB_EINVALID,
			    "a day on which it comes again (RDATE) is not "
			    "understood");
		if (starts->count == starts->size)
			return error_set(err, OB_ELIMIT,
			    "it comes again more than %zu times", starts->size);
		starts->days[starts->count++] = day;
	}
	return OB_OK;
}

static int
add_days(struct reader *reader, const struct day_event *event,
    struct date start, struct error *err)
{
	int status = OB_OK;

	for (int i = 0; status == OB_OK && i < event->days; i++)
		status =
		    add_day(reader, date_add_days(start, i), event->title, err);
	return status;
}

/* Its first day counts even where the rule does not name it. */
static int
add_recurring(struct reader *reader, size_t index, struct error *err)
{
	const struct day_event *event = &reader->events[index];
	struct error why = ERROR_INIT;
	cleanup_(memory_free_ptr) struct date *room =
	    memory_resize(NULL, EVENT_MAX_STARTS, sizeof(*room));
	struct rule_days starts = {room, EVENT_MAX_STARTS, 0, reader->steps, 0};
	int status;

	if (++reader->recurring_count > RECURRING_MAX)
		return error_set(err, OB_ELIMIT,
		    "it has more than %d events that come again",
		    RECURRING_MAX);
	starts.days[starts.count++] = event->first;
	status = list_rules(reader, event, &starts, &why);
	reader->steps = starts.steps;
	reader->vain += starts.vain;
	if (reader->vain > VAIN_MAX)
		return error_set(err, OB_ELIMIT,
		    "more than %d of its events come again on days that no "
		    "year has",
		    VAIN_MAX);
	if (status == OB_OK)
		status = list_dates(event, &starts, &why);
	if (status != OB_OK) {
		add_note(reader, index, why.text);
		return OB_OK;
	}
	for (size_t i = 0; status == OB_OK && i < starts.count; i++) {
		if (!is_left_out(reader, event, starts.days[i]))
			status = add_days(reader, event, starts.days[i], err);
	}
	return status;
}

/* An event that was not understood has no days. */
static void
parse_events(struct reader *reader)
{
	reader->events = memory_alloc(
	    (reader->blocks.count + 1) * sizeof(reader->events[0]));
	for (size_t i = 0; i < reader->blocks.count; i++) {
		struct day_event *event = &reader->events[i];
		struct error why = ERROR_INIT;

		if (day_event_parse(
			reader->blocks.items[i].text, event, &why) == OB_OK)
			continue;
		event->days = 0;
		add_note(reader, i, why.text);
	}
}

static int
compare_notes(const void *a, const void *b)
{
	const struct day_file_note *left = a;
	const struct day_file_note *right = b;

	return (left->line > right->line) - (left->line < right->line);
}

int
day_file_parse(const char *bytes, size_t len,
    const struct recurrence_range *range, struct day_file *ret_file,
    struct error *err)
{
	cleanup_(reader_release) struct reader reader = {
	    .range = range, .steps = RULE_DAYS_STEPS};
	int status;

	if (len > DAY_FILE_MAX_BYTES)
		return error_set(err, OB_ELIMIT, "it is larger than %zu MiB",
		    DAY_FILE_MAX_BYTES / 1024 / 1024);
	status = day_block_split(bytes, len, &reader.blocks, err);
	if (status != OB_OK)
		return status;
	parse_events(&reader);
	for (size_t i = 0; status == OB_OK && i < reader.blocks.count; i++) {
		const struct day_event *event = &reader.events[i];

		if (event->comes_again && event->days > 0)
			status = add_recurring(&reader, i, err);
		else
			status = add_days(&reader, event, event->first, err);
	}
	if (status != OB_OK)
		return status;
	if (reader.file.note_count > 0)
		qsort(reader.file.notes, reader.file.note_count,
		    sizeof(reader.file.notes[0]), compare_notes);
	*ret_file = reader.file;
	reader.file = (struct day_file){.days = NULL};
	return OB_OK;
}
