/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_programme.h"

#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/table.h"
#include "cli/view.h"

int
print_programme_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_PLAIN},
	    {"VERSION", TABLE_RIGHT}, {"TITLE", TABLE_CUT},
	    {"STEPS", TABLE_RIGHT}, {"IMPORTED", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "programmes", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No programmes.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *programme = json_array_get(list, i);

		table_add(&table, view_text(programme, "id"));
		table_take(&table, view_value(programme, "version"));
		table_add(&table, view_text(programme, "title"));
		table_take(&table, view_value(programme, "steps"));
		table_take(&table, view_instant(programme, "imported"));
	}
	table_print(&table, output);
	return OB_OK;
}

static void
add_note(struct strbuf *notes, const char *word, const char *note)
{
	if (note[0] != '\0')
		strbuf_add_format(
		    notes, "%s%s%s", notes->len > 0 ? ", " : "", word, note);
}

/* What holds for few steps, in words. */
static char *
make_notes(const json_t *step)
{
	cleanup_(strbuf_release) struct strbuf notes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *with = view_words(step, "participants");
	cleanup_(memory_free_ptr) char *after = view_words(step, "requires");

	add_note(&notes, "with ", with);
	add_note(&notes, "after ", after);
	add_note(&notes, "", view_text(step, "only_if"));
	if (view_is_true(step, "optional"))
		add_note(&notes, "", "optional");
	if (view_is_true(step, "undisturbed"))
		add_note(&notes, "", "undisturbed");
	return strbuf_detach(&notes);
}

static bool
is_of_phase(const json_t *step, const json_t *phase)
{
	return json_equal(
	    json_object_get(step, "phase"), json_object_get(phase, "id"));
}

static void
add_steps(struct output *output, const json_t *steps, const json_t *phase)
{
	static const struct table_column columns[] = {{"STEP", TABLE_PLAIN},
	    {"TITLE", TABLE_CUT}, {"KIND", TABLE_PLAIN}, {"ROLE", TABLE_CUT},
	    {"DUE", TABLE_PLAIN}, {"LATEST", TABLE_PLAIN}, {"MIN", TABLE_RIGHT},
	    {"NOTES", TABLE_CUT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	for (size_t i = 0; i < json_array_size(steps); i++) {
		const json_t *step = json_array_get(steps, i);

		if (!is_of_phase(step, phase))
			continue;
		table_add(&table, view_text(step, "id"));
		table_add(&table, view_text(step, "title"));
		table_add(&table, view_text(step, "kind"));
		table_add(&table, view_text(step, "role"));
		table_add(&table, view_text(step, "due"));
		table_add(&table, view_text(step, "latest"));
		table_take(&table, view_value(step, "minutes"));
		table_take(&table, make_notes(step));
	}
	if (table.cell_count > 0)
		table_print(&table, output);
}

static void
add_phase(struct output *output, const json_t *phase)
{
	cleanup_(memory_free_ptr) char *id = view_value(phase, "id");

	output_add(output, "\nPhase ");
	output_add_value(output, id);
	output_add(output, ": ");
	output_add_value(output, view_text(phase, "title"));
	output_add(output, "\n");
}

int
print_programme_shown(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *programme = NULL;
	json_t *phases = NULL;
	json_t *steps = NULL;
	cleanup_(memory_free_ptr) char *version = NULL;
	int status = view_object(answer, "programme", &programme, err);

	if (status == OB_OK)
		status = view_list(programme, "phases", &phases, err);
	if (status == OB_OK)
		status = view_list(programme, "steps", &steps, err);
	if (status < 0)
		return status;
	version = view_value(programme, "version");
	output_add_field(output, "Programme", view_text(programme, "id"));
	output_add_field(output, "Version", version);
	output_add_field(output, "Title", view_text(programme, "title"));
	for (size_t i = 0; i < json_array_size(phases); i++) {
		const json_t *phase = json_array_get(phases, i);

		add_phase(output, phase);
		add_steps(output, steps, phase);
	}
	return OB_OK;
}
