/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_programme.h"

#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/glyph.h"
#include "cli/table.h"
#include "cli/view.h"

/* What needs no mention. */
#define USUAL_REMINDERS                                                        \
	"notice before=1 on-day overdue=0 coordinator=5 drop-after=10"

/* Whom a version is for, and by which overlay. */
static char *
make_scope(const json_t *programme)
{
	const char *area = view_text(programme, "area");
	const char *workplace = view_text(programme, "workplace");
	const char *overlay = view_text(programme, "overlay");
	struct strbuf out = STRBUF_INIT;

	if (area[0] == '\0' && workplace[0] == '\0')
		return memory_strdup("everybody");
	if (area[0] != '\0')
		strbuf_add_format(&out, "area '%s'", area);
	if (workplace[0] != '\0')
		strbuf_add_format(&out, "%sworkplace '%s'",
		    area[0] != '\0' ? ", " : "", workplace);
	if (overlay[0] != '\0')
		strbuf_add_format(&out, " (overlay %s)", overlay);
	if (view_is_true(programme, "withdrawn"))
		strbuf_add_str(&out, ", withdrawn");
	return strbuf_detach(&out);
}

/* "Tue 2026-11-03 by styregruppen: ..."; "" where nothing is noted.  Owned. */
static char *
make_decision(const json_t *object)
{
	const json_t *decision = json_object_get(object, "decision");
	cleanup_(memory_free_ptr) char *day = view_date(decision, "decided");

	if (day[0] == '\0')
		return memory_strdup("");
	return memory_printf("%s by %s: %s", day, view_text(decision, "by"),
	    view_text(decision, "reason"));
}

int
print_programme_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_PLAIN},
	    {"VERSION", TABLE_RIGHT}, {"TITLE", TABLE_CUT},
	    {"KIND", TABLE_PLAIN}, {"FOR", TABLE_CUT}, {"STEPS", TABLE_RIGHT},
	    {"IMPORTED", TABLE_PLAIN}, {"DECIDED", TABLE_CUT}};
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
		table_add(&table, view_text(programme, "kind"));
		table_take(&table, make_scope(programme));
		table_take(&table, view_value(programme, "steps"));
		table_take(&table, view_instant(programme, "imported"));
		table_take(&table, make_decision(programme));
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
	const char *reminders = view_text(step, "reminders");

	add_note(&notes, "with ", with);
	add_note(&notes, "after ", after);
	add_note(&notes, "", view_text(step, "repeat"));
	add_note(&notes, "if ", view_text(step, "only_if"));
	if (view_is_true(step, "optional"))
		add_note(&notes, "", "optional");
	if (view_is_true(step, "undisturbed"))
		add_note(&notes, "", "undisturbed");
	if (strcmp(reminders, USUAL_REMINDERS) != 0)
		add_note(&notes, "reminders: ", reminders);
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
	cleanup_(memory_free_ptr) char *scope = NULL;
	cleanup_(memory_free_ptr) char *decision = NULL;
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
	output_add_field(output, "Kind", view_text(programme, "kind"));
	scope = make_scope(programme);
	output_add_field(output, "For", scope);
	decision = make_decision(programme);
	output_add_field(output, "Decided", decision);
	for (size_t i = 0; i < json_array_size(phases); i++) {
		const json_t *phase = json_array_get(phases, i);

		add_phase(output, phase);
		add_steps(output, steps, phase);
	}
	return OB_OK;
}

/* Lines of the daemon's, a little to the right. */
static void
add_lines(struct output *output, const char *text)
{
	cleanup_(strbuf_release) struct strbuf safe = STRBUF_INIT;
	const char *rest;

	glyph_add_lines(&safe, text);
	for (rest = safe.buf; *rest != '\0';) {
		size_t len = strcspn(rest, "\n");

		strbuf_add_str(&output->text, "  ");
		strbuf_add(&output->text, rest, len);
		strbuf_add_char(&output->text, '\n');
		rest += len + (rest[len] == '\n' ? 1 : 0);
	}
}

static void
add_imported(struct output *output, const json_t *programme, bool dry_run)
{
	cleanup_(memory_free_ptr) char *version =
	    view_value(programme, "version");
	cleanup_(memory_free_ptr) char *against =
	    view_value(programme, "against");
	cleanup_(memory_free_ptr) char *scope = make_scope(programme);
	bool is_new = view_is_true(programme, "new");

	output_add_value(output, view_text(programme, "id"));
	output_add(output, " for ");
	output_add_value(output, scope);
	output_add(output, ": version ");
	output_add_value(output, version);
	if (!is_new)
		output_add(output, ", which says the same already\n");
	else if (strcmp(against, "0") == 0)
		output_add(output, dry_run ? " would be new\n" : " is new\n");
	else
		output_add(output, dry_run ? " would be new, and differs:\n"
					   : " is new, and differs:\n");
	if (is_new)
		add_lines(output, view_text(programme, "text"));
}

int
print_programme_imported(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *list = NULL;
	bool dry_run = view_is_true(answer, "dry_run");
	int status = view_list(answer, "programmes", &list, err);

	if (status < 0)
		return status;
	if (dry_run)
		output_add(output, "Dry run: nothing is stored.\n\n");
	for (size_t i = 0; i < json_array_size(list); i++)
		add_imported(output, json_array_get(list, i), dry_run);
	return OB_OK;
}

int
print_programme_compared(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *differences = NULL;
	cleanup_(memory_free_ptr) char *from = view_value(answer, "from");
	cleanup_(memory_free_ptr) char *to = view_value(answer, "to");
	cleanup_(memory_free_ptr) char *decision = make_decision(answer);
	int status = view_list(answer, "differences", &differences, err);

	if (status < 0)
		return status;
	output_add_value(output, view_text(answer, "programme"));
	output_add(output, ": version ");
	output_add_value(output, from);
	output_add(output, " -> ");
	output_add_value(output, to);
	output_add(output, "\n");
	if (decision[0] != '\0') {
		output_add(output, "The newer one was decided ");
		output_add_value(output, decision);
		output_add(output, "\n");
	}
	add_lines(output, view_text(answer, "text"));
	return OB_OK;
}

int
print_programme_withdrawn(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) char *count = view_value(answer, "withdrawn");
	cleanup_(memory_free_ptr) char *scope = make_scope(answer);

	if (count[0] == '\0')
		return error_set(
		    err, OB_EPROTO, "the daemon's answer has no 'withdrawn'");
	output_add_value(output, view_text(answer, "programme"));
	output_add(output, ": ");
	output_add_value(output, count);
	output_add(output, " versions for ");
	output_add_value(output, scope);
	output_add(output, " are withdrawn; new leaders there are given what "
			   "lies under them\n");
	return OB_OK;
}

int
print_programme_decision(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) char *version = view_value(answer, "version");
	cleanup_(memory_free_ptr) char *decision = make_decision(answer);

	if (decision[0] == '\0')
		return error_set(
		    err, OB_EPROTO, "the daemon's answer has no 'decision'");
	output_add_value(output, view_text(answer, "programme"));
	output_add(output, ": version ");
	output_add_value(output, version);
	output_add(output, " was decided ");
	output_add_value(output, decision);
	output_add(output, "\n");
	return OB_OK;
}
