/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/import_days.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "calendar/day_file.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/remote.h"
#include "cli/request.h"

#define DAY_SECONDS 86400
#define YEARS_BACK 1
#define YEARS_AHEAD 10
#define LAST_YEAR 2199

bool
import_days_takes(const char *path)
{
	static const char *const endings[] = {".ics", ".ical"};
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot != NULL && i < ARRAY_LEN(endings); i++) {
		if (strcasecmp(dot, endings[i]) == 0)
			return true;
	}
	return false;
}

/* What comes again without an end is worked out this far. */
static struct recurrence_range
years_around_now(void)
{
	struct clock clock;
	struct civil today;
	int last;

	clock_init_system(&clock);
	today = date_to_civil(
	    (struct date){(int32_t)(clock_now(&clock) / DAY_SECONDS)});
	last = today.year + YEARS_AHEAD;
	return (struct recurrence_range){
	    date_from_civil(today.year - YEARS_BACK, 1, 1),
	    date_from_civil(last > LAST_YEAR ? LAST_YEAR : last, 12, 31)};
}

static int
read_file(const char *path, struct day_file *ret_file, struct error *err)
{
	const struct recurrence_range range = years_around_now();
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	char first[DATE_TEXT_SIZE];
	char last[DATE_TEXT_SIZE];
	int status = file_read(path, DAY_FILE_MAX_BYTES, &bytes, err);

	if (status != OB_OK)
		return status;
	status = day_file_parse(bytes.buf, bytes.len, &range, ret_file, err);
	if (status != OB_OK)
		return error_wrap(err, "'%.200s'", path);
	if (ret_file->day_count > 0)
		return OB_OK;
	if (ret_file->note_count > 0)
		return error_set(err, OB_EINVALID,
		    "'%.200s' names no whole day from %s to %s; the event in "
		    "line %d was left out: %s",
		    path, date_format(range.from, first),
		    date_format(range.until, last), ret_file->notes[0].line,
		    ret_file->notes[0].why);
	return error_set(err, OB_EINVALID,
	    "'%.200s' names no day from %s to %s", path,
	    date_format(range.from, first), date_format(range.until, last));
}

static json_t *
list_days(const struct day_file *file)
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

static json_t *
list_notes(const struct day_file *file)
{
	json_t *notes = json_array();

	for (size_t i = 0; i < file->note_count; i++)
		(void)json_array_append_new(notes,
		    json_pack("{s:i, s:s, s:s}", "line", file->notes[i].line,
			"title", file->notes[i].title, "why",
			file->notes[i].why));
	return notes;
}

/* The options are in the body already. */
static void
add_to_body(
    struct request *request, const char *path, const struct day_file *file)
{
	const char *slash = strrchr(path, '/');
	json_t *body = json_loads(request->body, 0, NULL);

	(void)json_object_set_new(
	    body, "source", json_string(slash == NULL ? path : slash + 1));
	(void)json_object_set_new(body, "days", list_days(file));
	free(request->body);
	request->body = json_dumps(body, JSON_COMPACT);
	json_decref(body);
}

static bool
send_days(const struct invocation *invocation, const struct day_file *file,
    struct output *output, struct failure *failure)
{
	cleanup_(request_release) struct request request;
	json_auto_t *answer = NULL;

	request_init(&request, invocation);
	add_to_body(&request, invocation->arguments[0], file);
	if (!remote_ask(invocation, &request, &answer, failure))
		return false;
	(void)json_object_set_new(answer, "left_out", list_notes(file));
	return remote_show(invocation, answer, output, failure);
}

static bool
run(const struct invocation *invocation, struct output *output,
    struct failure *failure)
{
	struct day_file file = {.days = NULL};
	struct error err = ERROR_INIT;
	bool is_done;

	if (!invocation_has(invocation, "class")) {
		failure_set(failure, EXIT_USAGE, FAILURE_USAGE, "class",
		    "say which days these are: --class closed, half, "
		    "no_meeting or quiet");
		return false;
	}
	if (read_file(invocation->arguments[0], &file, &err) != OB_OK) {
		failure_set_error(failure, &err);
		day_file_release(&file);
		return false;
	}
	is_done = send_days(invocation, &file, output, failure);
	day_file_release(&file);
	return is_done;
}

int
import_days_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;

	if (run(invocation, output, &failure))
		return EXIT_DONE;
	strbuf_clear(&output->text);
	expand_text(invocation, invocation->command->doing, &doing);
	return (int)failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}
