/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/reports/report_texts.h"
#include "engine/reports/reports.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/exchange.h"
#include "http/report_files.h"
#include "http/site_private.h"

#define BODY_MAX ((size_t)32 * 1024) /* a text with every letter escaped */

struct text_body {
	const char *text;
};

static const struct api_json_key text_keys[] = {
    {"text", API_JSON_TEXT, true, REPORT_TEXT_MAX,
	offsetof(struct text_body, text)},
};

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = reports_list(site->options.engine,
	    engine_settings(site->options.engine)->language, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct engine *engine = site->options.engine;
	const char *format = exchange_query(exchange, "format");
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    reports_view(engine, exchange_parameter(exchange, "period"),
		engine_settings(engine)->language, &view, &err);

	if (status == OB_OK && format != NULL) {
		status =
		    report_files_reply(exchange, engine, view, format, &err);
		json_decref(view);
		if (status != OB_OK)
			api_answer(exchange, status, 200, NULL, &err);
	} else
		api_answer(exchange, status, 200, view, &err);
}

static void
set_text(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct report_texts_request request = {
	    .language = engine_settings(site->options.engine)->language};
	struct text_body body = {NULL};
	json_auto_t *json = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int heading = 0;
	int status = report_texts_find(
	    exchange_parameter(exchange, "heading"), &heading, &err);

	if (status == OB_OK)
		status =
		    report_texts_year(exchange_parameter(exchange, "period"),
			&request.year, &err);
	if (status == OB_OK)
		status = api_json_read(exchange, text_keys,
		    ARRAY_LEN(text_keys), &json, &body, &err);
	if (status == OB_OK) {
		request.texts[heading] = body.text;
		status = report_texts_set(site->options.engine,
		    exchange_actor(exchange), &request, &view, &err);
	}
	api_answer_change(site, exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/reports", RIGHT_ADMIN, list, 0},
    {HTTP_GET, "/api/v1/reports/{period}", RIGHT_ADMIN, show, 0},
    {HTTP_PUT, "/api/v1/reports/{period}/texts/{heading}", RIGHT_ADMIN,
	set_text, BODY_MAX},
};

void
api_reports_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
