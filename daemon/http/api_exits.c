/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/exits/exit_interviews.h"
#include "engine/exits/follow_ups.h"
#include "engine/measures/exit_cohort.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define NOTE_MAX 4000
#define TITLE_MAX 200

#define TALK(member, is_needed, max)                                           \
	{                                                                      \
#member, API_JSON_TEXT, is_needed, max,                        \
		    offsetof(struct exit_interview_request, member)            \
	}

static const struct api_json_key talk_keys[] = {
    TALK(held, true, 0),
    TALK(interviewer, false, 0),
    TALK(main, true, 0),
    TALK(reasons, false, 0),
    TALK(text, false, NOTE_MAX),
};

#define FOLLOW_UP(member, max)                                                 \
	{                                                                      \
#member, API_JSON_TEXT, true, max,                             \
		    offsetof(struct follow_up_request, member)                 \
	}

static const struct api_json_key follow_up_keys[] = {
    FOLLOW_UP(period, 0),
    FOLLOW_UP(title, TITLE_MAX),
    FOLLOW_UP(owner, 0),
    FOLLOW_UP(due, 0),
};

static void
record(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct exit_interview_request request = {.held = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = api_json_read(exchange, talk_keys,
		    ARRAY_LEN(talk_keys), &body, &request, &err);
	if (status == OB_OK)
		status = exit_interviews_record(site->options.engine,
		    exchange_actor(exchange), id, &request, &view, &err);
	api_answer_change(site, exchange, status, 201, view, &err);
}

static void
show_reasons(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	struct engine *engine = site->options.engine;
	int status =
	    exit_cohort_view(engine, exchange_query(exchange, "half_year"),
		engine_settings(engine)->language, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
list_follow_ups(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = follow_ups_list(site->options.engine,
	    exchange_query(exchange, "half_year"), &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
add_follow_up(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct follow_up_request request = {.period = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, follow_up_keys,
	    ARRAY_LEN(follow_up_keys), &body, &request, &err);

	if (status == OB_OK)
		status = follow_ups_add(site->options.engine,
		    exchange_actor(exchange), &request, &view, &err);
	api_answer_change(site, exchange, status, 201, view, &err);
}

static void
finish_follow_up(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = follow_ups_finish(site->options.engine,
		    exchange_actor(exchange), id, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_POST, "/api/v1/leaders/{id}/exit-interview", RIGHT_ADMIN, record, 0},
    {HTTP_GET, "/api/v1/exit-reasons", RIGHT_ADMIN, show_reasons, 0},
    {HTTP_GET, "/api/v1/follow-ups", RIGHT_ADMIN, list_follow_ups, 0},
    {HTTP_POST, "/api/v1/follow-ups", RIGHT_ADMIN, add_follow_up, 0},
    {HTTP_POST, "/api/v1/follow-ups/{id}/complete", RIGHT_ADMIN,
	finish_follow_up, 0},
};

void
api_exits_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
