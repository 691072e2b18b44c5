/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/glyph.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/view.h"
#include "formats/import_file.h"

/* What the file calls it, else what a file of this kind should. */
static const char *
heading_of(const struct import_file *file, const char *field)
{
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("%s_email", field);
	const struct import_field *known = import_form_find(file->kind, field);
	const char *heading = import_file_heading(file, field);

	if (heading == NULL)
		heading = import_file_heading(file, email);
	if (heading != NULL)
		return heading;
	return known != NULL ? known->heading : field;
}

/* The first line, and that there is more. */
static void
add_short(struct strbuf *out, const char *text)
{
	size_t len = strcspn(text, "\r\n");

	strbuf_add(out, text, len);
	if (text[len] != '\0')
		strbuf_add_str(out, " ...");
}

static char *
make_changes(const struct import_file *file, const json_t *row)
{
	const json_t *changes = json_object_get(row, "changes");
	struct strbuf out = STRBUF_INIT;

	for (size_t i = 0; i < json_array_size(changes); i++) {
		const json_t *change = json_array_get(changes, i);
		const char *before = view_text(change, "before");

		strbuf_add_format(&out, "%s%s: ", i > 0 ? "; " : "",
		    heading_of(file, view_text(change, "field")));
		if (before[0] != '\0') {
			add_short(&out, before);
			strbuf_add_str(&out, " -> ");
		}
		add_short(&out, view_text(change, "after"));
	}
	return strbuf_detach(&out);
}

static void
add_rows(
    const struct import_file *file, const json_t *rows, struct output *output)
{
	static const struct table_column columns[] = {{"LINE", TABLE_RIGHT},
	    {"KEY", TABLE_PLAIN}, {"OUTCOME", TABLE_PLAIN},
	    {"CHANGES", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		const char *outcome = view_text(row, "outcome");

		if (strcmp(outcome, "added") != 0 &&
		    strcmp(outcome, "changed") != 0)
			continue;
		table_take(&table, view_value(row, "line"));
		table_add(&table, view_text(row, "key"));
		table_add(&table, outcome);
		table_take(&table, make_changes(file, row));
	}
	if (table.cell_count == 0)
		return;
	table_print(&table, output);
	output_add(output, "\n");
}

static void
add_counts(const char *file_name, const json_t *result, struct output *output)
{
	static const char *const outcomes[] = {
	    "added", "changed", "unchanged", "failed"};

	output_add_value(output, file_name);
	output_add(output, ": ");
	output_add_value(output, view_text(result, "kind"));
	for (size_t i = 0; i < ARRAY_LEN(outcomes); i++)
		output_add(output, "%s %d %s", i == 0 ? ":" : ",",
		    (int)json_integer_value(
			json_object_get(result, outcomes[i])),
		    outcomes[i]);
	output_add(output, "\n");
}

void
print_import_result(const char *file_name, const struct import_file *file,
    const json_t *result, struct output *output)
{
	char *text;

	if (output->as_json) {
		text = json_dumps(result, JSON_INDENT(2));
		glyph_add_json(&output->text, text);
		free(text);
		output_add(output, "\n");
		return;
	}
	if (view_is_true(result, "dry_run"))
		output_add(output, "Dry run: nothing is stored or sent.\n\n");
	add_rows(file, json_object_get(result, "rows"), output);
	add_counts(file_name, result, output);
	if (json_integer_value(json_object_get(result, "to_review")) > 0)
		output_add(output,
		    "Activities on days that are closed then: %d; "
		    "review-calendar lists and moves them.\n",
		    (int)json_integer_value(
			json_object_get(result, "to_review")));
}

void
print_import_failures(
    const char *file_name, const struct import_file *file, const json_t *result)
{
	cleanup_(strbuf_release) struct strbuf lines = STRBUF_INIT;
	const json_t *rows = json_object_get(result, "rows");

	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		const json_t *error = json_object_get(row, "error");
		const char *field = view_text(error, "field");
		cleanup_(memory_free_ptr) char *line = NULL;

		if (error == NULL)
			continue;
		line = view_value(row, "line");
		glyph_add_line(&lines, file_name);
		strbuf_add_format(&lines, ":%s: ", line);
		if (field[0] != '\0') {
			glyph_add_line(&lines, heading_of(file, field));
			strbuf_add_str(&lines, ": ");
		}
		glyph_add_line(&lines, view_text(error, "message"));
		strbuf_add_char(&lines, '\n');
	}
	(void)fputs(lines.buf, stderr);
}
