/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/journeys/journeys.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define REASON_MAX 2000
#define STEPS_MAX 10000 /* a list of steps */

#define DRY_RUN(request)                                                       \
	{                                                                      \
		"dry_run", API_JSON_FLAG, false, 0,                            \
		    offsetof(struct request, dry_run)                          \
	}

#define REASON(request)                                                        \
	{                                                                      \
		"reason", API_JSON_TEXT, false, REASON_MAX,                    \
		    offsetof(struct request, reason)                           \
	}

static const struct api_json_key first_day_keys[] = {
    {"to", API_JSON_TEXT, true, 0, offsetof(struct first_day_request, to)},
    REASON(first_day_request),
    DRY_RUN(first_day_request),
};

#define FACT(kind, field)                                                      \
	{                                                                      \
#field, kind, false, 0,                                        \
		    offsetof(struct edit_leader_request, facts.field)          \
	}

static const struct api_json_key edit_keys[] = {
    FACT(API_JSON_TEXT, recruitment),
    FACT(API_JSON_TEXT, title),
    FACT(API_JSON_TEXT, area),
    FACT(API_JSON_TEXT, workplace),
    FACT(API_JSON_TEXT, level),
    FACT(API_JSON_NUMBER, addresses),
    FACT(API_JSON_NUMBER, employees),
    FACT(API_JSON_NUMBER, professional_groups),
    REASON(edit_leader_request),
    DRY_RUN(edit_leader_request),
};

static const struct api_json_key pause_keys[] = {
    {"from", API_JSON_TEXT, true, 0, offsetof(struct pause_request, from)},
    {"to", API_JSON_TEXT, true, 0, offsetof(struct pause_request, to)},
    REASON(pause_request),
    DRY_RUN(pause_request),
};

static const struct api_json_key resume_keys[] = {
    {"on", API_JSON_TEXT, false, 0, offsetof(struct resume_request, on)},
    REASON(resume_request),
    DRY_RUN(resume_request),
};

static const struct api_json_key end_keys[] = {
    {"last_day", API_JSON_TEXT, true, 0,
	offsetof(struct end_request, last_day)},
    REASON(end_request),
    DRY_RUN(end_request),
};

static const struct api_json_key migrate_keys[] = {
    {"version", API_JSON_NUMBER, false, 0,
	offsetof(struct migrate_request, version)},
    REASON(migrate_request),
    DRY_RUN(migrate_request),
};

struct cancel_request {
	const char *reason;
};

static const struct api_json_key cancel_keys[] = {
    {"reason", API_JSON_TEXT, true, REASON_MAX,
	offsetof(struct cancel_request, reason)},
};

static const struct api_json_key late_keys[] = {
    {"now", API_JSON_TEXT, false, STEPS_MAX,
	offsetof(struct late_request, now)},
    {"done", API_JSON_TEXT, false, STEPS_MAX,
	offsetof(struct late_request, done)},
    {"skip", API_JSON_TEXT, false, STEPS_MAX,
	offsetof(struct late_request, skip)},
    {"rest", API_JSON_TEXT, false, 0, offsetof(struct late_request, rest)},
};

/* A request on its way through a handler. */
struct call {
	struct site *site;
	int64_t id;
	json_t *body;
	json_t *view;
	struct error err;
};

static int
read_call(struct exchange *exchange, const struct api_json_key *keys,
    size_t count, struct call *call, void *record)
{
	int status = api_id(exchange, "id", &call->id, &call->err);

	return status == OB_OK ? api_json_read(exchange, keys, count,
				     &call->body, record, &call->err)
			       : status;
}

/* A trial changes nothing. */
static void
answer(struct exchange *exchange, struct call *call, int status, bool dry_run)
{
	if (dry_run)
		api_answer(exchange, status, 200, call->view, &call->err);
	else
		api_answer_change(
		    call->site, exchange, status, 200, call->view, &call->err);
	json_decref(call->body);
}

static void
move_first_day(struct exchange *exchange, void *arg)
{
	struct call call = {.site = arg};
	struct first_day_request request = {.to = NULL};
	int status = read_call(exchange, first_day_keys,
	    ARRAY_LEN(first_day_keys), &call, &request);

	if (status == OB_OK)
		status = journeys_move_first_day(call.site->options.engine,
		    exchange_actor(exchange), call.id, &request, &call.view,
		    &call.err);
	answer(exchange, &call, status, request.dry_run);
}

static void
edit(struct exchange *exchange, void *arg)
{
	struct call call = {.site = arg};
	struct edit_leader_request request = {.facts = JOURNEY_FACTS_NONE};
	int status = read_call(
	    exchange, edit_keys, ARRAY_LEN(edit_keys), &call, &request);

	if (status == OB_OK)
		status = journeys_edit(call.site->options.engine,
		    exchange_actor(exchange), call.id, &request, &call.view,
		    &call.err);
	answer(exchange, &call, status, request.dry_run);
}

static void
pause_journey(struct exchange *exchange, void *arg)
{
	struct call call = {.site = arg};
	struct pause_request request = {.from = NULL};
	int status = read_call(
	    exchange, pause_keys, ARRAY_LEN(pause_keys), &call, &request);

	if (status == OB_OK)
		status = journeys_pause(call.site->options.engine,
		    exchange_actor(exchange), call.id, &request, &call.view,
		    &call.err);
	answer(exchange, &call, status, request.dry_run);
}

static void
resume(struct exchange *exchange, void *arg)
{
	struct call call = {.site = arg};
	struct resume_request request = {.on = NULL};
	int status = read_call(
	    exchange, resume_keys, ARRAY_LEN(resume_keys), &call, &request);

	if (status == OB_OK)
		status = journeys_resume(call.site->options.engine,
		    exchange_actor(exchange), call.id, &request, &call.view,
		    &call.err);
	answer(exchange, &call, status, request.dry_run);
}

static void
cancel(struct exchange *exchange, void *arg)
{
	struct call call = {.site = arg};
	struct cancel_request request = {.reason = NULL};
	int status = read_call(
	    exchange, cancel_keys, ARRAY_LEN(cancel_keys), &call, &request);

	if (status == OB_OK)
		status = journeys_cancel(call.site->options.engine,
		    exchange_actor(exchange), call.id, request.reason,
		    &call.view, &call.err);
	answer(exchange, &call, status, false);
}

static void
end_employment(struct exchange *exchange, void *arg)
{
	struct call call = {.site = arg};
	struct end_request request = {.last_day = NULL};
	int status =
	    read_call(exchange, end_keys, ARRAY_LEN(end_keys), &call, &request);

	if (status == OB_OK)
		status = journeys_end_employment(call.site->options.engine,
		    exchange_actor(exchange), call.id, &request, &call.view,
		    &call.err);
	answer(exchange, &call, status, request.dry_run);
}

static void
migrate(struct exchange *exchange, void *arg)
{
	struct call call = {.site = arg};
	struct migrate_request request = {.version = 0};
	int status = read_call(
	    exchange, migrate_keys, ARRAY_LEN(migrate_keys), &call, &request);

	if (status == OB_OK)
		status = journeys_migrate(call.site->options.engine,
		    exchange_actor(exchange), call.id, &request, &call.view,
		    &call.err);
	answer(exchange, &call, status, request.dry_run);
}

static void
settle_late(struct exchange *exchange, void *arg)
{
	struct call call = {.site = arg};
	struct late_request request = {.now = NULL};
	int status = read_call(
	    exchange, late_keys, ARRAY_LEN(late_keys), &call, &request);

	if (status == OB_OK)
		status = journeys_settle_late(call.site->options.engine,
		    exchange_actor(exchange), call.id, &request, &call.view,
		    &call.err);
	answer(exchange, &call, status, false);
}

static const struct route routes[] = {
    {HTTP_PATCH, "/api/v1/leaders/{id}", RIGHT_ADMIN, edit, 0},
    {HTTP_POST, "/api/v1/leaders/{id}/first-day", RIGHT_ADMIN, move_first_day,
	0},
    {HTTP_POST, "/api/v1/leaders/{id}/pause", RIGHT_ADMIN, pause_journey, 0},
    {HTTP_POST, "/api/v1/leaders/{id}/resume", RIGHT_ADMIN, resume, 0},
    {HTTP_POST, "/api/v1/leaders/{id}/cancel", RIGHT_ADMIN, cancel, 0},
    {HTTP_POST, "/api/v1/leaders/{id}/end-employment", RIGHT_ADMIN,
	end_employment, 0},
    {HTTP_POST, "/api/v1/leaders/{id}/migration", RIGHT_ADMIN, migrate, 0},
    {HTTP_POST, "/api/v1/leaders/{id}/late", RIGHT_ADMIN, settle_late, 0},
};

void
api_journeys_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
