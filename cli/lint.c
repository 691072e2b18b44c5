/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/lint.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/findings.h"
#include "base/memory.h"
#include "calendar/calendar_lint.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/glyph.h"
#include "cli/input.h"
#include "cli/invocation.h"
#include "cli/lint_letter.h"
#include "cli/output.h"
#include "message/letter_lint.h"

typedef void (*lint_fn)(
    const char *bytes, size_t len, struct findings *findings);

static void
show_json(const struct findings *findings, struct output *output)
{
	json_t *list = json_array();
	json_t *view = json_pack("{s:o}", "findings", list);
	char *text;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		(void)json_array_append_new(
		    list, json_pack("{s:I, s:s, s:s, s:s}", "line",
			      (json_int_t)finding->line, "severity",
			      findings_severity_name(finding->severity), "rule",
			      finding->rule, "text", finding->text));
	}
	text = json_dumps(view, JSON_INDENT(2));
	json_decref(view);
	glyph_add_json(&output->text, text);
	free(text);
	output_add(output, "\n");
}

static void
show(const char *file, const struct findings *findings, struct output *output)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		bool is_numbered =
		    finding->rule[0] >= '0' && finding->rule[0] <= '9';

		output_add_value(output, file);
		output_add(output, ":%zu: %s: %s%s: ", finding->line,
		    findings_severity_name(finding->severity),
		    is_numbered ? "rule " : "", finding->rule);
		output_add_value(output, finding->text);
		output_add(output, "\n");
	}
}

static int
refuse(const struct invocation *invocation, const struct error *err,
    const struct output *output)
{
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;

	expand_text(invocation, invocation->command->doing, &doing);
	failure_set_error(&failure, err);
	return (int)failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}

static int
run(const struct invocation *invocation, size_t max, lint_fn lint,
    struct output *output)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const char *file = invocation->arguments[0];
	struct error err = ERROR_INIT;

	if (input_read(file, max, &bytes, &err) != OB_OK)
		return refuse(invocation, &err, output);
	lint(bytes.buf, bytes.len, &findings);
	if (output->as_json)
		show_json(&findings, output);
	else
		show(file, &findings, output);
	return findings.error_count > 0 ? EXIT_REFUSED : EXIT_DONE;
}

static void
lint_calendar(const char *bytes, size_t len, struct findings *findings)
{
	calendar_lint_run(bytes, len, NULL, findings);
	findings_finish(findings);
}

int
lint_run_calendar(const struct invocation *invocation, struct output *output)
{
	return run(invocation, CALENDAR_LINT_MAX_BYTES, lint_calendar, output);
}

int
lint_run_mail(const struct invocation *invocation, struct output *output)
{
	return run(invocation, LETTER_LINT_MAX_BYTES, lint_letter_run, output);
}
