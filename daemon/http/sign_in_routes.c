/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "engine/accounts/sign_in.h"
#include "http/browser_cookie.h"
#include "http/exchange.h"
#include "http/next_path.h"
#include "http/server_private.h"
#include "http/session_guard.h"
#include "http/session_pages.h"
#include "http/site_private.h"

/* The way in by mail, up to the session; GET changes nothing. */

#define FORM_MAX 4096

static void
show_form(struct site *site, struct exchange *exchange, int status,
    const char *browser, json_t *view)
{
	const struct settings *settings = engine_settings(site->options.engine);
	bool has_openid = settings->sign_in.openid_connect.issuer[0] != '\0';
	char csrf[TOKEN_NAME_SIZE];

	sign_in_make_csrf(site->options.engine, browser, csrf);
	(void)json_object_set_new(view, "csrf", json_string(csrf));
	(void)json_object_set_new(view, "openid_label",
	    json_string(
		has_openid ? settings->sign_in.openid_connect.label : ""));
	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN, status,
	    "page.sign_in_title", view);
}

/* The cookie alone is new: nothing is kept here. */
static void
show(struct exchange *exchange, void *arg)
{
	const char *next = exchange_query(exchange, "next");
	char browser[TOKEN_TEXT_SIZE];

	browser_cookie_ensure(exchange, browser);
	show_form(arg, exchange, 200, browser,
	    json_pack("{s:s, s:s, s:b}", "next",
		next_path_is_allowed(next) ? next : "", "email", "",
		"has_error", 0));
}

static void
show_mistake(struct site *site, struct exchange *exchange, const char *browser,
    const char *email, const char *next)
{
	show_form(site, exchange, 400, browser,
	    json_pack("{s:s, s:s, s:b}", "next", next, "email", email,
		"has_error", 1));
}

static void
answer_asked(
    struct site *site, struct exchange *exchange, enum sign_in_outcome outcome)
{
	if (outcome == SIGN_IN_PEER_LIMITED) {
		session_pages_limit(site, exchange);
		return;
	}
	if (outcome != SIGN_IN_ASKED && server_may_log(site->server))
		log_warn("session.limited", "by=%s", "address");
	exchange_redirect(exchange, "/sign-in/sent");
	site_note_change(site);
}

static void
ask_for(struct site *site, struct exchange *exchange, const char *browser)
{
	const char *email = exchange_form(exchange, "email");
	const char *next = exchange_form(exchange, "next");
	char client[PROXY_ADDRESS_SIZE];
	struct sign_in_request request = {
	    .address = email == NULL ? "" : email,
	    .browser = browser,
	    .peer = client,
	    .next_path = next_path_is_allowed(next) ? next : "",
	};
	enum sign_in_outcome outcome = SIGN_IN_ASKED;
	struct error err = ERROR_INIT;
	int status;

	session_pages_client(site, exchange, client);
	status = sign_in_ask(site->options.engine, &request, &outcome, &err);

	if (status == OB_EINVALID)
		show_mistake(site, exchange, browser, request.address,
		    request.next_path);
	else if (status != OB_OK)
		session_pages_fail(site, exchange, &err);
	else
		answer_asked(site, exchange, outcome);
}

static void
ask(struct exchange *exchange, void *arg)
{
	char browser[TOKEN_TEXT_SIZE] = "";

	if (session_pages_read_form(arg, exchange, browser))
		ask_for(arg, exchange, browser);
}

/* "123 456" is read and typed more easily. */
static void
part_code(json_t *view)
{
	const char *code = json_string_value(json_object_get(view, "code"));
	cleanup_(memory_free_ptr) char *parted =
	    memory_printf("%.3s %s", code, code + 3);

	(void)json_object_set_new(view, "code", json_string(parted));
}

static void
show_sent(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	char browser[TOKEN_TEXT_SIZE];
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = OB_ENOTFOUND;

	if (browser_cookie_read(exchange, browser))
		status = sign_in_sent_view(
		    site->options.engine, browser, &view, &err);
	if (status == OB_ENOTFOUND) {
		exchange_redirect(exchange, "/sign-in");
		return;
	}
	if (status != OB_OK) {
		session_pages_fail(site, exchange, &err);
		return;
	}
	part_code(view);
	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN_SENT, 200,
	    "page.sign_in_sent_title", view);
}

/* The same for a link that never was, was used, or is over. */
static void
show_over(struct site *site, struct exchange *exchange)
{
	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN_LINK, 404,
	    "page.sign_in_over_title",
	    json_pack("{s:b, s:b, s:b, s:s}", "is_over", 1, "has_error", 0,
		"is_other_browser", 0, "csrf", ""));
}

static void
show_button(struct site *site, struct exchange *exchange, bool has_error)
{
	const char *token = exchange_parameter(exchange, "key");
	char browser[TOKEN_TEXT_SIZE];
	bool is_known = browser_cookie_read(exchange, browser);
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = sign_in_link_view(site->options.engine, token,
	    is_known ? browser : NULL, &view, &err);

	if (status == OB_ENOTFOUND) {
		show_over(site, exchange);
		return;
	}
	if (status != OB_OK) {
		session_pages_fail(site, exchange, &err);
		return;
	}
	(void)json_object_set_new(view, "is_over", json_false());
	(void)json_object_set_new(view, "has_error", json_boolean(has_error));
	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN_LINK,
	    has_error ? 400 : 200, "page.sign_in_link_title", view);
}

static void
show_link(struct exchange *exchange, void *arg)
{
	show_button(arg, exchange, false);
}

static void
answer_refused(struct site *site, struct exchange *exchange, int status,
    const struct error *err)
{
	if (status == OB_ENOTFOUND) {
		session_pages_note_failure(site, "link");
		show_over(site, exchange);
	} else if (status == OB_EDENIED && strcmp(err->field, "code") == 0) {
		session_pages_note_failure(site, "browser-code");
		show_button(site, exchange, true);
	} else {
		if (status == OB_EDENIED)
			session_pages_note_failure(site, "form");
		session_pages_fail(site, exchange, err);
	}
}

static void
follow(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	char browser[TOKEN_TEXT_SIZE];
	char client[PROXY_ADDRESS_SIZE];
	struct sign_in_form form = {
	    .from = session_pages_browser(site, exchange, client)};
	struct sign_in_result result = {.next_path = NULL};
	cleanup_(memory_free_ptr) char *next = NULL;
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK && !session_guard_is_own_page(exchange))
		status = error_set_field(
		    &err, OB_EDENIED, "csrf", "the form is not from this page");
	if (status == OB_OK) {
		form.csrf = exchange_form(exchange, "csrf");
		form.code = exchange_form(exchange, "code");
		form.browser =
		    browser_cookie_read(exchange, browser) ? browser : NULL;
		status = sign_in_follow(site->options.engine,
		    exchange_parameter(exchange, "key"), &form, &result, &err);
	}
	if (status != OB_OK) {
		answer_refused(site, exchange, status, &err);
		return;
	}
	next = memory_strdup(session_pages_next(&result));
	session_pages_enter(exchange, &result);
	browser_cookie_forget(exchange);
	exchange_redirect(exchange, next);
}

static const struct route routes[] = {
    {HTTP_GET, "/sign-in", RIGHT_PUBLIC, show, 0},
    {HTTP_POST, "/sign-in", RIGHT_PUBLIC, ask, FORM_MAX},
    {HTTP_GET, "/sign-in/sent", RIGHT_PUBLIC, show_sent, 0},
    {HTTP_GET, "/sign-in/link/{key}", RIGHT_PUBLIC, show_link, 0},
    {HTTP_POST, "/sign-in/link/{key}", RIGHT_PUBLIC, follow, FORM_MAX},
};

void
sign_in_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
