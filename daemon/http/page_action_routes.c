/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/pages/actions.h"
#include "http/exchange.h"
#include "http/one_click.h"
#include "http/page_message.h"
#include "http/page_reply.h"
#include "http/page_templates.h"
#include "http/site_private.h"

#define FORM_MAX 4096

/* A meeting that was moved meanwhile is shown behind the link back. */
static void
reply_failure(
    struct site *site, struct exchange *exchange, const struct error *err)
{
	cleanup_(memory_free_ptr) char *back =
	    memory_printf("/a/%s", exchange_parameter(exchange, "token"));
	struct page_message message = page_message_of(site, err);

	if (message.status == 409) {
		message.name = "meeting_changed";
		message.back_url = back;
	}
	page_message_fail(site, exchange, err, &message);
}

typedef int (*view_fn)(struct engine *engine, const char *token,
    json_t **ret_view, struct error *err);

static void
show(struct site *site, struct exchange *exchange, enum page_template template,
    view_fn read, int http_status)
{
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = read(site->options.engine,
	    exchange_parameter(exchange, "token"), &view, &err);

	if (status == OB_OK)
		status = page_reply(
		    site, exchange, template, http_status, view, &err);
	if (status != OB_OK)
		reply_failure(site, exchange, &err);
}

static void
redirect_to(struct exchange *exchange, const char *folder)
{
	/* The token is one that the engine made: it knew it. */
	cleanup_(memory_free_ptr) char *target = memory_printf(
	    "/%s/%s", folder, exchange_parameter(exchange, "token"));

	exchange_redirect(exchange, target);
}

static void
show_action(struct exchange *exchange, void *arg)
{
	show(arg, exchange, PAGE_TEMPLATE_ACTION, actions_view, 200);
}

static void
act(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct action_form form = {.csrf = NULL};
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK) {
		form.csrf = exchange_form(exchange, "csrf");
		form.answer = exchange_form(exchange, "answer");
		form.sequence = exchange_form(exchange, "sequence");
		status = actions_act(site->options.engine,
		    exchange_parameter(exchange, "token"), &form, &err);
	}
	if (status == OB_ECONFLICT && strcmp(err.field, "sequence") != 0) {
		/* The page itself says what came in between. */
		show(site, exchange, PAGE_TEMPLATE_ACTION, actions_view, 409);
		return;
	}
	if (status != OB_OK) {
		reply_failure(site, exchange, &err);
		return;
	}
	redirect_to(exchange, "a");
	site_note_change(site);
}

static void
show_digest(struct exchange *exchange, void *arg)
{
	show(arg, exchange, PAGE_TEMPLATE_DIGEST, actions_digest_view, 200);
}

/* A mail program wants an answer and no redirection (RFC 8058, 3.1). */
static void
click_once(struct site *site, struct exchange *exchange)
{
	struct error err = ERROR_INIT;
	int status = actions_digest_set(site->options.engine,
	    exchange_parameter(exchange, "token"), NULL, "weekly", &err);

	if (status != OB_OK) {
		reply_failure(site, exchange, &err);
		return;
	}
	show(site, exchange, PAGE_TEMPLATE_DIGEST, actions_digest_view, 200);
	site_note_change(site);
}

static void
set_digest(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct error err = ERROR_INIT;
	size_t len = 0;
	const char *body = exchange_body(exchange, &len);
	int status;

	if (one_click_is_asked(
		exchange_header(exchange, "Content-Type"), body, len)) {
		click_once(site, exchange);
		return;
	}
	status = exchange_read_form(exchange, &err);
	if (status == OB_OK && exchange_form(exchange, "csrf") == NULL)
		status = error_set(
		    &err, OB_EDENIED, "the form is not from this page");
	if (status == OB_OK)
		status = actions_digest_set(site->options.engine,
		    exchange_parameter(exchange, "token"),
		    exchange_form(exchange, "csrf"),
		    exchange_form(exchange, "digest"), &err);
	if (status != OB_OK) {
		reply_failure(site, exchange, &err);
		return;
	}
	redirect_to(exchange, "u");
	site_note_change(site);
}

static const struct route routes[] = {
    {HTTP_GET, "/a/{token}", RIGHT_PUBLIC, show_action, 0},
    {HTTP_POST, "/a/{token}", RIGHT_PUBLIC, act, FORM_MAX},
    {HTTP_GET, "/u/{token}", RIGHT_PUBLIC, show_digest, 0},
    {HTTP_POST, "/u/{token}", RIGHT_PUBLIC, set_digest, FORM_MAX},
};

void
page_action_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
