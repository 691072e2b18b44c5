/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/cohorts/nominations.h"
#include "engine/pages/pages.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/page_message.h"
#include "http/site_private.h"

static enum language
language_of(const struct site *site, const char *token)
{
	enum language language =
	    engine_settings(site->options.engine)->language;
	json_auto_t *view = NULL;

	if (pages_view(site->options.engine, PAGE_PERSON, token, &view, NULL) ==
	    OB_OK)
		(void)!language_parse(
		    json_string_value(json_object_get(view, "language")),
		    &language, NULL);
	return language;
}

/* Why it was not taken, by the field of the conflict. */
static const struct {
	const char *field;
	const char *name;
} conflicts[] = {
    {"terms", "nomination_changed"},
    {"by", "nomination_answered"},
};

static const char *
conflict_name(const char *field)
{
	for (size_t i = 0; i < ARRAY_LEN(conflicts); i++) {
		if (strcmp(field, conflicts[i].field) == 0)
			return conflicts[i].name;
	}
	return "nomination_closed";
}

/* In the person's language, and with the way back to their page. */
static void
reply_taken(struct site *site, struct exchange *exchange, bool accepts)
{
	const char *token = exchange_parameter(exchange, "token");
	cleanup_(memory_free_ptr) char *back = memory_printf("/p/%s", token);
	const struct page_message message = {
	    .status = 200,
	    .name = accepts ? "nomination_accepted" : "nomination_declined",
	    .back_url = back,
	    .language = language_of(site, token),
	};

	page_message_reply(site, exchange, &message);
}

static void
reply_failure(
    struct site *site, struct exchange *exchange, const struct error *err)
{
	const char *token = exchange_parameter(exchange, "token");
	cleanup_(memory_free_ptr) char *back = memory_printf("/p/%s", token);
	struct page_message message = page_message_of(site, err);

	message.language = language_of(site, token);
	if (err->status == OB_ECONFLICT)
		message.name = conflict_name(err->field);
	if (message.status == 409)
		message.back_url = back;
	page_message_fail(site, exchange, err, &message);
}

static void
answer(struct site *site, struct exchange *exchange, bool accepts)
{
	struct nomination_form form = {.accepts = accepts};
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK)
		status = api_id(exchange, "id", &form.id, &err);
	if (status == OB_OK) {
		form.terms = exchange_form(exchange, "terms");
		status = pages_answer_nomination(site->options.engine,
		    exchange_parameter(exchange, "token"),
		    exchange_form(exchange, "csrf"), &form, &err);
	}
	if (status != OB_OK) {
		reply_failure(site, exchange, &err);
		return;
	}
	reply_taken(site, exchange, accepts);
	site_note_change(site);
}

static void
accept_it(struct exchange *exchange, void *arg)
{
	answer(arg, exchange, true);
}

static void
decline(struct exchange *exchange, void *arg)
{
	answer(arg, exchange, false);
}

static const struct route routes[] = {
    {HTTP_POST, "/p/{token}/nominations/{id}/accept", RIGHT_PUBLIC, accept_it,
	0},
    {HTTP_POST, "/p/{token}/nominations/{id}/decline", RIGHT_PUBLIC, decline,
	0},
};

void
page_nomination_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
