/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/activities/talks.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/site_private.h"

#define NOTE_MAX 2000
#define TOPICS_MAX 1000

struct settle_request {
	const char *at;
	const char *note;
	struct talk_facts talk;
};

static const struct api_json_key complete_keys[] = {
    {"at", API_JSON_TEXT, false, 0, offsetof(struct settle_request, at)},
    {"note", API_JSON_TEXT, false, NOTE_MAX,
	offsetof(struct settle_request, note)},
    {"minutes", API_JSON_NUMBER, false, 0,
	offsetof(struct settle_request, talk.minutes)},
    {"undisturbed", API_JSON_TEXT, false, 0,
	offsetof(struct settle_request, talk.undisturbed)},
    {"topics", API_JSON_TEXT, false, TOPICS_MAX,
	offsetof(struct settle_request, talk.topics)},
};

static const struct api_json_key describe_keys[] = {
    {"held_on", API_JSON_TEXT, false, 0, offsetof(struct talk_facts, held_on)},
    {"minutes", API_JSON_NUMBER, false, 0,
	offsetof(struct talk_facts, minutes)},
    {"undisturbed", API_JSON_TEXT, false, 0,
	offsetof(struct talk_facts, undisturbed)},
    {"topics", API_JSON_TEXT, false, TOPICS_MAX,
	offsetof(struct talk_facts, topics)},
};

struct skip_request {
	const char *reason;
};

static const struct api_json_key skip_keys[] = {
    {"reason", API_JSON_TEXT, true, NOTE_MAX,
	offsetof(struct skip_request, reason)},
};

struct outcome_request {
	const char *outcome;
};

static const struct api_json_key outcome_keys[] = {
    {"outcome", API_JSON_TEXT, true, 0,
	offsetof(struct outcome_request, outcome)},
};

struct move_request {
	const char *to;
	const char *reason;
};

static const struct api_json_key move_keys[] = {
    {"to", API_JSON_TEXT, true, 0, offsetof(struct move_request, to)},
    {"reason", API_JSON_TEXT, false, NOTE_MAX,
	offsetof(struct move_request, reason)},
};

static int
read_flag(const struct exchange *exchange, const char *name, bool *ret_flag,
    struct error *err)
{
	const char *text = exchange_query(exchange, name);

	if (text != NULL && strcmp(text, "true") != 0 &&
	    strcmp(text, "false") != 0)
		return error_set_field(err, OB_EINVALID, name,
		    "'%s' must be true or false, not '%.40s'", name, text);
	*ret_flag = text != NULL && strcmp(text, "true") == 0;
	return OB_OK;
}

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct activities_filter filter = {
	    .leader = exchange_query(exchange, "leader"),
	    .responsible = exchange_query(exchange, "responsible"),
	    .planned_before = exchange_query(exchange, "planned_before"),
	};
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = read_flag(exchange, "overdue", &filter.overdue, &err);

	if (status == OB_OK)
		status =
		    activities_list(site->options.engine, &filter, &view, &err);
	api_answer(exchange, status, 200, view, &err);
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = activities_show(site->options.engine,
	    exchange_parameter(exchange, "ref"), &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
complete(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct settle_request request = {.talk = TALKS_NO_FACTS};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, complete_keys,
	    ARRAY_LEN(complete_keys), &body, &request, &err);

	if (status == OB_OK)
		status = activities_complete(site->options.engine,
		    exchange_actor(exchange),
		    &(struct activity_request){
			.reference = exchange_parameter(exchange, "ref"),
			.at = request.at,
			.note = request.note,
			.talk =
			    talks_says(&request.talk) ? &request.talk : NULL},
		    &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
describe_talk(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct talk_facts facts = TALKS_NO_FACTS;
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, describe_keys,
	    ARRAY_LEN(describe_keys), &body, &facts, &err);

	if (status == OB_OK)
		status = talks_describe(site->options.engine,
		    exchange_actor(exchange),
		    exchange_parameter(exchange, "ref"), &facts, &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
rate(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct outcome_request request = {.outcome = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(exchange, outcome_keys,
	    ARRAY_LEN(outcome_keys), &body, &request, &err);

	if (status == OB_OK)
		status = first_tasks_rate(site->options.engine,
		    exchange_actor(exchange),
		    exchange_parameter(exchange, "ref"), request.outcome, &view,
		    &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
skip(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct skip_request request = {.reason = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(
	    exchange, skip_keys, ARRAY_LEN(skip_keys), &body, &request, &err);

	if (status == OB_OK)
		status = activities_skip(site->options.engine,
		    exchange_actor(exchange),
		    &(struct activity_request){
			.reference = exchange_parameter(exchange, "ref"),
			.note = request.reason},
		    &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
reopen(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct skip_request request = {.reason = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(
	    exchange, skip_keys, ARRAY_LEN(skip_keys), &body, &request, &err);

	if (status == OB_OK)
		status = activities_reopen(site->options.engine,
		    exchange_actor(exchange),
		    &(struct activity_request){
			.reference = exchange_parameter(exchange, "ref"),
			.note = request.reason},
		    &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
move(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct move_request request = {.to = NULL};
	json_auto_t *body = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(
	    exchange, move_keys, ARRAY_LEN(move_keys), &body, &request, &err);

	if (status == OB_OK)
		status = activities_move(site->options.engine,
		    exchange_actor(exchange),
		    &(struct activity_request){
			.reference = exchange_parameter(exchange, "ref"),
			.at = request.to,
			.note = request.reason},
		    &view, &err);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
explain(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = activities_explain(site->options.engine,
	    exchange_parameter(exchange, "ref"), &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/activities", RIGHT_ADMIN, list, 0},
    {HTTP_GET, "/api/v1/activities/{ref}", RIGHT_ADMIN, show, 0},
    {HTTP_POST, "/api/v1/activities/{ref}/complete", RIGHT_ADMIN, complete, 0},
    {HTTP_POST, "/api/v1/activities/{ref}/talk", RIGHT_ADMIN, describe_talk, 0},
    {HTTP_POST, "/api/v1/activities/{ref}/outcome", RIGHT_ADMIN, rate, 0},
    {HTTP_POST, "/api/v1/activities/{ref}/skip", RIGHT_ADMIN, skip, 0},
    {HTTP_POST, "/api/v1/activities/{ref}/reopen", RIGHT_ADMIN, reopen, 0},
    {HTTP_POST, "/api/v1/activities/{ref}/move", RIGHT_ADMIN, move, 0},
    {HTTP_GET, "/api/v1/activities/{ref}/explanation", RIGHT_ADMIN, explain, 0},
};

void
api_activities_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
