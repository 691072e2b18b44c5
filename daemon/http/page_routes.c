/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/pages/pages.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/page_answer.h"
#include "http/page_message.h"
#include "http/page_reply.h"
#include "http/page_templates.h"
#include "http/site_private.h"
#include "text/json_text.h"

/* What one kind of page needs; the handlers are the same for all. */
static const enum page_template templates[] = {
    [PAGE_LEADER] = PAGE_TEMPLATE_LEADER,
    [PAGE_PERSON] = PAGE_TEMPLATE_PERSON,
};

static const char *const folders[] = {
    [PAGE_LEADER] = "l",
    [PAGE_PERSON] = "p",
};

static void
show(struct site *site, struct exchange *exchange, enum page_kind kind)
{
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = pages_view(site->options.engine, kind,
	    exchange_parameter(exchange, "token"), &view, &err);

	page_answer_give(site, exchange,
	    &(struct page_answer){status, 200, templates[kind], view}, &err);
}

static void
show_leader(struct exchange *exchange, void *arg)
{
	show(arg, exchange, PAGE_LEADER);
}

static void
show_person(struct exchange *exchange, void *arg)
{
	show(arg, exchange, PAGE_PERSON);
}

static const json_t *
find_in_groups(const json_t *groups, int64_t id)
{
	for (size_t i = 0; i < json_array_size(groups); i++) {
		const json_t *list =
		    json_object_get(json_array_get(groups, i), "activities");

		for (size_t k = 0; k < json_array_size(list); k++) {
			const json_t *activity = json_array_get(list, k);

			if (json_integer_value(
				json_object_get(activity, "id")) == id)
				return activity;
		}
	}
	return NULL;
}

static bool
has(const json_t *activity, const char *flag)
{
	return json_is_true(json_object_get(activity, flag));
}

/* Why the activity could not be marked, as the page shows it. */
static const char *
conflict_name(const json_t *activity)
{
	if (has(activity, "is_done"))
		return "already_done";
	if (has(activity, "is_held"))
		return "held";
	if (has(activity, "is_cancelled"))
		return "closed";
	return json_text_of(activity, "tasks_url")[0] != '\0' ? "unwritten"
							      : "by_survey";
}

static void
reply_conflict(struct site *site, struct exchange *exchange,
    enum page_kind kind, int64_t id)
{
	const char *token = exchange_parameter(exchange, "token");
	cleanup_(memory_free_ptr) char *back =
	    memory_printf("/%s/%s", folders[kind], token);
	json_auto_t *view = NULL;
	const json_t *activity;
	struct page_message message = {.status = 409, .back_url = back};
	struct error err = ERROR_INIT;

	if (pages_view(site->options.engine, kind, token, &view, &err) !=
	    OB_OK) {
		page_answer_refuse(site, exchange, &err);
		return;
	}
	activity = find_in_groups(json_object_get(view, "phases"), id);
	if (activity == NULL)
		activity = find_in_groups(json_object_get(view, "groups"), id);
	message.name = conflict_name(activity);
	message.language = page_reply_language(site, view);
	page_message_reply(site, exchange, &message);
}

static void
complete(struct site *site, struct exchange *exchange, enum page_kind kind)
{
	const char *token = exchange_parameter(exchange, "token");
	cleanup_(memory_free_ptr) char *target = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK)
		status = api_id(exchange, "id", &id, &err);
	if (status == OB_OK)
		status = pages_complete(site->options.engine, kind, token,
		    exchange_form(exchange, "csrf"), id, &err);
	if (status == OB_ECONFLICT) {
		reply_conflict(site, exchange, kind, id);
		return;
	}
	if (status != OB_OK) {
		page_answer_refuse(site, exchange, &err);
		return;
	}
	/* The token is one that the engine made: it knew it. */
	target = memory_printf("/%s/%s", folders[kind], token);
	exchange_redirect(exchange, target);
	site_note_change(site);
}

static void
complete_leader(struct exchange *exchange, void *arg)
{
	complete(arg, exchange, PAGE_LEADER);
}

static void
complete_person(struct exchange *exchange, void *arg)
{
	complete(arg, exchange, PAGE_PERSON);
}

static const struct route routes[] = {
    {HTTP_GET, "/l/{token}", RIGHT_PUBLIC, show_leader, 0},
    {HTTP_GET, "/p/{token}", RIGHT_PUBLIC, show_person, 0},
    {HTTP_POST, "/l/{token}/activities/{id}/done", RIGHT_PUBLIC,
	complete_leader, 0},
    {HTTP_POST, "/p/{token}/activities/{id}/done", RIGHT_PUBLIC,
	complete_person, 0},
};

void
page_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
	server_set_error_page(server, page_message_reply_status, site);
}
