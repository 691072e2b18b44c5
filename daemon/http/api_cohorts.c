/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/cohorts/cohorts.h"
#include "engine/cohorts/nominations.h"
#include "engine/cohorts/potential_bank.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define REASON_CHARS 2000

#define TEXT(record, member)                                                   \
	{                                                                      \
#member, API_JSON_TEXT, false, 0,                              \
		    offsetof(struct record, member)                            \
	}

static const struct api_json_key cohort_keys[] = {
    TEXT(cohort_request, name),
    TEXT(cohort_request, start),
    TEXT(cohort_request, opened),
    TEXT(cohort_request, coordinator),
    TEXT(cohort_request, programme),
    TEXT(cohort_request, area),
};

static const struct api_json_key nomination_keys[] = {
    TEXT(nomination_request, name),
    TEXT(nomination_request, email),
    TEXT(nomination_request, manager),
    TEXT(nomination_request, language),
};

static const struct api_json_key accept_keys[] = {
    {"by", API_JSON_TEXT, true, 0, offsetof(struct nomination_answer, by)},
    TEXT(nomination_answer, at),
};

static const struct api_json_key withdraw_keys[] = {
    {"reason", API_JSON_TEXT, false, REASON_CHARS,
	offsetof(struct nomination_answer, reason)},
};

static void
add(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct cohort_request request = {.name = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, cohort_keys,
	    ARRAY_LEN(cohort_keys), &body, &request, &err);

	if (status == OB_OK)
		status = cohorts_add(site->options.engine,
		    exchange_actor(exchange), &request, &view, &err);
	api_answer_change(site, exchange, status, 201, view, &err);
}

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = cohorts_list(site->options.engine, &view, &err);

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
		status = cohorts_show(site->options.engine, id, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static void
nominate(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct nomination_request request = {.name = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = api_json_read(exchange, nomination_keys,
		    ARRAY_LEN(nomination_keys), &body, &request, &err);
	if (status == OB_OK)
		status = nominations_add(site->options.engine,
		    exchange_actor(exchange), id, &request, &view, &err);
	api_answer_change(site, exchange, status, 201, view, &err);
}

typedef int (*answer_fn)(struct engine *engine, const char *actor,
    int64_t cohort_id, const struct nomination_answer *answer,
    json_t **ret_view, struct error *err);

static void
answer(struct exchange *exchange, struct site *site,
    const struct api_json_key *keys, size_t key_count, answer_fn verb)
{
	struct nomination_answer request = {
	    .email = exchange_parameter(exchange, "address")};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = api_json_read(
		    exchange, keys, key_count, &body, &request, &err);
	if (status == OB_OK)
		status = verb(site->options.engine, exchange_actor(exchange),
		    id, &request, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
accept_nomination(struct exchange *exchange, void *arg)
{
	answer(exchange, arg, accept_keys, ARRAY_LEN(accept_keys),
	    nominations_accept);
}

static void
withdraw_nomination(struct exchange *exchange, void *arg)
{
	answer(exchange, arg, withdraw_keys, ARRAY_LEN(withdraw_keys),
	    nominations_withdraw);
}

static void
list_potential(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = potential_bank_list(
	    site->options.engine, exchange_actor(exchange), &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/potential-bank", RIGHT_ADMIN, list_potential, 0},
    {HTTP_GET, "/api/v1/cohorts", RIGHT_ADMIN, list, 0},
    {HTTP_POST, "/api/v1/cohorts", RIGHT_ADMIN, add, 0},
    {HTTP_GET, "/api/v1/cohorts/{id}", RIGHT_ADMIN, show, 0},
    {HTTP_POST, "/api/v1/cohorts/{id}/nominations", RIGHT_ADMIN, nominate, 0},
    {HTTP_POST, "/api/v1/cohorts/{id}/nominations/{address}/accept",
	RIGHT_ADMIN, accept_nomination, 0},
    {HTTP_POST, "/api/v1/cohorts/{id}/nominations/{address}/withdraw",
	RIGHT_ADMIN, withdraw_nomination, 0},
};

void
api_cohorts_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
