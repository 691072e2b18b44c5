/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/hr/hr_programmes.h"
#include "http/exchange.h"
#include "http/hr_site.h"
#include "http/site_private.h"

/* Programmes to read and to compare. */

static int
make_list(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_programmes_view(
	    hr_site_engine(reader), &reader->scope, ret_view, err);
}

static int
make_version(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_programmes_version(hr_site_engine(reader), &reader->scope,
	    exchange_parameter(reader->exchange, "programme"),
	    exchange_parameter(reader->exchange, "version"), ret_view, err);
}

static int
make_comparison(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const struct hr_programmes_pair pair = {
	    .id = exchange_parameter(reader->exchange, "programme"),
	    .from = exchange_query(reader->exchange, "from"),
	    .to = exchange_query(reader->exchange, "to")};

	return hr_programmes_comparison(
	    hr_site_engine(reader), &reader->scope, &pair, ret_view, err);
}

static void
show_list(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_list, PAGE_TEMPLATE_HR_PROGRAMMES,
	    "hr_title.programmes");
}

static void
show_version(struct exchange *exchange, void *arg)
{
	hr_site_give(
	    arg, exchange, make_version, PAGE_TEMPLATE_HR_PROGRAMME, NULL);
}

static void
show_comparison(struct exchange *exchange, void *arg)
{
	hr_site_give(
	    arg, exchange, make_comparison, PAGE_TEMPLATE_HR_COMPARISON, NULL);
}

static const struct route routes[] = {
    {HTTP_GET, "/hr/programmes", RIGHT_COORDINATOR, show_list, 0},
    {HTTP_GET, "/hr/programmes/{programme}/{version}", RIGHT_COORDINATOR,
	show_version, 0},
    {HTTP_GET, "/hr/programmes/{programme}/comparison", RIGHT_COORDINATOR,
	show_comparison, 0},
};

void
hr_programme_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
