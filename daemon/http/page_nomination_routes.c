/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "engine/cohorts/nominations.h"
#include "engine/pages/pages.h"
#include "http/api.h"
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

/* Which message says why it was not taken. */
static struct page_message
refusal_of(const struct error *err)
{
	struct page_message message = {
	    .status = strcmp(err->field, "Content-Type") == 0
			  ? 415
			  : exchange_status_of(err->status),
	};

	if (err->status == OB_ECONFLICT && strcmp(err->field, "terms") == 0)
		message.name = "nomination_changed";
	else if (err->status == OB_ECONFLICT && strcmp(err->field, "by") == 0)
		message.name = "nomination_answered";
	else if (err->status == OB_ECONFLICT)
		message.name = "nomination_closed";
	else if (message.status == 404)
		message.name = "not_found";
	else if (message.status == 403)
		message.name = "form_expired";
	else
		message.name = message.status < 500 ? "bad_request" : "error";
	return message;
}

static void
reply(struct site *site, struct exchange *exchange,
    const struct page_message *message)
{
	const char *token = exchange_parameter(exchange, "token");
	cleanup_(memory_free_ptr) char *back = memory_printf("/p/%s", token);
	struct page_message whole = *message;

	whole.language = language_of(site, token);
	if (whole.status == 200 || whole.status == 409)
		whole.back_url = back;
	if (whole.status == 503)
		exchange_add_header(exchange, "Retry-After", "5");
	page_message_reply(site, exchange, &whole);
}

static void
answer(struct site *site, struct exchange *exchange, bool accepts)
{
	struct nomination_form form = {.accepts = accepts};
	struct page_message message = {
	    .status = 200,
	    .name = accepts ? "nomination_accepted" : "nomination_declined",
	};
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
	if (status != OB_OK)
		message = refusal_of(&err);
	if (message.status >= 500)
		log_error("page.fault", "status=%d text=%s", message.status,
		    LOG_QUOTE(err.text));
	reply(site, exchange, &message);
	if (status == OB_OK && site->options.changed != NULL)
		site->options.changed(site->options.changed_arg);
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
