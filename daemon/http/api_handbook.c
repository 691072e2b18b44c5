/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "engine/imports/handbook_removal.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/exchange.h"
#include "http/site_private.h"

#define PLACE_MAX_CHARS 200

struct removal_body {
	const char *area;
	const char *workplace;
	bool dry_run;
};

static const struct api_json_key keys[] = {
    {"area", API_JSON_TEXT, false, PLACE_MAX_CHARS,
	offsetof(struct removal_body, area)},
    {"workplace", API_JSON_TEXT, false, PLACE_MAX_CHARS,
	offsetof(struct removal_body, workplace)},
    {"dry_run", API_JSON_FLAG, false, 0,
	offsetof(struct removal_body, dry_run)},
};

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static void
remove_entry(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct removal_body read = {.area = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    api_json_read(exchange, keys, ARRAY_LEN(keys), &body, &read, &err);

	if (status == OB_OK)
		status = handbook_removal_run(site->options.engine,
		    exchange_actor(exchange),
		    &(struct handbook_removal){
			.name = exchange_parameter(exchange, "function"),
			.place = {or_empty(read.area),
			    or_empty(read.workplace)},
			.dry_run = read.dry_run},
		    &view, &err);
	if (read.dry_run)
		api_answer(exchange, status, 200, view, &err);
	else
		api_answer_change(site, exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_POST, "/api/v1/handbook/{function}/remove", RIGHT_ADMIN, remove_entry,
	0},
};

void
api_handbook_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
