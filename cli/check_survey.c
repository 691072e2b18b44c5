/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/check_survey.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/memory.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/glyph.h"
#include "cli/invocation.h"
#include "cli/mistakes.h"
#include "cli/output.h"
#include "formats/survey_file.h"

static void
show_json(const struct survey *survey, struct output *output)
{
	json_auto_t *value = json_pack("{s:{s:s, s:I}}", "survey", "id",
	    survey->id, "questions", (json_int_t)survey->question_count);
	cleanup_(memory_free_ptr) char *text =
	    json_dumps(value, JSON_INDENT(2));

	glyph_add_json(&output->text, text);
	output_add(output, "\n");
}

static void
show(const struct survey *survey, const char *file, struct output *output)
{
	if (output->as_json) {
		show_json(survey, output);
		return;
	}
	output_add_value(output, file);
	output_add(output, ": survey ");
	output_add_value(output, survey->id);
	output_add(output, " with %zu questions, no mistakes\n",
	    survey->question_count);
}

int
check_survey_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	const char *file = invocation->arguments[0];
	struct error err = ERROR_INIT;

	if (survey_file_load(file, &survey, &report, &err) == OB_OK) {
		show(survey, file, output);
		return EXIT_DONE;
	}
	if (report.len > 0)
		return mistakes_refuse(
		    invocation, error_code(err.status), report.buf, output);
	expand_text(invocation, invocation->command->doing, &doing);
	failure_set_error(&failure, &err);
	return (int)failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}
