/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/day_file.h"
#include "engine/activities/calendar_review.h"
#include "engine/imports/calendar_import.h"
#include "scenario_play.h"
#include "store/activity_store.h"

/* Calendar files, what the days in them come to, and a changed calendar. */

#define ACTOR "scenario"
#define FIRST_YEAR 2026
#define LAST_YEAR 2036

static int
run_new_file(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	(void)err;
	strbuf_clear(&play->calendar_file);
	return OB_OK;
}

/* "2026-12-14" without its hyphens. */
static void
add_date(struct strbuf *file, const char *name, const char *day)
{
	strbuf_add_format(file, "%s;VALUE=DATE:%.4s%.2s%.2s\r\n", name, day,
	    day + 5, day + 8);
}

static int
add_event(struct play *play, const char *title, const char *first,
    const char *last, struct error *err)
{
	struct strbuf *file = &play->calendar_file;
	char after[DATE_TEXT_SIZE];
	struct date date = DATE_NONE;
	int status = date_parse(first, &date, err);

	if (status == OB_OK)
		status = date_parse(last, &date, err);
	if (status != OB_OK)
		return status;
	strbuf_add_format(file, "BEGIN:VEVENT\r\nUID:%zu\r\nSUMMARY:%s\r\n",
	    file->len, title);
	add_date(file, "DTSTART", first);
	add_date(file, "DTEND", date_format(date_add_days(date, 1), after));
	return OB_OK;
}

static int
run_event(struct play *play, const struct line *line, struct error *err)
{
	int status = add_event(
	    play, line->values[0], line->values[1], line->values[1], err);

	if (status == OB_OK)
		strbuf_add_str(&play->calendar_file, "END:VEVENT\r\n");
	return status;
}

static int
run_event_days(struct play *play, const struct line *line, struct error *err)
{
	int status = add_event(
	    play, line->values[0], line->values[1], line->values[2], err);

	if (status == OB_OK)
		strbuf_add_str(&play->calendar_file, "END:VEVENT\r\n");
	return status;
}

static int
run_event_rule(struct play *play, const struct line *line, struct error *err)
{
	int status = add_event(
	    play, line->values[0], line->values[1], line->values[1], err);

	if (status == OB_OK)
		strbuf_add_format(&play->calendar_file,
		    "RRULE:%s\r\nEND:VEVENT\r\n", line->values[2]);
	return status;
}

static int
run_event_time(struct play *play, const struct line *line, struct error *err)
{
	(void)err;
	strbuf_add_format(&play->calendar_file,
	    "BEGIN:VEVENT\r\nSUMMARY:%s\r\nDTSTART:%.4s%.2s%.2sT120000\r\n"
	    "END:VEVENT\r\n",
	    line->values[0], line->values[1], line->values[1] + 5,
	    line->values[1] + 8);
	return OB_OK;
}

static int
parse_file(
    const struct play *play, struct day_file *ret_file, struct error *err)
{
	const struct recurrence_range range = {
	    date_from_civil(FIRST_YEAR, 1, 1),
	    date_from_civil(LAST_YEAR, 12, 31)};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	strbuf_add_format(&bytes, "BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n",
	    play->calendar_file.buf);
	return day_file_parse(bytes.buf, bytes.len, &range, ret_file, err);
}

static json_t *
days_of(const struct day_file *file)
{
	json_t *days = json_array();

	for (size_t i = 0; i < file->day_count; i++) {
		char day[DATE_TEXT_SIZE];

		(void)json_array_append_new(
		    days, json_pack("{s:s, s:s}", "day",
			      date_format(file->days[i].date, day), "title",
			      file->days[i].title));
	}
	return days;
}

static int
import(struct play *play, struct calendar_import *request, struct error *err)
{
	struct day_file file = {.days = NULL};
	json_auto_t *days = NULL;
	int status = parse_file(play, &file, err);

	if (status != OB_OK)
		return status;
	play->notes = (int64_t)file.note_count;
	days = days_of(&file);
	day_file_release(&file);
	request->days = days;
	json_decref(play->review);
	play->review = NULL;
	status = calendar_import_run(
	    play->world.engine, ACTOR, request, &play->review, err);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static const char *
area_of(const char *text)
{
	return strcmp(text, "everybody") == 0 ? "" : text;
}

static int
run_import(struct play *play, const struct line *line, struct error *err)
{
	struct calendar_import request = {.source = line->values[0],
	    .class = line->values[1],
	    .area = area_of(line->values[2])};

	return import(play, &request, err);
}

static int
run_import_and_move(
    struct play *play, const struct line *line, struct error *err)
{
	struct calendar_import request = {.source = line->values[0],
	    .class = line->values[1],
	    .area = area_of(line->values[2]),
	    .confirm = true};

	return import(play, &request, err);
}

static int
run_try_import(struct play *play, const struct line *line, struct error *err)
{
	struct calendar_import request = {.source = line->values[0],
	    .class = line->values[1],
	    .area = area_of(line->values[2]),
	    .dry_run = true};

	return import(play, &request, err);
}

static int
review(struct play *play, bool confirm, struct error *err)
{
	int status;

	json_decref(play->review);
	play->review = NULL;
	status = calendar_review_run(
	    play->world.engine, ACTOR, confirm, &play->review, err);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
run_review(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	return review(play, false, err);
}

static int
run_review_and_move(
    struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	return review(play, true, err);
}

static int
run_change_setting(
    struct play *play, const struct line *line, struct error *err)
{
	return world_change_setting(
	    &play->world, line->values[0], line->values[1], err);
}

static int64_t
count_of(const struct play *play, const char *key)
{
	const json_t *value = json_object_get(play->review, key);

	return json_is_array(value) ? (int64_t)json_array_size(value)
				    : json_integer_value(value);
}

static int
expect_count(const struct play *play, const char *key, const char *want,
    struct error *err)
{
	int64_t have = count_of(play, key);

	if (have == strtoll(want, NULL, 10))
		return OB_OK;
	return error_set(
	    err, OB_EINVALID, "%s is %" PRId64 ", not %s", key, have, want);
}

static int
expect_conflicts(struct play *play, const struct line *line, struct error *err)
{
	return expect_count(play, "conflicts", line->values[0], err);
}

static int
expect_followers(struct play *play, const struct line *line, struct error *err)
{
	return expect_count(play, "moved", line->values[0], err);
}

static int
expect_days(struct play *play, const struct line *line, struct error *err)
{
	int status = expect_count(play, "added", line->values[0], err);

	if (status == OB_OK)
		status = expect_count(play, "unchanged", line->values[1], err);
	if (status == OB_OK)
		status = expect_count(play, "removed", line->values[2], err);
	return status;
}

static int
expect_notes(struct play *play, const struct line *line, struct error *err)
{
	if (play->notes == strtoll(line->values[0], NULL, 10))
		return OB_OK;
	return error_set(err, OB_EINVALID,
	    "%" PRId64 " events of the file were left out", play->notes);
}

/* An item of the leader in a list of the last review, by some of its texts. */
static int
expect_item(const struct play *play, const char *list, const char *const *keys,
    const struct line *line, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf have = STRBUF_INIT;
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(play->review, list), i, item)
	{
		bool fits = json_integer_value(json_object_get(
				item, "leader")) == play->leader;

		strbuf_add_str(&have, "\n ");
		for (size_t k = 0; keys[k] != NULL; k++) {
			const char *text =
			    json_string_value(json_object_get(item, keys[k]));

			fits = fits && strcmp(text, line->values[k]) == 0;
			strbuf_add_format(&have, " %s", text);
		}
		if (fits)
			return OB_OK;
	}
	return error_set(
	    err, OB_EINVALID, "there is no such item, but:%s", have.buf);
}

/* STEP of the leader, because WHY, from one day to another. */
static int
expect_conflict(struct play *play, const struct line *line, struct error *err)
{
	static const char *const keys[] = {"step", "why", "from", "to", NULL};

	return expect_item(play, "conflicts", keys, line, err);
}

static int
expect_too_late(struct play *play, const struct line *line, struct error *err)
{
	static const char *const keys[] = {"step", "to", "latest", NULL};

	return expect_item(play, "impossible", keys, line, err);
}

static int
expect_count_too_late(
    struct play *play, const struct line *line, struct error *err)
{
	return expect_count(play, "impossible", line->values[0], err);
}

/* How often the calendar entry of an activity was changed. */
static int
expect_sequence(struct play *play, const struct line *line, struct error *err)
{
	struct activity activity = {0};
	int64_t have;
	int status = activity_store_find_step(
	    play->world.store, play->leader, line->values[0], &activity, err);

	if (status != OB_OK)
		return status;
	have = activity.sequence;
	activity_store_release(&activity);
	if (have == strtoll(line->values[1], NULL, 10))
		return OB_OK;
	return error_set(err, OB_EINVALID, "its sequence is %" PRId64, have);
}

const struct play_rule play_calendar[] = {
    {"a new calendar file", run_new_file},
    {"the calendar file says TITLE on DATE", run_event},
    {"the calendar file says TITLE from DATE to DATE", run_event_days},
    {"the calendar file says TITLE from DATE on by the rule RULE",
	run_event_rule},
    {"the calendar file says TITLE on DATE at noon", run_event_time},
    {"import SOURCE as CLASS days of AREA", run_import},
    {"import SOURCE as CLASS days of AREA and move", run_import_and_move},
    {"try to import SOURCE as CLASS days of AREA", run_try_import},
    {"review the calendar", run_review},
    {"review the calendar and move", run_review_and_move},
    {"change setting KEY VALUE", run_change_setting},
    {"expect NUMBER conflicts", expect_conflicts},
    {"expect NUMBER to follow", expect_followers},
    {"expect NUMBER days added and NUMBER unchanged and NUMBER removed",
	expect_days},
    {"expect NUMBER events left out", expect_notes},
    {"expect conflict STEP WHY from DATE to DATE", expect_conflict},
    {"expect NUMBER too late", expect_count_too_late},
    {"expect STEP too late on DATE latest DATE", expect_too_late},
    {"expect activity STEP at sequence NUMBER", expect_sequence},
    {NULL, NULL},
};
