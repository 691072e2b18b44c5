/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/feeds/feeds.h"
#include "engine/invitations/invitations_view.h"
#include "engine/journeys/leaders.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define REASON_MAX 2000

#define TEXT(member)                                                           \
	{                                                                      \
#member, API_JSON_TEXT, false, 0,                              \
		    offsetof(struct leader_request, member)                    \
	}

static const struct api_json_key request_keys[] = {
    TEXT(name),
    TEXT(email),
    TEXT(first_day),
    TEXT(accepted),
    TEXT(manager),
    TEXT(mentor),
    TEXT(coordinator),
    TEXT(hiring_leader),
    TEXT(work_email),
    TEXT(phone),
    TEXT(title),
    TEXT(area),
    TEXT(workplace),
    TEXT(recruitment),
    TEXT(level),
    {"addresses", API_JSON_NUMBER, false, 0,
	offsetof(struct leader_request, addresses)},
    {"employees", API_JSON_NUMBER, false, 0,
	offsetof(struct leader_request, employees)},
    {"professional_groups", API_JSON_NUMBER, false, 0,
	offsetof(struct leader_request, professional_groups)},
    TEXT(programme),
    TEXT(language),
    TEXT(late),
    {"dry_run", API_JSON_FLAG, false, 0,
	offsetof(struct leader_request, dry_run)},
};

static const struct api_json_key call_keys[] = {
    {"at", API_JSON_TEXT, true, 0, offsetof(struct call_request, at)},
    {"minutes", API_JSON_NUMBER, true, 0,
	offsetof(struct call_request, minutes)},
};

struct role_request {
	const char *person;
	const char *reason;
};

static const struct api_json_key role_keys[] = {
    {"person", API_JSON_TEXT, true, 0, offsetof(struct role_request, person)},
    {"reason", API_JSON_TEXT, false, REASON_MAX,
	offsetof(struct role_request, reason)},
};

static void
add(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct leader_request request = {.name = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, request_keys,
	    ARRAY_LEN(request_keys), &body, &request, &err);

	if (status == OB_OK)
		status = leaders_add(site->options.engine,
		    exchange_actor(exchange), &request, &view, &err);
	if (request.dry_run)
		api_answer(exchange, status, 200, view, &err);
	else
		api_answer_change(site, exchange, status, 201, view, &err);
}

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = leaders_list(site->options.engine,
	    exchange_query(exchange, "state"), &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = leaders_show(site->options.engine, id, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static void
log_call(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct call_request request = {.at = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = api_json_read(exchange, call_keys,
		    ARRAY_LEN(call_keys), &body, &request, &err);
	if (status == OB_OK)
		status = leaders_log_call(site->options.engine,
		    exchange_actor(exchange), id, &request, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
withdraw_call(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int64_t id = 0;
	int64_t call = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = api_id(exchange, "call", &call, &err);
	if (status == OB_OK)
		status = leaders_withdraw_call(site->options.engine,
		    exchange_actor(exchange), id, call, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
assign(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct role_request request = {.person = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = api_json_read(exchange, role_keys,
		    ARRAY_LEN(role_keys), &body, &request, &err);
	if (status == OB_OK)
		status = leaders_assign(site->options.engine,
		    exchange_actor(exchange), id,
		    &(struct assign_request){
			.role = exchange_parameter(exchange, "role"),
			.person = request.person,
			.reason = request.reason},
		    &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
list_feeds(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = feeds_list(site->options.engine, id, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static void
list_invitations(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = invitations_view_journey(
		    site->options.engine, id, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/leaders", RIGHT_ADMIN, list, 0},
    {HTTP_POST, "/api/v1/leaders", RIGHT_ADMIN, add, 0},
    {HTTP_GET, "/api/v1/leaders/{id}", RIGHT_ADMIN, show, 0},
    {HTTP_POST, "/api/v1/leaders/{id}/calls", RIGHT_ADMIN, log_call, 0},
    {HTTP_POST, "/api/v1/leaders/{id}/calls/{call}/withdraw", RIGHT_ADMIN,
	withdraw_call, 0},
    {HTTP_PUT, "/api/v1/leaders/{id}/roles/{role}", RIGHT_ADMIN, assign, 0},
    {HTTP_GET, "/api/v1/leaders/{id}/feeds", RIGHT_ADMIN, list_feeds, 0},
    {HTTP_GET, "/api/v1/leaders/{id}/invitations", RIGHT_ADMIN,
	list_invitations, 0},
};

void
api_leaders_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
