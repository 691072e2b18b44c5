/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/session_pages.h"

#include <inttypes.h>

#include "base/log.h"
#include "base/memory.h"
#include "http/browser_cookie.h"
#include "http/cookie.h"
#include "http/exchange.h"
#include "http/next_path.h"
#include "http/page_message.h"
#include "http/page_reply.h"
#include "http/server_private.h"
#include "http/session_guard.h"
#include "http/site_private.h"
#include "text/catalogue.h"

#define BUSY_SECONDS 60

static int
find(void *arg, const struct exchange *exchange, const char *token,
    struct session **ret_session, struct error *err)
{
	struct site *site = arg;
	const struct settings *settings = engine_settings(site->options.engine);
	const char *user = proxy_user(exchange, settings->sign_in.proxy.address,
	    settings->sign_in.proxy.header);
	int status = OB_ENOTFOUND;

	if (user != NULL)
		status = sessions_of_address(
		    site->options.engine, user, ret_session, err);
	if (status != OB_ENOTFOUND)
		return status;
	return sessions_find(site->options.engine, token, ret_session, err);
}

/* A form that cannot be sent on leads to the page that it was on. */
static void
ask_to_sign_in(struct exchange *exchange)
{
	const char *path = exchange_path(exchange);
	cleanup_(memory_free_ptr) char *target = NULL;

	if (exchange_method(exchange) == HTTP_POST ||
	    !next_path_is_allowed(path)) {
		exchange_redirect(exchange, "/sign-in");
		return;
	}
	target = memory_printf("/sign-in?next=%s", path);
	exchange_redirect(exchange, target);
}

static void
refuse(void *arg, struct exchange *exchange, enum session_refusal refusal)
{
	struct site *site = arg;
	bool is_form = refusal == SESSION_FORM;

	if (refusal == SESSION_MISSING) {
		ask_to_sign_in(exchange);
		return;
	}
	if (server_may_log(site->server))
		log_info("session.refused", "reason=%s actor=%s",
		    is_form ? "form" : "role", exchange_actor(exchange));
	session_pages_message(
	    site, exchange, 403, is_form ? "form_expired" : "no_access");
}

void
session_pages_guard(struct site *site, struct http_server *server)
{
	server_set_sessions(
	    server, &(struct server_sessions){find, refuse, site});
}

void
session_pages_client(const struct site *site, const struct exchange *exchange,
    char ret_client[PROXY_ADDRESS_SIZE])
{
	const struct settings *settings = engine_settings(site->options.engine);

	proxy_client(exchange, settings->sign_in.proxy.address, ret_client);
}

struct session_browser
session_pages_browser(const struct site *site, const struct exchange *exchange,
    char client[PROXY_ADDRESS_SIZE])
{
	session_pages_client(site, exchange, client);
	return (struct session_browser){
	    .address = client,
	    .agent = exchange_header(exchange, "User-Agent"),
	};
}

static int
add_session(struct site *site, const struct session *session, json_t *view,
    struct error *err)
{
	(void)json_object_set_new(view, "csrf", json_string(session->csrf));
	(void)json_object_set_new(
	    view, "sign_out_url", json_string("/sign-out"));
	return sessions_add_person(site->options.engine, session, view, err);
}

void
session_pages_reply(struct site *site, struct exchange *exchange,
    enum page_template template, int status, const char *title_key,
    json_t *view)
{
	struct engine *engine = site->options.engine;
	const struct session *session = exchange_session(exchange);
	struct error err = ERROR_INIT;
	int outcome = OB_OK;

	if (session != NULL)
		outcome = add_session(site, session, view, &err);
	(void)json_object_set_new(view, "title",
	    json_string(catalogue_get(
		engine_catalogue(engine, page_reply_language(site, view)),
		title_key)));
	if (outcome == OB_OK)
		outcome =
		    page_reply(site, exchange, template, status, view, &err);
	json_decref(view);
	if (outcome != OB_OK)
		session_pages_fail(site, exchange, &err);
}

void
session_pages_message(
    struct site *site, struct exchange *exchange, int status, const char *name)
{
	const struct page_message message = {
	    .status = status,
	    .name = name,
	    .language = engine_settings(site->options.engine)->language,
	};

	page_message_reply(site, exchange, &message);
}

void
session_pages_fail(
    struct site *site, struct exchange *exchange, const struct error *err)
{
	struct page_message message = page_message_of(site, err);

	if (err->status == OB_EBUSY) {
		message.name = "too_many";
		message.retry_after = BUSY_SECONDS;
		page_message_reply(site, exchange, &message);
		return;
	}
	page_message_fail(site, exchange, err, &message);
}

bool
session_pages_read_form(struct site *site, struct exchange *exchange,
    char ret_browser[TOKEN_TEXT_SIZE])
{
	struct error err = ERROR_INIT;

	if (exchange_read_form(exchange, &err) != OB_OK) {
		session_pages_fail(site, exchange, &err);
		return false;
	}
	if (browser_cookie_is_form(site, exchange, ret_browser))
		return true;
	session_pages_refuse_form(site, exchange);
	return false;
}

void
session_pages_refuse_form(struct site *site, struct exchange *exchange)
{
	session_pages_note_failure(site, "form");
	session_pages_message(site, exchange, 403, "form_expired");
}

void
session_pages_limit(struct site *site, struct exchange *exchange)
{
	if (server_may_log(site->server))
		log_warn("session.limited", "by=%s", "computer");
	exchange_add_header(exchange, "Retry-After", "3600");
	session_pages_message(site, exchange, 429, "sign_in_limited");
}

void
session_pages_note_failure(const struct site *site, const char *reason)
{
	if (server_may_log(site->server))
		log_info("session.failed", "reason=%s", reason);
}

void
session_pages_enter(struct exchange *exchange, struct sign_in_result *result)
{
	if (result->stage == SESSION_FULL)
		log_info(
		    "session.began", "account=%" PRId64, result->account_id);
	cookie_set(exchange, COOKIE_SESSION, result->token, COOKIE_KEEP);
	sign_in_result_release(result);
}

const char *
session_pages_next(const struct sign_in_result *result)
{
	switch (result->stage) {
	case SESSION_CODE:
		return "/sign-in/code";
	case SESSION_ENROL:
		return "/sign-in/enrol";
	case SESSION_FULL:
		break;
	}
	return next_path_is_allowed(result->next_path) ? result->next_path
						       : NEXT_PATH_HOME;
}
