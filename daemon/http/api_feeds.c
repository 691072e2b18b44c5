/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/feeds/feeds.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

struct feed_request {
	const char *purpose;
	const char *person;
	const char *alarms;
};

static const struct api_json_key add_keys[] = {
    {"purpose", API_JSON_TEXT, true, 0, offsetof(struct feed_request, purpose)},
    {"person", API_JSON_TEXT, true, 0, offsetof(struct feed_request, person)},
};

static const struct api_json_key edit_keys[] = {
    {"alarms", API_JSON_TEXT, true, 0, offsetof(struct feed_request, alarms)},
};

/* An empty value asks for nothing. */
static const char *
given(const struct exchange *exchange, const char *name)
{
	const char *value = exchange_query(exchange, name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const struct feed_list_request request = {
	    .leader = given(exchange, "leader"),
	    .person = given(exchange, "person"),
	    .purpose = given(exchange, "purpose"),
	};
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    feeds_list_all(site->options.engine, &request, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
add(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct feed_request request = {.purpose = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(
	    exchange, add_keys, ARRAY_LEN(add_keys), &body, &request, &err);

	if (status == OB_OK)
		status =
		    feeds_add(site->options.engine, exchange_actor(exchange),
			request.purpose, request.person, &view, &err);
	api_answer_change(site, exchange, status, 201, view, &err);
}

static void
edit(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct feed_request request = {.alarms = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = api_json_read(exchange, edit_keys,
		    ARRAY_LEN(edit_keys), &body, &request, &err);
	if (status == OB_OK)
		status = feeds_edit(site->options.engine,
		    exchange_actor(exchange), id, request.alarms, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

typedef int feed_verb_fn(struct engine *engine, const char *actor,
    int64_t feed_id, json_t **ret_view, struct error *err);

static void
run(struct site *site, struct exchange *exchange, feed_verb_fn *verb)
{
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = verb(site->options.engine, exchange_actor(exchange),
		    id, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
rotate(struct exchange *exchange, void *arg)
{
	run(arg, exchange, feeds_rotate);
}

static void
revoke(struct exchange *exchange, void *arg)
{
	run(arg, exchange, feeds_revoke);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/feeds", RIGHT_ADMIN, list, 0},
    {HTTP_POST, "/api/v1/feeds", RIGHT_ADMIN, add, 0},
    {HTTP_PATCH, "/api/v1/feeds/{id}", RIGHT_ADMIN, edit, 0},
    {HTTP_POST, "/api/v1/feeds/{id}/rotate", RIGHT_ADMIN, rotate, 0},
    {HTTP_POST, "/api/v1/feeds/{id}/revoke", RIGHT_ADMIN, revoke, 0},
};

void
api_feeds_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
