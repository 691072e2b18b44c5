/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/roles/mentors.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define TITLE_MAX 200
#define GOAL_MAX 1000

static const struct api_json_key task_keys[] = {
    {"title", API_JSON_TEXT, true, TITLE_MAX,
	offsetof(struct first_task_request, title)},
    {"goal", API_JSON_TEXT, true, GOAL_MAX,
	offsetof(struct first_task_request, goal)},
    {"seen_by", API_JSON_TEXT, true, GOAL_MAX,
	offsetof(struct first_task_request, seen_by)},
    {"due", API_JSON_TEXT, true, 0, offsetof(struct first_task_request, due)},
};

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = mentors_list(site->options.engine, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
add_task(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct first_task_request request = {.title = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = api_json_read(exchange, task_keys,
		    ARRAY_LEN(task_keys), &body, &request, &err);
	if (status == OB_OK)
		status = first_tasks_add(site->options.engine,
		    exchange_actor(exchange), id, &request, &view, &err);
	api_answer_change(site, exchange, status, 201, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/mentors", RIGHT_ADMIN, list, 0},
    {HTTP_POST, "/api/v1/leaders/{id}/first-tasks", RIGHT_ADMIN, add_task, 0},
};

void
api_mentors_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
