/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/networks/network_meetings.h"
#include "engine/networks/networks.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define ABOUT_CHARS 1000

#define TEXT(record, member)                                                   \
	{                                                                      \
#member, API_JSON_TEXT, false, 0,                              \
		    offsetof(struct record, member)                            \
	}

static const struct api_json_key network_keys[] = {
    TEXT(network_request, name),
    {"about", API_JSON_TEXT, false, ABOUT_CHARS,
	offsetof(struct network_request, about)},
    TEXT(network_request, welcomes),
    TEXT(network_request, area),
    TEXT(network_request, level),
    TEXT(network_request, contact),
};

struct member_request {
	const char *person;
	const char *from;
};

static const struct api_json_key member_keys[] = {
    TEXT(member_request, person),
    TEXT(member_request, from),
};

static const struct api_json_key meeting_keys[] = {
    TEXT(network_meeting_request, start),
    {"minutes", API_JSON_NUMBER, false, 0,
	offsetof(struct network_meeting_request, minutes)},
    TEXT(network_meeting_request, place),
    {"dry_run", API_JSON_FLAG, false, 0,
	offsetof(struct network_meeting_request, dry_run)},
};

static const struct api_json_key cancel_keys[] = {
    {"dry_run", API_JSON_FLAG, false, 0,
	offsetof(struct network_meeting_request, dry_run)},
};

struct attendance_request {
	bool missed;
};

static const struct api_json_key attendance_keys[] = {
    {"missed", API_JSON_FLAG, false, 0,
	offsetof(struct attendance_request, missed)},
};

/* A change on its way: what came in and what goes back. */
struct call {
	struct site *site;
	struct exchange *exchange;
	struct engine *engine;
	const char *actor;
	int64_t id;
	json_t *body;
	json_t *view;
	struct error err;
};

static int
open_call(struct call *call, struct exchange *exchange, void *arg, bool has_id)
{
	struct site *site = arg;

	*call = (struct call){
	    .site = site,
	    .exchange = exchange,
	    .engine = site->options.engine,
	    .actor = exchange_actor(exchange),
	};
	return has_id ? api_id(exchange, "id", &call->id, &call->err) : OB_OK;
}

static int
read_body(struct call *call, const struct api_json_key *keys, size_t count,
    void *ret_record)
{
	return api_json_read(
	    call->exchange, keys, count, &call->body, ret_record, &call->err);
}

static void
close_call(struct call *call, int status, int http_status)
{
	api_answer_change(call->site, call->exchange, status, http_status,
	    call->view, &call->err);
	json_decref(call->body);
}

static void
list(struct exchange *exchange, void *arg)
{
	struct call call;
	int status = open_call(&call, exchange, arg, false);

	if (status == OB_OK)
		status = networks_list(call.engine, &call.view, &call.err);
	api_answer(exchange, status, 200, call.view, &call.err);
}

static void
show(struct exchange *exchange, void *arg)
{
	struct call call;
	int status = open_call(&call, exchange, arg, true);

	if (status == OB_OK)
		status =
		    networks_show(call.engine, call.id, &call.view, &call.err);
	api_answer(exchange, status, 200, call.view, &call.err);
}

static void
add(struct exchange *exchange, void *arg)
{
	struct network_request request = {.name = NULL};
	struct call call;
	int status = open_call(&call, exchange, arg, false);

	if (status == OB_OK)
		status = read_body(
		    &call, network_keys, ARRAY_LEN(network_keys), &request);
	if (status == OB_OK)
		status = networks_add(
		    call.engine, call.actor, &request, &call.view, &call.err);
	close_call(&call, status, 201);
}

static void
edit(struct exchange *exchange, void *arg)
{
	struct network_request request = {.name = NULL};
	struct call call;
	int status = open_call(&call, exchange, arg, true);

	if (status == OB_OK)
		status = read_body(
		    &call, network_keys, ARRAY_LEN(network_keys), &request);
	if (status == OB_OK)
		status = networks_edit(call.engine, call.actor, call.id,
		    &request, &call.view, &call.err);
	close_call(&call, status, 200);
}

static void
close_network(struct exchange *exchange, void *arg)
{
	struct call call;
	int status = open_call(&call, exchange, arg, true);

	if (status == OB_OK)
		status = networks_close(
		    call.engine, call.actor, call.id, &call.view, &call.err);
	close_call(&call, status, 200);
}

static void
add_member(struct exchange *exchange, void *arg)
{
	struct member_request request = {.person = NULL};
	struct call call;
	int status = open_call(&call, exchange, arg, true);

	if (status == OB_OK)
		status = read_body(
		    &call, member_keys, ARRAY_LEN(member_keys), &request);
	if (status == OB_OK)
		status = networks_add_member(call.engine, call.actor,
		    &(struct network_joining){
			call.id, request.person, request.from},
		    &call.view, &call.err);
	close_call(&call, status, 201);
}

static void
remove_member(struct exchange *exchange, void *arg)
{
	struct call call;
	int status = open_call(&call, exchange, arg, true);

	if (status == OB_OK)
		status = networks_remove_member(call.engine, call.actor,
		    call.id, exchange_parameter(exchange, "address"),
		    &call.view, &call.err);
	close_call(&call, status, 200);
}

static void
plan(struct exchange *exchange, void *arg)
{
	struct network_meeting_request request = {.start = NULL};
	struct call call;
	int status = open_call(&call, exchange, arg, true);

	if (status == OB_OK)
		status = read_body(
		    &call, meeting_keys, ARRAY_LEN(meeting_keys), &request);
	if (status == OB_OK)
		status = network_meetings_plan(call.engine, call.actor, call.id,
		    &request, &call.view, &call.err);
	close_call(&call, status, 201);
}

static void
move(struct exchange *exchange, void *arg)
{
	struct network_meeting_request request = {.start = NULL};
	struct call call;
	int status = open_call(&call, exchange, arg, true);

	if (status == OB_OK)
		status = read_body(
		    &call, meeting_keys, ARRAY_LEN(meeting_keys), &request);
	if (status == OB_OK)
		status = network_meetings_move(call.engine, call.actor, call.id,
		    &request, &call.view, &call.err);
	close_call(&call, status, 200);
}

static void
cancel(struct exchange *exchange, void *arg)
{
	struct network_meeting_request request = {.start = NULL};
	struct call call;
	int status = open_call(&call, exchange, arg, true);

	if (status == OB_OK)
		status = read_body(
		    &call, cancel_keys, ARRAY_LEN(cancel_keys), &request);
	if (status == OB_OK)
		status = network_meetings_cancel(call.engine, call.actor,
		    call.id, request.dry_run, &call.view, &call.err);
	close_call(&call, status, 200);
}

static void
record(struct exchange *exchange, void *arg)
{
	struct attendance_request request = {false};
	struct network_presence row = {
	    .address = exchange_parameter(exchange, "address")};
	struct call call;
	int status = open_call(&call, exchange, arg, true);

	if (status == OB_OK)
		status = read_body(&call, attendance_keys,
		    ARRAY_LEN(attendance_keys), &request);
	row.attended = !request.missed;
	if (status == OB_OK)
		status = network_meetings_record(call.engine, call.actor,
		    &(struct network_roll){call.id, &row, 1}, &call.view,
		    &call.err);
	close_call(&call, status, 200);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/networks", RIGHT_ADMIN, list, 0},
    {HTTP_POST, "/api/v1/networks", RIGHT_ADMIN, add, 0},
    {HTTP_GET, "/api/v1/networks/{id}", RIGHT_ADMIN, show, 0},
    {HTTP_PATCH, "/api/v1/networks/{id}", RIGHT_ADMIN, edit, 0},
    {HTTP_POST, "/api/v1/networks/{id}/close", RIGHT_ADMIN, close_network, 0},
    {HTTP_POST, "/api/v1/networks/{id}/members", RIGHT_ADMIN, add_member, 0},
    {HTTP_POST, "/api/v1/networks/{id}/members/{address}/leave", RIGHT_ADMIN,
	remove_member, 0},
    {HTTP_POST, "/api/v1/networks/{id}/meetings", RIGHT_ADMIN, plan, 0},
    {HTTP_PATCH, "/api/v1/network-meetings/{id}", RIGHT_ADMIN, move, 0},
    {HTTP_POST, "/api/v1/network-meetings/{id}/cancel", RIGHT_ADMIN, cancel, 0},
    {HTTP_POST, "/api/v1/network-meetings/{id}/attendance/{address}",
	RIGHT_ADMIN, record, 0},
};

void
api_networks_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
