/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_lists.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/hr/hr_choices.h"
#include "engine/hr/hr_filter.h"
#include "engine/hr/hr_list_rows.h"
#include "text/catalogue.h"

static const char *const leader_columns[] = {"leader", "title", "workplace",
    "area", "first_day", "state", "phase", "manager", "mentor", "done", "open",
    "overdue", NULL};
/* And what somebody elsewhere needs to count the leaders again. */
static const char *const leader_file_columns[] = {"leader", "title",
    "workplace", "area", "first_day", "state", "phase", "manager", "mentor",
    "done", "open", "overdue", "recruitment", "last_day", "programme",
    "version", NULL};
static const char *const person_columns[] = {
    "person", "email", "open", "address_state", NULL};
static const char *const mentor_columns[] = {
    "mentor", "email", "load", "limit", "leaders", NULL};
static const char *const mail_columns[] = {
    "when", "state", "person", "address", "subject", "leader", NULL};
static const char *const programme_columns[] = {
    "programme", "version", "area", "workplace", "steps", "imported", NULL};
static const char *const day_columns[] = {
    "from_day", "until_day", "class", "area", "day_title", NULL};
static const char *const handbook_columns[] = {"function", "place", "contact",
    "email", "deputy", "phone", "mailbox", "confirmed_on", "confirmed_by",
    NULL};
static const char *const exit_reason_columns[] = {"period", "exit_source",
    "exit_reason", "exit_talks", "exit_main", "exit_cohort", NULL};
static const char *const follow_up_columns[] = {
    "period", "follow_up", "owner", "due", "state", NULL};
static const char *const network_columns[] = {
    "network", "for_whom", "contact", "members", "next_meeting", NULL};
static const char *const cohort_columns[] = {"course", "cohort_start",
    "cohort_end", "state", "area", "cohort_people", "coordinator", NULL};
static const char *const potential_columns[] = {
    "person", "email", "course", "consented_on", "expires_on", NULL};
static const char *const audit_columns[] = {
    "when", "actor", "verb", "entity", "number", NULL};

static const struct {
	const char *name;
	const char *const *columns;
	hr_list_fn *fill;
	bool is_of_all_areas;
	const char *const *file_columns; /* NULL: the same */
} lists[] = {
    {"leaders", leader_columns, hr_list_rows_leaders, false,
	leader_file_columns},
    {"people", person_columns, hr_list_rows_people, false, NULL},
    {"mentors", mentor_columns, hr_list_rows_mentors, false, NULL},
    {"mail", mail_columns, hr_list_papers_mail, false, NULL},
    {"programmes", programme_columns, hr_list_rows_programmes, false, NULL},
    {"days", day_columns, hr_list_days_periods, false, NULL},
    {"handbook", handbook_columns, hr_list_handbook_entries, false, NULL},
    {"exit-reasons", exit_reason_columns, hr_list_exits_reasons, true, NULL},
    {"follow-ups", follow_up_columns, hr_list_exits_follow_ups, true, NULL},
    {"networks", network_columns, hr_networks_list, false, NULL},
    {"cohorts", cohort_columns, hr_cohorts_list, false, NULL},
    {"potential-bank", potential_columns, hr_list_potential, true, NULL},
    {"audit", audit_columns, hr_list_papers_audit, true, NULL},
};

static const char *
label(const struct hr_list *list, const char *column)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("hr_column.%s", column);

	return catalogue_get(
	    list->engine->catalogues[list->scope->language], key);
}

static json_t *
columns_view(const struct hr_list *list)
{
	json_t *columns = json_array();

	for (size_t i = 0; list->columns[i] != NULL; i++)
		(void)json_array_append_new(columns,
		    json_pack("{s:s}", "label", label(list, list->columns[i])));
	return columns;
}

json_t *
hr_list_row(struct hr_list *list, int64_t id)
{
	json_t *row;

	list->total++;
	if (list->total <= list->first || list->total > list->first + list->max)
		return NULL;
	row = json_pack(
	    "{s:I, s:[], s:[]}", "id", (json_int_t)id, "cells", "links");
	(void)json_array_append_new(list->rows, row);
	return row;
}

void
hr_list_cell(
    const struct hr_list *list, json_t *row, const char *text, const char *url)
{
	json_t *cells = json_object_get(row, "cells");
	size_t at = json_array_size(cells);

	(void)json_array_append_new(
	    cells, json_pack("{s:s, s:s, s:s, s:b}", "label",
		       label(list, list->columns[at]), "text",
		       text == NULL ? "" : text, "url", url == NULL ? "" : url,
		       "has_url", (int)(url != NULL)));
}

void
hr_list_number(const struct hr_list *list, json_t *row, int64_t number)
{
	cleanup_(memory_free_ptr) char *text =
	    memory_printf("%" PRId64, number);

	hr_list_cell(list, row, text, NULL);
}

void
hr_list_link(
    struct hr_list *list, json_t *row, const char *key, const char *url)
{
	list->has_verbs = true;
	(void)json_array_append_new(json_object_get(row, "links"),
	    json_pack("{s:s, s:s}", "label",
		catalogue_get(
		    list->engine->catalogues[list->scope->language], key),
		"url", url));
}

static int
find(const struct hr_scope *scope, const char *name, size_t *ret_at,
    struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		if (strcmp(lists[i].name, name) != 0)
			continue;
		if (lists[i].is_of_all_areas && scope->area[0] != '\0')
			break;
		*ret_at = i;
		return OB_OK;
	}
	return error_set(err, OB_ENOTFOUND, "there is no list '%.40s'", name);
}

/* "Hent række 1 til 10000 som regneark (CSV)" */
static int
add_file(const struct hr_list *list, const char *name, size_t number,
    json_t *files, struct error *err)
{
	size_t first = (number - 1) * HR_LISTS_FILE_ROWS + 1;
	size_t last = number * HR_LISTS_FILE_ROWS;
	bool is_only = list->total <= HR_LISTS_FILE_ROWS;
	cleanup_(strbuf_release) struct strbuf label = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf query = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *url = NULL;
	json_auto_t *view = json_pack("{s:b, s:I, s:I}", "is_only",
	    (int)is_only, "first", (json_int_t)first, "last",
	    (json_int_t)(last > list->total ? list->total : last));
	int status =
	    catalogue_format(list->engine->catalogues[list->scope->language],
		"hr_file", view, &label, err);

	if (!is_only)
		strbuf_add_format(&query, "page=%zu", number);
	hr_filter_add_query(&query, "state", list->state);
	url = memory_printf(
	    "/hr/lists/%s.csv%s%s", name, query.len == 0 ? "" : "?", query.buf);
	if (status == OB_OK)
		(void)json_array_append_new(files,
		    json_pack("{s:s, s:s}", "url", url, "label", label.buf));
	return status;
}

static int
files_view(const struct hr_list *list, const char *name, json_t **ret_files,
    struct error *err)
{
	json_auto_t *files = json_array();
	size_t count =
	    list->total == 0 ? 1 : (list->total - 1) / HR_LISTS_FILE_ROWS + 1;
	int status = OB_OK;

	for (size_t i = 1; status == OB_OK && i <= count; i++)
		status = add_file(list, name, i, files, err);
	if (status == OB_OK)
		*ret_files = TAKE_PTR(files);
	return status;
}

/* "audit", or of several "audit-2-of-3". */
static json_t *
file_name(const char *name, size_t number, const json_t *files)
{
	size_t count = json_array_size(files);

	return count == 1 ? json_string(name)
			  : json_sprintf("%s-%zu-of-%zu", name, number, count);
}

int
hr_lists_view(struct engine *engine, const struct hr_scope *scope,
    const struct hr_list_request *request, json_t **ret_view, struct error *err)
{
	json_auto_t *rows = json_array();
	struct hr_list list = {.engine = engine,
	    .scope = scope,
	    .state = request->state == NULL ? "" : request->state,
	    .rows = rows,
	    .is_file = request->is_file,
	    .max = request->is_file ? HR_LISTS_FILE_ROWS : HR_PAGE_ROWS};
	cleanup_(strbuf_release) struct strbuf query = STRBUF_INIT;
	json_t *files = NULL;
	size_t page = 1;
	size_t at = 0;
	int status = find(scope, request->name, &at, err);

	if (status == OB_OK)
		status = hr_scope_read_page(request->page, &page, err);
	if (status != OB_OK)
		return status;
	list.first = (page - 1) * list.max;
	list.columns = request->is_file && lists[at].file_columns != NULL
			   ? lists[at].file_columns
			   : lists[at].columns;
	status = lists[at].fill(&list, err);
	if (status == OB_OK && request->is_file && list.first > 0 &&
	    list.first >= list.total)
		status = error_set(err, OB_ENOTFOUND,
		    "the list '%s' has no file %zu", lists[at].name, page);
	if (status == OB_OK)
		status = files_view(&list, lists[at].name, &files, err);
	if (status != OB_OK)
		return status;
	hr_filter_add_query(&query, "state", list.state);
	*ret_view = json_pack(
	    "{s:s, s:o, s:O, s:b, s:b, s:I, s:o, s:o, s:o, s:s, s:b}", "name",
	    lists[at].name, "columns", columns_view(&list), "rows", rows,
	    "has_verbs", (int)list.has_verbs, "has_rows",
	    (int)(json_array_size(rows) > 0), "total", (json_int_t)list.total,
	    "file", file_name(lists[at].name, page, files), "files", files,
	    "pages", hr_choices_pages(page, list.total), "query", query.buf,
	    "is_filtered", (int)(query.len > 0));
	return OB_OK;
}
