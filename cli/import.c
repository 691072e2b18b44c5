/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/import.h"

#include <stdbool.h>
#include <string.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/import_days.h"
#include "cli/import_table.h"
#include "cli/invocation.h"
#include "cli/output.h"
#include "formats/import_file.h"

#define EXAMPLES "config/import"
#define BYTE_ORDER_MARK "\xEF\xBB\xBF" /* or Excel takes it for Latin-1 */

#define CALENDAR_START "BEGIN:VCALENDAR"

static int
refuse_usage(const struct invocation *invocation, const struct output *output,
    const char *why)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;

	failure_set(&failure, EXIT_USAGE, FAILURE_USAGE, "FILE", why);
	return (int)failure_report(
	    &failure, invocation->command, NULL, output->as_json);
}

static int
refuse(const struct invocation *invocation, const struct output *output,
    const struct error *err)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;

	expand_text(invocation, invocation->command->doing, &doing);
	failure_set_error(&failure, err);
	return (int)failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}

/* As Excel opens it without asking. */
static int
show_example(const struct invocation *invocation, struct output *output)
{
	const char *kind = invocation_value(invocation, "example");
	cleanup_(memory_free_ptr) char *path =
	    memory_printf(EXAMPLES "/%s.csv", kind);
	const struct embedded_file *file = embedded_find(path);

	if (invocation->argument_count > 0)
		return refuse_usage(invocation, output,
		    "--example prints a file and imports none");
	if (file == NULL)
		return refuse_usage(invocation, output,
		    "there is an example of leaders, people, handbook, "
		    "closing_days and figures");
	strbuf_add_str(&output->text, BYTE_ORDER_MARK);
	for (const char *at = file->bytes; *at != '\0'; at++) {
		if (*at == '\n')
			strbuf_add_char(&output->text, '\r');
		strbuf_add_char(&output->text, *at);
	}
	return EXIT_DONE;
}

/* The first option that says nothing about such a file; NULL if none. */
static const char *
find_stray(const struct invocation *invocation, bool is_calendar)
{
	static const char *const of_calendars[] = {
	    "class", "area", "confirm", NULL};
	static const char *const of_tables[] = {"kind", NULL};
	const char *const *names = is_calendar ? of_tables : of_calendars;

	while (*names != NULL && !invocation_has(invocation, *names))
		names++;
	return *names;
}

static int
import_file(const struct invocation *invocation, const struct strbuf *bytes,
    struct output *output)
{
	bool is_calendar =
	    import_days_takes(invocation->arguments[0]) ||
	    strncmp(bytes->buf, CALENDAR_START, strlen(CALENDAR_START)) == 0;
	const char *stray = find_stray(invocation, is_calendar);
	cleanup_(memory_free_ptr) char *why = NULL;

	if (stray != NULL) {
		why = memory_printf("--%s is for %s, and '%s' is none", stray,
		    is_calendar ? "tables" : "calendar files",
		    invocation->arguments[0]);
		return refuse_usage(invocation, output, why);
	}
	return is_calendar ? import_days_run(invocation, output)
			   : import_table_run(invocation, bytes, output);
}

int
import_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (invocation_has(invocation, "example"))
		return show_example(invocation, output);
	if (invocation->argument_count == 0)
		return refuse_usage(invocation, output, "FILE is missing");
	if (file_read(invocation->arguments[0], IMPORT_FILE_MAX_BYTES, &bytes,
		&err) != OB_OK)
		return refuse(invocation, output, &err);
	return import_file(invocation, &bytes, output);
}
