/* SPDX-License-Identifier: EUPL-1.2 */
#include <jansson.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/measures/comparison.h"
#include "engine/measures/figures.h"
#include "engine/measures/measures.h"
#include "http/exchange.h"
#include "http/hr_csv.h"
#include "http/hr_measure_csv.h"
#include "http/hr_site.h"
#include "http/route.h"
#include "http/server.h"
#include "http/site_private.h"
#include "model/account.h"

/* Whoever sees figures sees these: nobody is known by them. */
static int
make_measures(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const struct measures_request request = {
	    .year = exchange_query(reader->exchange, "year"),
	    .language = reader->scope.language};

	return measures_view(hr_site_engine(reader), &request, ret_view, err);
}

static void
add_verb(const struct hr_reader *reader, json_t *verbs, const char *measure,
    const char *name)
{
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/measures/%s/%s", measure, name);

	(void)json_array_append_new(
	    verbs, json_pack("{s:s, s:s}", "label",
		       hr_site_word(reader, "hr_link.%s", name), "url", url));
}

/* A baseline or a target that is there, to be taken back. */
static void
add_drop(const struct hr_reader *reader, json_t *verbs, const char *measure,
    const json_t *mark)
{
	const char *area = json_string_value(json_object_get(mark, "area"));
	cleanup_(strbuf_release) struct strbuf url = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *name = memory_printf(
	    "drop-%s", json_string_value(json_object_get(mark, "purpose")));
	cleanup_(memory_free_ptr) char *label =
	    memory_printf("%s: %s", hr_site_word(reader, "hr_link.%s", name),
		json_string_value(json_object_get(mark, "label")));

	strbuf_add_format(&url, "/hr/measures/%s/%s?area=", measure, name);
	for (; *area != '\0'; area++)
		strbuf_add_format(&url, "%%%02X", (unsigned char)*area);
	(void)json_array_append_new(
	    verbs, json_pack("{s:s, s:s}", "label", label, "url", url.buf));
}

/* Who sees one area takes back nothing of others. */
static bool
may_drop(const struct hr_reader *reader, const json_t *mark)
{
	const char *own = reader->scope.area;

	return own[0] == '\0' ||
	       strcmp(own, json_string_value(json_object_get(mark, "area"))) ==
		   0;
}

static void
add_verbs(const struct hr_reader *reader, json_t *list)
{
	bool may_write = account_role_coordinates(reader->session->role);
	size_t i;
	size_t k;
	json_t *measure;
	const json_t *mark;

	json_array_foreach(list, i, measure)
	{
		const char *id =
		    json_string_value(json_object_get(measure, "id"));
		json_t *verbs = json_array();

		add_verb(reader, verbs, id, "set-baseline");
		add_verb(reader, verbs, id, "set-target");
		json_array_foreach(json_object_get(measure, "marks"), k, mark)
		{
			if (may_drop(reader, mark))
				add_drop(reader, verbs, id, mark);
		}
		(void)json_object_set_new(
		    measure, "may_write", json_boolean(may_write));
		(void)json_object_set_new(measure, "verbs", verbs);
	}
}

/* The year's figures of the payroll system come below the measures. */
static int
make_page(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	json_auto_t *view = NULL;
	json_auto_t *payroll = NULL;
	int status = make_measures(reader, &view, err);

	if (status == OB_OK)
		status = figures_view(hr_site_engine(reader),
		    (int)json_integer_value(json_object_get(view, "year")),
		    reader->scope.language, &payroll, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set(
	    view, "payroll", json_object_get(payroll, "figures"));
	(void)json_object_set(
	    view, "has_payroll", json_object_get(payroll, "has_figures"));
	add_verbs(reader, json_object_get(view, "measures"));
	add_verbs(reader, json_object_get(view, "payroll"));
	*ret_view = json_incref(view);
	return OB_OK;
}

static int
make_payroll(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const struct figures_request request = {
	    .year = exchange_query(reader->exchange, "year"),
	    .language = reader->scope.language};

	return figures_list(hr_site_engine(reader), &request, ret_view, err);
}

static void
show(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_page, PAGE_TEMPLATE_HR_MEASURES,
	    "hr_title.measures");
}

static int
make_versions(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const struct comparison_request request = {
	    .language = reader->scope.language};

	return comparison_view(hr_site_engine(reader), &request, ret_view, err);
}

static void
show_versions(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_versions,
	    PAGE_TEMPLATE_HR_MEASURES_VERSIONS, "hr_title.versions");
}

/* The cells of the page, each row after its measure's and area's names. */
static void
add_rows(json_t *rows, const json_t *measure)
{
	size_t i;
	json_t *row;

	json_array_foreach(json_object_get(measure, "rows"), i, row)
	{
		json_t *cells = json_array();

		(void)json_array_append_new(
		    cells, json_pack("{s:O}", "text",
			       json_object_get(measure, "name")));
		(void)json_array_append_new(cells,
		    json_pack("{s:O}", "text", json_object_get(row, "label")));
		(void)json_array_extend(cells, json_object_get(row, "cells"));
		(void)json_array_append_new(
		    rows, json_pack("{s:o}", "cells", cells));
	}
}

/* What a file is made of: the list of a view, and what the file is called. */
struct table {
	hr_site_view_fn *make;
	const char *list;
	const char *name;
	bool has_plain; /* also for other programs */
};

static const struct table measures_table = {
    make_measures, "measures", "measures", true};
static const struct table payroll_table = {
    make_payroll, "figures", "payroll", true};
static const struct table versions_table = {
    make_versions, "measures", "measures-versions", false};

/* Of the years that are shown the name of the file tells one. */
static char *
file_name(const struct table *table, const json_t *view)
{
	const json_t *year = json_object_get(view, "year");

	return year == NULL ? memory_strdup(table->name)
			    : memory_printf("%s-%d", table->name,
				  (int)json_integer_value(year));
}

/* As a Danish spreadsheet opens it. */
static void
reply_sheet(const struct hr_reader *reader, const struct table *table,
    const json_t *view)
{
	const json_t *list = json_object_get(view, table->list);
	cleanup_(memory_free_ptr) char *name = file_name(table, view);
	json_t *columns = json_array();
	json_t *rows = json_array();
	json_auto_t *file = json_pack("{s:s, s:s, s:o, s:o}", "name",
	    table->name, "file", name, "columns", columns, "rows", rows);
	size_t i;
	json_t *measure;

	(void)json_array_append_new(
	    columns, json_pack("{s:s}", "label",
			 hr_site_text(reader, "measure_column.measure")));
	(void)json_array_extend(
	    columns, json_object_get(json_array_get(list, 0), "columns"));
	json_array_foreach((json_t *)(uintptr_t)list, i, measure)
	{
		add_rows(rows, measure);
	}
	hr_csv_reply(reader->exchange, file);
}

static void
reply_plain(const struct hr_reader *reader, const struct table *table,
    const json_t *view)
{
	cleanup_(memory_free_ptr) char *name = file_name(table, view);
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	hr_measure_csv_add(&text, json_object_get(view, table->list));
	hr_csv_send(reader->exchange, table->name, name, &text);
}

static int
read_format(const struct exchange *exchange, const struct table *table,
    bool *ret_is_plain, struct error *err)
{
	const char *format = exchange_query(exchange, "format");

	*ret_is_plain =
	    table->has_plain && format != NULL && strcmp(format, "plain") == 0;
	if (format == NULL || format[0] == '\0' || *ret_is_plain)
		return OB_OK;
	return error_set_field(err, OB_EINVALID, "format",
	    "'%.20s' is no format of this file: there is %s", format,
	    table->has_plain ? "plain, or none" : "none");
}

static void
give_csv(
    struct site *site, struct exchange *exchange, const struct table *table)
{
	cleanup_(hr_site_release) struct hr_reader reader = {.site = site};
	json_auto_t *view = NULL;
	bool is_plain = false;
	struct error err = ERROR_INIT;
	int status;

	if (hr_site_open(site, exchange, &reader) != OB_OK)
		return;
	status = read_format(exchange, table, &is_plain, &err);
	if (status == OB_OK)
		status = table->make(&reader, &view, &err);
	if (status != OB_OK)
		hr_site_fail(&reader, &err);
	else if (is_plain)
		reply_plain(&reader, table, view);
	else
		reply_sheet(&reader, table, view);
}

static void
give_measures(struct exchange *exchange, void *arg)
{
	give_csv(arg, exchange, &measures_table);
}

static void
give_versions(struct exchange *exchange, void *arg)
{
	give_csv(arg, exchange, &versions_table);
}

static void
give_payroll(struct exchange *exchange, void *arg)
{
	give_csv(arg, exchange, &payroll_table);
}

static const struct route routes[] = {
    {HTTP_GET, "/hr/measures", RIGHT_FIGURES, show, 0},
    {HTTP_GET, "/hr/measures.csv", RIGHT_FIGURES, give_measures, 0},
    {HTTP_GET, "/hr/measures/versions", RIGHT_FIGURES, show_versions, 0},
    {HTTP_GET, "/hr/measures/versions.csv", RIGHT_FIGURES, give_versions, 0},
    {HTTP_GET, "/hr/payroll.csv", RIGHT_FIGURES, give_payroll, 0},
};

void
hr_measure_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
