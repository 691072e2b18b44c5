/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/activities/calendar_review.h"
#include "engine/imports/calendar_import.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/exchange.h"
#include "http/site_private.h"

#define DAYS_BODY ((size_t)2 * 1024 * 1024)

static const struct api_json_key import_keys[] = {
    {"source", API_JSON_TEXT, true, 0,
	offsetof(struct calendar_import, source)},
    {"area", API_JSON_TEXT, false, 0, offsetof(struct calendar_import, area)},
    {"class", API_JSON_TEXT, true, 0, offsetof(struct calendar_import, class)},
    {"dry_run", API_JSON_FLAG, false, 0,
	offsetof(struct calendar_import, dry_run)},
    {"confirm", API_JSON_FLAG, false, 0,
	offsetof(struct calendar_import, confirm)},
};

/* The list is taken out of the body; the rest is read by the table. */
static int
read_import(struct exchange *exchange, json_t **ret_body, json_t **ret_days,
    struct calendar_import *request, struct error *err)
{
	int status = exchange_read_json(exchange, ret_body, err);

	if (status != OB_OK)
		return status;
	*ret_days = json_incref(json_object_get(*ret_body, "days"));
	(void)json_object_del(*ret_body, "days");
	request->days = *ret_days;
	return api_json_decode(
	    *ret_body, import_keys, ARRAY_LEN(import_keys), request, err);
}

static void
import_days(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct calendar_import request = {.source = NULL};
	json_auto_t *body = NULL;
	json_auto_t *days = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = read_import(exchange, &body, &days, &request, &err);

	if (status == OB_OK)
		status = calendar_import_run(site->options.engine,
		    exchange_actor(exchange), &request, &view, &err);
	if (request.dry_run)
		api_answer(exchange, status, 200, view, &err);
	else
		api_answer_change(site, exchange, status, 200, view, &err);
}

struct review_request {
	bool confirm;
};

static const struct api_json_key review_keys[] = {
    {"confirm", API_JSON_FLAG, false, 0,
	offsetof(struct review_request, confirm)},
};

static void
review(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct review_request request = {.confirm = false};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, review_keys,
	    ARRAY_LEN(review_keys), &body, &request, &err);

	if (status == OB_OK)
		status = calendar_review_run(site->options.engine,
		    exchange_actor(exchange), request.confirm, &view, &err);
	if (request.confirm)
		api_answer_change(site, exchange, status, 200, view, &err);
	else
		api_answer(exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_POST, "/api/v1/calendar/days", RIGHT_ADMIN, import_days, DAYS_BODY},
    {HTTP_POST, "/api/v1/calendar/review", RIGHT_ADMIN, review, 0},
};

void
api_calendar_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
