/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/check_programme.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/glyph.h"
#include "cli/invocation.h"
#include "cli/output.h"
#include "formats/programme_file.h"

static void
show_json(const struct programme *programme, struct output *output)
{
	json_t *value = json_pack("{s:{s:s, s:i}}", "programme", "id",
	    programme->id, "steps", (int)programme->step_count);
	char *text = json_dumps(value, JSON_INDENT(2));

	json_decref(value);
	glyph_add_json(&output->text, text);
	free(text);
	output_add(output, "\n");
}

static void
show(const struct programme *programme, const char *file, struct output *output)
{
	if (output->as_json) {
		show_json(programme, output);
		return;
	}
	output_add_value(output, file);
	output_add(output, ": programme ");
	output_add_value(output, programme->id);
	output_add(
	    output, " with %zu steps, no mistakes\n", programme->step_count);
}

static size_t
count_lines(const struct strbuf *text)
{
	size_t count = 0;

	for (size_t i = 0; i < text->len; i++)
		count += text->buf[i] == '\n';
	return count;
}

/* The mistakes as they are, so that editors find the places. */
static char *
list_mistakes(struct strbuf *report)
{
	cleanup_(strbuf_release) struct strbuf safe = STRBUF_INIT;
	size_t count = count_lines(report);

	glyph_add_lines(&safe, report->buf);
	(void)fputs(safe.buf, stderr);
	return memory_printf(
	    "%zu mistake%s, listed above", count, count == 1 ? "" : "s");
}

static int
refuse(const struct invocation *invocation, struct strbuf *report,
    const struct error *err, const struct output *output)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *listed = NULL;

	expand_text(invocation, invocation->command->doing, &doing);
	failure_set_error(&failure, err);
	if (report->len > 0 && output->as_json)
		failure_set(&failure, EXIT_REFUSED, error_code(err->status), "",
		    report->buf);
	else if (report->len > 0) {
		listed = list_mistakes(report);
		failure_set(&failure, EXIT_REFUSED, error_code(err->status), "",
		    listed);
	}
	return (int)failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}

int
check_programme_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(programme_free_ptr) struct programme *programme = NULL;
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	const char *file = invocation->arguments[0];
	struct error err = ERROR_INIT;

	if (programme_file_load(file, &programme, &report, &err) < 0)
		return refuse(invocation, &report, &err, output);
	show(programme, file, output);
	return EXIT_DONE;
}
