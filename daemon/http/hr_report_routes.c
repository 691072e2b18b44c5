/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/reports/reports.h"
#include "http/exchange.h"
#include "http/hr_site.h"
#include "http/report_files.h"
#include "http/route.h"
#include "http/server.h"
#include "http/site_private.h"
#include "model/account.h"

/* Exit talks and what follows from them are of all areas. */
static int
admit(const struct hr_reader *reader, struct error *err)
{
	if (!account_role_coordinates(reader->session->role) ||
	    reader->scope.area[0] == '\0')
		return OB_OK;
	return error_set(err, OB_EDENIED,
	    "reports are of all areas, and not of '%.100s' alone",
	    reader->scope.area);
}

static int
make_list(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	int status = admit(reader, err);

	return status == OB_OK ? reports_list(hr_site_engine(reader),
				     reader->scope.language, ret_view, err)
			       : status;
}

static int
make_report(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	int status = admit(reader, err);

	return status == OB_OK
		   ? reports_view(hr_site_engine(reader),
			 exchange_parameter(reader->exchange, "period"),
			 reader->scope.language, ret_view, err)
		   : status;
}

/* Directors read, and those who coordinate write. */
static int
make_page(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	int status = make_report(reader, ret_view, err);

	if (status != OB_OK)
		return status;
	(void)json_object_set_new(*ret_view, "can_edit",
	    json_boolean(json_is_true(json_object_get(*ret_view, "is_year")) &&
			 account_role_coordinates(reader->session->role)));
	return OB_OK;
}

static void
show_list(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_list, PAGE_TEMPLATE_HR_REPORTS,
	    "hr_title.reports");
}

static void
show(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_page, PAGE_TEMPLATE_HR_REPORT, NULL);
}

static void
give_file(struct site *site, struct exchange *exchange, const char *format)
{
	cleanup_(hr_site_release) struct hr_reader reader = {.site = site};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status;

	if (hr_site_open(site, exchange, &reader) != OB_OK)
		return;
	status = make_report(&reader, &view, &err);
	if (status == OB_OK)
		status = report_files_reply(
		    exchange, hr_site_engine(&reader), view, format, &err);
	if (status != OB_OK)
		hr_site_fail(&reader, &err);
}

static void
give_csv(struct exchange *exchange, void *arg)
{
	const char *format = exchange_query(exchange, "format");

	give_file(arg, exchange,
	    format != NULL && strcmp(format, REPORT_FILES_PLAIN) == 0
		? REPORT_FILES_PLAIN
		: REPORT_FILES_CSV);
}

static void
give_xlsx(struct exchange *exchange, void *arg)
{
	give_file(arg, exchange, REPORT_FILES_XLSX);
}

/* Of equal rows the first is taken: a file's ending before any period. */
static const struct route routes[] = {
    {HTTP_GET, "/hr/reports", RIGHT_FIGURES, show_list, 0},
    {HTTP_GET, "/hr/reports/{period}.csv", RIGHT_FIGURES, give_csv, 0},
    {HTTP_GET, "/hr/reports/{period}.xlsx", RIGHT_FIGURES, give_xlsx, 0},
    {HTTP_GET, "/hr/reports/{period}", RIGHT_FIGURES, show, 0},
};

void
hr_report_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
