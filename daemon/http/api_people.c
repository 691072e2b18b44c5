/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/roles/people_edit.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define TEXT(member)                                                           \
	{                                                                      \
#member, API_JSON_TEXT, false, 0,                              \
		    offsetof(struct person_edit, member)                       \
	}

static const struct api_json_key edit_keys[] = {
    TEXT(name),
    TEXT(email),
    TEXT(work_email),
    TEXT(phone),
    TEXT(language),
    TEXT(zone),
    TEXT(manager),
    TEXT(away_from),
    TEXT(away_until),
    TEXT(stand_in),
    TEXT(digest),
    TEXT(channel),
    {"new_links", API_JSON_FLAG, false, 0,
	offsetof(struct person_edit, new_links)},
};

static void
edit(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct person_edit request = {.name = NULL};
	json_auto_t *body = NULL;
	json_t *person = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(
	    exchange, edit_keys, ARRAY_LEN(edit_keys), &body, &request, &err);

	if (status == OB_OK)
		status =
		    people_edit(site->options.engine, exchange_actor(exchange),
			exchange_parameter(exchange, "address"), &request,
			&person, &err);
	if (status == OB_OK)
		view = json_pack("{s:o}", "person", person);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_PATCH, "/api/v1/people/{address}", RIGHT_ADMIN, edit, 0},
};

void
api_people_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
