/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "crypto/digest.h"
#include "engine/accounts/second_factor.h"
#include "engine/accounts/sessions.h"
#include "http/api.h"
#include "http/cookie.h"
#include "http/exchange.h"
#include "http/next_path.h"
#include "http/server_private.h"
#include "http/session_guard.h"
#include "http/session_pages.h"
#include "http/site_private.h"
#include "model/account.h"

/* The one-time code, and what the signed-in do with their sessions. */

#define FORM_MAX 4096

/* A session that is but half the way in; owned, or NULL: it was answered. */
static struct session *
find_half(
    struct site *site, struct exchange *exchange, enum session_stage stage)
{
	struct session *session = NULL;
	struct error err = ERROR_INIT;
	char token[TOKEN_TEXT_SIZE] = "";
	int status = OB_ENOTFOUND;

	if (cookie_read(exchange, COOKIE_SESSION, token, sizeof(token)))
		status =
		    sessions_find(site->options.engine, token, &session, &err);
	explicit_bzero(token, sizeof(token));
	if (status == OB_OK && session->stage == stage)
		return session;
	if (status == OB_OK)
		exchange_redirect(exchange,
		    session_pages_next(
			&(struct sign_in_result){.stage = session->stage}));
	else if (status == OB_ENOTFOUND)
		exchange_redirect(exchange, "/sign-in");
	else
		session_pages_fail(site, exchange, &err);
	account_session_free(session);
	return NULL;
}

static void
free_session(struct session **session)
{
	account_session_free(*session);
}

static json_t *
code_view(const struct session *session, bool has_error)
{
	return json_pack(
	    "{s:s, s:b}", "csrf", session->csrf, "has_error", (int)has_error);
}

static void
show_code_form(struct site *site, struct exchange *exchange,
    const struct session *session, bool has_error)
{
	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN_CODE,
	    has_error ? 400 : 200, "page.sign_in_code_title",
	    code_view(session, has_error));
}

static void
show_code(struct exchange *exchange, void *arg)
{
	cleanup_(free_session) struct session *session =
	    find_half(arg, exchange, SESSION_CODE);

	if (session != NULL)
		show_code_form(arg, exchange, session, false);
}

static void
show_enrol_form(struct site *site, struct exchange *exchange,
    const struct session *session, bool has_error)
{
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = second_factor_enrol_view(
	    site->options.engine, session, &view, &err);

	if (status != OB_OK) {
		session_pages_fail(site, exchange, &err);
		return;
	}
	(void)json_object_set_new(view, "csrf", json_string(session->csrf));
	(void)json_object_set_new(view, "has_error", json_boolean(has_error));
	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN_ENROL,
	    has_error ? 400 : 200, "page.sign_in_enrol_title", view);
}

static void
show_enrol(struct exchange *exchange, void *arg)
{
	cleanup_(free_session) struct session *session =
	    find_half(arg, exchange, SESSION_ENROL);

	if (session != NULL)
		show_enrol_form(arg, exchange, session, false);
}

/* Whether the form is of this session; else the exchange is answered. */
static bool
read_form(
    struct site *site, struct exchange *exchange, const struct session *session)
{
	struct error err = ERROR_INIT;
	const char *csrf;

	if (exchange_read_form(exchange, &err) != OB_OK) {
		session_pages_fail(site, exchange, &err);
		return false;
	}
	csrf = exchange_form(exchange, "csrf");
	if (session_guard_is_own_page(exchange) &&
	    digest_equal_text(csrf, session->csrf))
		return true;
	session_pages_refuse_form(site, exchange);
	return false;
}

static const char *
typed_code(const struct exchange *exchange)
{
	const char *code = exchange_form(exchange, "code");

	return code == NULL ? "" : code;
}

static void
answer_wrong(struct site *site, struct exchange *exchange,
    const struct session *session, int status, const struct error *err)
{
	if (status == OB_ENOTFOUND) {
		session_pages_note_failure(site, "too-many-codes");
		cookie_set(exchange, COOKIE_SESSION, "", 0);
		session_pages_message(site, exchange, 403, "sign_in_burned");
	} else if (status != OB_EDENIED) {
		session_pages_fail(site, exchange, err);
	} else {
		session_pages_note_failure(site, "code");
		if (session->stage == SESSION_ENROL)
			show_enrol_form(site, exchange, session, true);
		else
			show_code_form(site, exchange, session, true);
	}
}

static void
check_code(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	cleanup_(free_session) struct session *session =
	    find_half(site, exchange, SESSION_CODE);
	char client[PROXY_ADDRESS_SIZE];
	struct session_browser browser =
	    session_pages_browser(site, exchange, client);
	struct sign_in_result result = {.next_path = NULL};
	cleanup_(memory_free_ptr) char *next = NULL;
	struct error err = ERROR_INIT;
	int status;

	if (session == NULL || !read_form(site, exchange, session))
		return;
	status = second_factor_check(site->options.engine, session,
	    typed_code(exchange), &browser, &result, &err);
	if (status != OB_OK) {
		answer_wrong(site, exchange, session, status, &err);
		return;
	}
	next = memory_strdup(session_pages_next(&result));
	session_pages_enter(exchange, &result);
	exchange_redirect(exchange, next);
}

/* The codes are shown by this answer alone: there is no page to go back to. */
static void
enrol(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	cleanup_(free_session) struct session *session =
	    find_half(site, exchange, SESSION_ENROL);
	char client[PROXY_ADDRESS_SIZE];
	struct session_browser browser =
	    session_pages_browser(site, exchange, client);
	struct sign_in_result result = {.next_path = NULL};
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status;

	if (session == NULL || !read_form(site, exchange, session))
		return;
	status = second_factor_enrol(site->options.engine, session,
	    typed_code(exchange), &browser, &result, &err);
	if (status != OB_OK) {
		answer_wrong(site, exchange, session, status, &err);
		return;
	}
	view = json_pack("{s:O, s:s}", "codes", result.codes, "next_url",
	    session_pages_next(&result));
	session_pages_enter(exchange, &result);
	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN_RECOVERY, 200,
	    "page.sign_in_recovery_title", view);
}

static void
sign_out(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct error err = ERROR_INIT;
	int status = sessions_sign_out(site->options.engine,
	    exchange_session(exchange), exchange_actor(exchange), &err);

	if (status != OB_OK) {
		session_pages_fail(site, exchange, &err);
		return;
	}
	log_info("session.ended", "actor=%s", exchange_actor(exchange));
	cookie_set(exchange, COOKIE_SESSION, "", 0);
	/* Without "cookies", which are those of the whole registrable domain.
	 */
	exchange_add_header(
	    exchange, "Clear-Site-Data", "\"cache\", \"storage\"");
	exchange_redirect(exchange, exchange_session(exchange)->is_openid
					? "/sign-in/openid/leave"
					: "/sign-in");
}

static void
show_account(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = json_object();
	struct error err = ERROR_INIT;
	int status = sessions_list(
	    site->options.engine, exchange_session(exchange), view, &err);

	if (status != OB_OK) {
		json_decref(view);
		session_pages_fail(site, exchange, &err);
		return;
	}
	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN_SESSIONS, 200,
	    "page.sessions_title", view);
}

static void
end_session(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_EINVALID)
		status = error_set(&err, OB_ENOTFOUND, "no such session");
	if (status == OB_OK)
		status = sessions_end(site->options.engine,
		    exchange_session(exchange), exchange_actor(exchange), id,
		    &err);
	if (status == OB_OK)
		exchange_redirect(exchange, "/account");
	else
		session_pages_fail(site, exchange, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/sign-in/code", RIGHT_PUBLIC, show_code, 0},
    {HTTP_POST, "/sign-in/code", RIGHT_PUBLIC, check_code, FORM_MAX},
    {HTTP_GET, "/sign-in/enrol", RIGHT_PUBLIC, show_enrol, 0},
    {HTTP_POST, "/sign-in/enrol", RIGHT_PUBLIC, enrol, FORM_MAX},
    {HTTP_POST, "/sign-out", RIGHT_SIGNED_IN, sign_out, FORM_MAX},
    {HTTP_GET, "/account", RIGHT_SIGNED_IN, show_account, 0},
    {HTTP_POST, "/account/sessions/{id}/end", RIGHT_SIGNED_IN, end_session,
	FORM_MAX},
};

void
session_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
