/* SPDX-License-Identifier: EUPL-1.2 */
#include <jansson.h>

#include "base/memory.h"
#include "engine/measures/bottlenecks.h"
#include "engine/measures/measures.h"
#include "http/exchange.h"
#include "http/hr_csv.h"
#include "http/hr_site.h"
#include "http/route.h"
#include "http/server.h"
#include "http/site_private.h"
#include "model/account.h"

/* Nobody is known by it; who is late today is for those who run journeys. */
static int
make(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	int year = 0;
	int status = measures_read_year(
	    exchange_query(reader->exchange, "year"), &year, err);

	if (status == OB_OK)
		status = bottlenecks_view(hr_site_engine(reader), year,
		    reader->scope.language, ret_view, err);
	if (status == OB_OK)
		(void)json_object_set_new(*ret_view, "sees_people",
		    json_boolean(
			account_role_coordinates(reader->session->role)));
	return status;
}

static void
show(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make, PAGE_TEMPLATE_HR_BOTTLENECKS,
	    "hr_title.bottlenecks");
}

static void
add_cell(json_t *cells, const json_t *holder, const char *name)
{
	(void)json_array_append_new(
	    cells, json_pack("{s:O}", "text", json_object_get(holder, name)));
}

static json_t *
rows_of(const json_t *view)
{
	json_t *rows = json_array();
	size_t i;
	json_t *step;

	json_array_foreach(json_object_get(view, "steps"), i, step)
	{
		json_t *cells = json_array();

		add_cell(cells, step, "title");
		add_cell(cells, step, "role_label");
		add_cell(cells, json_object_get(step, "missed"), "text");
		add_cell(cells, json_object_get(step, "skipped"), "text");
		add_cell(cells, step, "days_text");
		(void)json_array_append_new(
		    rows, json_pack("{s:o}", "cells", cells));
	}
	return rows;
}

static json_t *
file_view(const struct hr_reader *reader, const json_t *view)
{
	static const char *const keys[] = {"page.bottlenecks_step",
	    "page.bottlenecks_role", "page.bottlenecks_missed",
	    "page.bottlenecks_skipped", "page.bottlenecks_days"};
	cleanup_(memory_free_ptr) char *file = memory_printf("bottlenecks-%d",
	    (int)json_integer_value(json_object_get(view, "year")));
	json_t *columns = json_array();

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		(void)json_array_append_new(columns,
		    json_pack("{s:s}", "label", hr_site_text(reader, keys[i])));
	return json_pack("{s:s, s:s, s:o, s:o}", "name", "bottlenecks", "file",
	    file, "columns", columns, "rows", rows_of(view));
}

static void
give_csv(struct exchange *exchange, void *arg)
{
	cleanup_(hr_site_release) struct hr_reader reader = {.site = arg};
	json_auto_t *view = NULL;
	json_auto_t *file = NULL;
	struct error err = ERROR_INIT;

	if (hr_site_open(arg, exchange, &reader) != OB_OK)
		return;
	if (make(&reader, &view, &err) != OB_OK) {
		hr_site_fail(&reader, &err);
		return;
	}
	file = file_view(&reader, view);
	hr_csv_reply(exchange, file);
}

static const struct route routes[] = {
    {HTTP_GET, "/hr/bottlenecks", RIGHT_FIGURES, show, 0},
    {HTTP_GET, "/hr/bottlenecks.csv", RIGHT_FIGURES, give_csv, 0},
};

void
hr_bottleneck_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
