/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/journeys/job_description.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/exchange.h"
#include "http/site_private.h"

/* Both texts, each character escaped as JSON may do it. */
#define BODY_MAX ((size_t)256 << 10)

static const struct api_json_key keys[] = {
    {"text", API_JSON_TEXT, false, JOB_DESCRIPTION_MAX * 2,
	offsetof(struct job_description_request, text)},
    {"challenges", API_JSON_TEXT, false, JOB_DESCRIPTION_MAX,
	offsetof(struct job_description_request, challenges)},
    {"advertisement_url", API_JSON_TEXT, false, JOB_DESCRIPTION_MAX_URL,
	offsetof(struct job_description_request, advertisement_url)},
    {"role_url", API_JSON_TEXT, false, JOB_DESCRIPTION_MAX_URL,
	offsetof(struct job_description_request, role_url)},
};

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status =
		    job_description_show(site->options.engine, id, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static void
put(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct job_description_request request = {.version = -1};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = api_json_read(
		    exchange, keys, ARRAY_LEN(keys), &body, &request, &err);
	if (status == OB_OK)
		status = job_description_set(site->options.engine,
		    exchange_actor(exchange), id, &request, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/leaders/{id}/job-description", RIGHT_ADMIN, show, 0},
    {HTTP_PUT, "/api/v1/leaders/{id}/job-description", RIGHT_ADMIN, put,
	BODY_MAX},
};

void
api_job_description_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
