/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/imports/imports.h"

#include <stddef.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/calendar_review.h"
#include "engine/core/calendars.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/imports/imports_private.h"

typedef int (*row_fn)(struct imports_row *row, struct error *err);

static const row_fn rules[IMPORT_KIND_COUNT] = {
    [IMPORT_LEADERS] = imports_leaders_row,
    [IMPORT_PEOPLE] = imports_people_row,
    [IMPORT_HANDBOOK] = imports_handbook_row,
    [IMPORT_CLOSING_DAYS] = imports_days_row,
    [IMPORT_FIGURES] = imports_figures_row,
};

/* By what a row is called in the answer: the first that it has. */
static const char *const names[IMPORT_KIND_COUNT][3] = {
    [IMPORT_LEADERS] = {"key", "email", "name"},
    [IMPORT_PEOPLE] = {"key", "email", "name"},
    [IMPORT_HANDBOOK] = {"function", NULL, NULL},
    [IMPORT_CLOSING_DAYS] = {"date", "from", NULL},
    [IMPORT_FIGURES] = {"area", "figure", NULL},
};

struct run {
	struct engine *engine;
	const char *actor;
	enum import_kind kind;
	int added;
	int changed;
	int unchanged;
	int failed;
	json_t *rows;
	size_t to_review; /* activities on days that are closed now */
};

static const char *
name_of(const struct run *run, const struct imports_row *row)
{
	for (size_t i = 0; i < ARRAY_LEN(names[0]); i++) {
		const char *field = names[run->kind][i];

		if (field != NULL && imports_row_option(row, field) != NULL)
			return imports_row_text(row, field);
	}
	return "";
}

static int
check_field(const struct run *run, const char *name, const json_t *value,
    struct error *err)
{
	const struct import_field *field = import_form_find(run->kind, name);

	if (field == NULL)
		return error_set(err, OB_EINVALID,
		    "'%.60s' is not a field of %s", name,
		    import_form_kind_name(run->kind));
	if (!json_is_string(value))
		return error_set_field(
		    err, OB_EINVALID, field->name, "this must be a text");
	if (utf8_length(json_string_value(value)) > IMPORT_CELL_CHARS)
		return error_set_field(err, OB_EINVALID, field->name,
		    "this is longer than %d characters", IMPORT_CELL_CHARS);
	return OB_OK;
}

static int
check_fields(
    const struct run *run, const struct imports_row *row, struct error *err)
{
	const char *name;
	json_t *value;
	int status = OB_OK;

	json_object_foreach(row->fields, name, value)
	{
		if (status == OB_OK)
			status = check_field(run, name, value, err);
	}
	return status;
}

static const char *
count_outcome(struct run *run, const struct imports_row *row)
{
	if (row->is_added) {
		run->added++;
		return "added";
	}
	if (json_array_size(row->changes) > 0) {
		run->changed++;
		return "changed";
	}
	run->unchanged++;
	return "unchanged";
}

/* mistake: NULL when the row is done. */
static json_t *
row_view(struct run *run, const struct imports_row *row, json_t *line,
    const struct error *mistake)
{
	json_t *view =
	    json_pack("{s:O, s:s}", "line", line, "key", name_of(run, row));

	if (mistake != NULL) {
		run->failed++;
		(void)json_object_set_new(
		    view, "outcome", json_string("failed"));
		(void)json_object_set_new(view, "changes", json_array());
		(void)json_object_set_new(view, "error",
		    json_pack("{s:s, s:s, s:s}", "code",
			error_code(mistake->status), "message", mistake->text,
			"field", mistake->field));
		return view;
	}
	(void)json_object_set_new(
	    view, "outcome", json_string(count_outcome(run, row)));
	if (row->id > 0)
		(void)json_object_set_new(view, "id", json_integer(row->id));
	(void)json_object_set_new(view, "changes",
	    row->is_added ? json_array() : json_incref(row->changes));
	return view;
}

/* Fails only when no row could be done. */
static int
do_row(struct run *run, json_t *rows, size_t index, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct error mistake = ERROR_INIT;
	json_t *item = json_array_get(rows, index);
	struct imports_row row = {
	    .change = &change,
	    .fields = json_object_get(item, "fields"),
	    .rows = rows,
	    .index = index,
	    .changes = json_array(),
	};
	int status = change_begin(&change, run->engine, run->actor, &mistake);

	if (status == OB_OK)
		status = check_fields(run, &row, &mistake);
	if (status == OB_OK)
		status = rules[run->kind](&row, &mistake);
	if (status == OB_OK)
		status = change_commit(&change, &mistake);
	if (status != OB_OK && mistake.status != status)
		status = error_set(&mistake, OB_EINTERNAL,
		    "a row failed without a reason (%d)", status);
	if (!error_is_fault(status)) {
		(void)json_array_append_new(run->rows,
		    row_view(run, &row, json_object_get(item, "line"),
			status == OB_OK ? NULL : &mistake));
		status = OB_OK;
	}
	json_decref(row.changes);
	if (status != OB_OK)
		*err = mistake;
	return status;
}

static int
do_rows(struct run *run, json_t *rows, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < json_array_size(rows); i++)
		status = do_row(run, rows, i, err);
	return status;
}

/* What closing days come to: they are in force from now on, or tried. */
static int
review_days(struct run *run, bool dry_run, struct error *err)
{
	struct calendars *before = NULL;
	int status = OB_OK;

	if (run->kind != IMPORT_CLOSING_DAYS)
		return OB_OK;
	if (run->added + run->changed > 0)
		status = calendars_renew(run->engine, &before, err);
	if (status == OB_OK)
		status =
		    calendar_review_count(run->engine, &run->to_review, err);
	if (dry_run && before != NULL)
		calendars_restore(run->engine, before);
	else
		calendars_free(before);
	return status;
}

/* Rolled back as a whole: rows see what earlier ones did. */
static int
rehearse(struct run *run, json_t *rows, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, run->engine, run->actor, err);

	if (status == OB_OK)
		status = do_rows(run, rows, err);
	if (status == OB_OK)
		status = review_days(run, true, err);
	return status;
}

/* Days that were stored before a fault are in force, too. */
static int
perform(struct run *run, json_t *rows, struct error *err)
{
	int status = do_rows(run, rows, err);
	int reviewed = review_days(run, false, status == OB_OK ? err : NULL);

	return status == OB_OK ? reviewed : status;
}

static int
check_rows(json_t *rows, struct error *err)
{
	size_t index;
	json_t *item;

	if (!json_is_array(rows))
		return error_set_field(
		    err, OB_EINVALID, "rows", "'rows' must be a list");
	if (json_array_size(rows) > IMPORT_REQUEST_ROWS)
		return error_set_field(err, OB_EINVALID, "rows",
		    "'rows' holds %zu rows; send at most %d at a time",
		    json_array_size(rows), IMPORT_REQUEST_ROWS);
	json_array_foreach(rows, index, item)
	{
		if (json_is_integer(json_object_get(item, "line")) &&
		    json_is_object(json_object_get(item, "fields")) &&
		    json_object_size(item) == 2)
			continue;
		return error_set_field(err, OB_EINVALID, "rows",
		    "number %zu of 'rows' must be {\"line\": N, \"fields\": "
		    "{...}}",
		    index + 1);
	}
	return OB_OK;
}

int
imports_run(struct engine *engine, const char *actor,
    const struct import_request *request, json_t **ret_view, struct error *err)
{
	struct run run = {
	    .engine = engine, .actor = actor, .kind = request->kind};
	int status = check_rows(request->rows, err);

	if (status != OB_OK)
		return status;
	run.rows = json_array();
	status = request->dry_run ? rehearse(&run, request->rows, err)
				  : perform(&run, request->rows, err);
	if (status != OB_OK) {
		json_decref(run.rows);
		return status;
	}
	*ret_view = json_pack("{s:s, s:b, s:i, s:i, s:i, s:i, s:o}", "kind",
	    import_form_kind_name(request->kind), "dry_run",
	    (int)request->dry_run, "added", run.added, "changed", run.changed,
	    "unchanged", run.unchanged, "failed", run.failed, "rows", run.rows);
	if (request->kind == IMPORT_CLOSING_DAYS)
		(void)json_object_set_new(*ret_view, "to_review",
		    json_integer((json_int_t)run.to_review));
	return OB_OK;
}
