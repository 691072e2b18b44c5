/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/imports/imports.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/exchange.h"
#include "http/site_private.h"

struct import_body {
	const char *kind;
	bool dry_run;
};

static const struct api_json_key keys[] = {
    {"kind", API_JSON_TEXT, true, 0, offsetof(struct import_body, kind)},
    {"dry_run", API_JSON_FLAG, false, 0, offsetof(struct import_body, dry_run)},
};

/* The rows are taken out of the body: the rest is read as other bodies. */
static int
read_request(struct exchange *exchange, json_t **ret_body, json_t **ret_rows,
    struct import_request *ret_request, struct error *err)
{
	struct import_body read = {.kind = NULL};
	int status = exchange_read_json(exchange, ret_body, err);

	if (status != OB_OK)
		return status;
	*ret_rows = json_incref(json_object_get(*ret_body, "rows"));
	(void)json_object_del(*ret_body, "rows");
	status = api_json_decode(*ret_body, keys, ARRAY_LEN(keys), &read, err);
	if (status != OB_OK)
		return status;
	if (!import_form_find_kind(read.kind, &ret_request->kind))
		return error_set_field(err, OB_EINVALID, "kind",
		    "'%.40s' cannot be imported; it is leaders, people, "
		    "handbook, closing_days or figures",
		    read.kind);
	ret_request->dry_run = read.dry_run;
	ret_request->rows = *ret_rows;
	return OB_OK;
}

static void
import(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct import_request request = {.rows = NULL};
	json_auto_t *body = NULL;
	json_auto_t *rows = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = read_request(exchange, &body, &rows, &request, &err);

	if (status == OB_OK)
		status = imports_run(site->options.engine,
		    exchange_actor(exchange), &request, &view, &err);
	if (request.dry_run)
		api_answer(exchange, status, 200, view, &err);
	else
		api_answer_change(site, exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_POST, "/api/v1/import", RIGHT_ADMIN, import, IMPORT_REQUEST_BYTES},
};

void
api_import_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
