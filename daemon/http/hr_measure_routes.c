/* SPDX-License-Identifier: EUPL-1.2 */
#include <jansson.h>

#include "base/memory.h"
#include "engine/measures/comparison.h"
#include "engine/measures/measures.h"
#include "http/exchange.h"
#include "http/hr_csv.h"
#include "http/hr_site.h"
#include "http/route.h"
#include "http/server.h"
#include "http/site_private.h"

/* Whoever sees figures sees these: nobody is known by them. */
static int
make(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const struct measures_request request = {
	    .year = exchange_query(reader->exchange, "year"),
	    .language = reader->scope.language};

	return measures_view(hr_site_engine(reader), &request, ret_view, err);
}

static void
show(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make, PAGE_TEMPLATE_HR_MEASURES,
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

static json_t *
file_view(const struct hr_reader *reader, const json_t *view, const char *name,
    const char *file)
{
	const json_t *measures = json_object_get(view, "measures");
	json_t *columns = json_array();
	json_t *rows = json_array();
	size_t i;
	json_t *measure;

	(void)json_array_append_new(
	    columns, json_pack("{s:s}", "label",
			 hr_site_text(reader, "measure_column.measure")));
	(void)json_array_extend(
	    columns, json_object_get(json_array_get(measures, 0), "columns"));
	json_array_foreach((json_t *)(uintptr_t)measures, i, measure)
	{
		add_rows(rows, measure);
	}
	return json_pack("{s:s, s:s, s:o, s:o}", "name", name, "file", file,
	    "columns", columns, "rows", rows);
}

/* Of the years that are shown the name of the file tells one. */
static void
reply_file(struct hr_reader *reader, const json_t *view, const char *name)
{
	const json_t *year = json_object_get(view, "year");
	cleanup_(memory_free_ptr) char *title =
	    year == NULL
		? memory_strdup(name)
		: memory_printf("%s-%d", name, (int)json_integer_value(year));
	json_auto_t *file = file_view(reader, view, name, title);

	hr_csv_reply(reader->exchange, file);
}

static void
give_file(struct exchange *exchange, struct site *site,
    hr_site_view_fn *make_view, const char *name)
{
	cleanup_(hr_site_release) struct hr_reader reader = {.site = site};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;

	if (hr_site_open(site, exchange, &reader) != OB_OK)
		return;
	if (make_view(&reader, &view, &err) == OB_OK)
		reply_file(&reader, view, name);
	else
		hr_site_fail(&reader, &err);
}

static void
give_csv(struct exchange *exchange, void *arg)
{
	give_file(exchange, arg, make, "measures");
}

static void
give_versions_csv(struct exchange *exchange, void *arg)
{
	give_file(exchange, arg, make_versions, "measures-versions");
}

static const struct route routes[] = {
    {HTTP_GET, "/hr/measures", RIGHT_FIGURES, show, 0},
    {HTTP_GET, "/hr/measures.csv", RIGHT_FIGURES, give_csv, 0},
    {HTTP_GET, "/hr/measures/versions", RIGHT_FIGURES, show_versions, 0},
    {HTTP_GET, "/hr/measures/versions.csv", RIGHT_FIGURES, give_versions_csv,
	0},
};

void
hr_measure_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
