/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "engine/accounts/openid_sign_in.h"
#include "http/browser_cookie.h"
#include "http/exchange.h"
#include "http/next_path.h"
#include "http/server_private.h"
#include "http/session_pages.h"
#include "http/site_private.h"
#include "text/catalogue.h"

/*
 * The way in by the municipality's own accounts.  The browser comes back by a
 * GET that changes something, because the protocol has it so: its state works
 * once, and only with the cookie of the browser that began.
 */

#define FORM_MAX 4096

/* Somebody who waits for the provider. */
struct visit {
	struct site *site;
	struct exchange *exchange;
	void (*answer)(struct visit *visit, const struct openid_answer *answer);
	char *next_path;
	bool is_leaving; /* and signed out here already */
	bool is_asking;	 /* the handler has not returned */
	bool is_answered;
};

static void
free_visit(struct visit *visit)
{
	free(visit->next_path);
	free(visit);
}

static const char *
word_of(const struct site *site, const char *key)
{
	const struct engine *engine = site->options.engine;

	return catalogue_get(
	    engine_catalogue(engine, engine_settings(engine)->language), key);
}

/* By a header, because a redirected form would be stopped by our policy. */
static void
send_on(struct site *site, struct exchange *exchange, const char *url,
    const char *title_key, const char *text_key)
{
	cleanup_(memory_free_ptr) char *refresh =
	    memory_printf("0; url=%s", url);

	exchange_add_header(exchange, "Refresh", refresh);
	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN_OPENID, 200,
	    title_key,
	    json_pack("{s:s, s:s, s:s}", "text", word_of(site, text_key),
		"onwards_url", url, "number", ""));
}

/* The catalogue's page.message.NAME_*, with the number that the log has. */
static void
show_page(
    struct site *site, struct exchange *exchange, int status, const char *name)
{
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("page.message.%s_%s", name, "title");
	cleanup_(memory_free_ptr) char *text =
	    memory_printf("page.message.%s_%s", name, "text");
	cleanup_(memory_free_ptr) char *number =
	    memory_printf("%" PRIu64, exchange_number(exchange));

	session_pages_reply(site, exchange, PAGE_TEMPLATE_SIGN_IN_OPENID,
	    status, title,
	    json_pack("{s:s, s:s, s:s}", "text", word_of(site, text),
		"onwards_url", "", "number", number));
}

/* What the browser brought back is of no use. */
static void
show_failure(
    struct site *site, struct exchange *exchange, int status, const char *name)
{
	if (server_may_log(site->server))
		log_info("session.failed", "reason=%s request=%" PRIu64, name,
		    exchange_number(exchange));
	show_page(site, exchange, status, name);
}

static void
note_refused(const struct visit *visit, const struct error *why)
{
	if (server_may_log(visit->site->server))
		log_warn("identity.refused", "request=%" PRIu64 " error=%s",
		    exchange_number(visit->exchange), LOG_QUOTE(why->text));
}

static bool
is_factor(const char *field)
{
	return strcmp(field, "acr") == 0 || strcmp(field, "amr") == 0;
}

/* Who came is not to be believed, or the provider is not to be had. */
static void
show_failed(struct visit *visit, const struct error *failed)
{
	struct exchange *exchange = visit->exchange;
	bool is_denied = failed->status == OB_EDENIED;

	if (failed->status == OB_EBUSY) {
		session_pages_fail(visit->site, exchange, failed);
		return;
	}
	if (is_denied)
		note_refused(visit, failed);
	else if (server_may_log(visit->site->server))
		log_warn("identity.away", "request=%" PRIu64 " error=%s",
		    exchange_number(exchange), LOG_QUOTE(failed->text));
	if (is_denied)
		show_page(visit->site, exchange, 403,
		    is_factor(failed->field) ? "openid_weak"
					     : "openid_refused");
	else
		show_page(visit->site, exchange, 503, "openid_away");
}

static void
on_done(
    void *arg, const struct error *failed, const struct openid_answer *answer)
{
	struct visit *visit = arg;

	if (failed == NULL)
		visit->answer(visit, answer);
	else if (visit->is_leaving)
		exchange_redirect(visit->exchange, "/sign-in");
	else
		show_failed(visit, failed);
	visit->is_answered = true;
	if (!visit->is_asking)
		free_visit(visit);
}

static void
forget(struct exchange *exchange, void *arg)
{
	struct visit *visit = arg;
	const struct site_identity *identity = &visit->site->options.identity;

	(void)exchange;
	identity->forget(identity->arg, visit);
	free_visit(visit);
}

/* Takes the visit; the exchange is answered now or later. */
static void
ask(struct visit *visit, const struct openid_request *request)
{
	const struct site_identity *identity = &visit->site->options.identity;
	struct error err = ERROR_INIT;
	int status;

	visit->is_asking = true;
	status = identity->ask(identity->arg, request, on_done, visit, &err);
	visit->is_asking = false;
	if (status != OB_OK)
		on_done(visit, &err, NULL);
	else if (visit->is_answered)
		free_visit(visit);
	else
		exchange_defer(visit->exchange, forget, visit);
}

static struct visit *
new_visit(struct site *site, struct exchange *exchange,
    void (*answer)(struct visit *visit, const struct openid_answer *answer))
{
	struct visit *visit = memory_alloc(sizeof(*visit));

	visit->site = site;
	visit->exchange = exchange;
	visit->answer = answer;
	return visit;
}

/* Nobody is told of pages that this instance does not have. */
static bool
is_on(struct site *site, struct exchange *exchange)
{
	const struct settings *settings = engine_settings(site->options.engine);

	if (settings->sign_in.openid_connect.issuer[0] != '\0' &&
	    site->options.identity.ask != NULL)
		return true;
	session_pages_message(site, exchange, 404, "not_found");
	return false;
}

/* ---- there ---- */

static void
answer_begun(struct visit *visit, const struct openid_answer *answer)
{
	send_on(visit->site, visit->exchange, answer->url,
	    "page.openid_onwards_title", "page.openid_onwards_text");
}

static void
begin_for(struct site *site, struct exchange *exchange, const char *browser)
{
	const char *next = exchange_form(exchange, "next");
	char client[PROXY_ADDRESS_SIZE];
	const struct openid_sign_in_request request = {
	    .browser = browser,
	    .peer = client,
	    .next_path = next_path_is_allowed(next) ? next : "",
	};
	cleanup_(
	    openid_sign_in_release) struct openid_sign_in_secrets secrets = {
	    .next_path = NULL};
	enum sign_in_outcome outcome = SIGN_IN_ASKED;
	struct error err = ERROR_INIT;

	session_pages_client(site, exchange, client);
	if (openid_sign_in_begin(site->options.engine, &request, &outcome,
		&secrets, &err) != OB_OK)
		session_pages_fail(site, exchange, &err);
	else if (outcome == SIGN_IN_PEER_LIMITED)
		session_pages_limit(site, exchange);
	else
		ask(new_visit(site, exchange, answer_begun),
		    &(struct openid_request){
			.task = OPENID_BEGIN,
			.state = secrets.state,
			.nonce = secrets.nonce,
			.verifier = secrets.verifier,
		    });
}

static void
begin(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	char browser[TOKEN_TEXT_SIZE] = "";

	if (session_pages_read_form(site, exchange, browser) &&
	    is_on(site, exchange))
		begin_for(site, exchange, browser);
}

/* ---- and back ---- */

static void
answer_denied(struct visit *visit, const struct error *err)
{
	if (err->status != OB_EDENIED) {
		session_pages_fail(visit->site, visit->exchange, err);
		return;
	}
	note_refused(visit, err);
	show_page(visit->site, visit->exchange, 403, "openid_unknown");
}

static void
answer_named(struct visit *visit, const struct openid_answer *answer)
{
	struct exchange *exchange = visit->exchange;
	char client[PROXY_ADDRESS_SIZE];
	const struct session_browser browser =
	    session_pages_browser(visit->site, exchange, client);
	struct sign_in_result result = {.next_path = NULL};
	cleanup_(memory_free_ptr) char *next = NULL;
	struct error err = ERROR_INIT;

	if (openid_sign_in_enter(visit->site->options.engine, answer, &browser,
		visit->next_path, &result, &err) != OB_OK) {
		answer_denied(visit, &err);
		return;
	}
	next = memory_strdup(session_pages_next(&result));
	session_pages_enter(exchange, &result);
	browser_cookie_forget(exchange);
	exchange_redirect(exchange, next);
}

/* What stands twice would be read by each in its own way (RFC 6749, 3.1). */
static bool
is_plain_answer(const struct exchange *exchange)
{
	static const char *const names[] = {"state", "code", "error", "iss"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (exchange_query_count(exchange, names[i]) > 1)
			return false;
	}
	return exchange_method(exchange) == HTTP_GET &&
	       exchange_query(exchange, "state") != NULL;
}

/* Some say the latter where a person refuses to be told of. */
static bool
is_change_of_mind(const char *error)
{
	return strcmp(error, "access_denied") == 0 ||
	       strcmp(error, "consent_required") == 0;
}

static void
go_on(struct site *site, struct exchange *exchange,
    struct openid_sign_in_secrets *secrets)
{
	const char *code = exchange_query(exchange, "code");
	const char *error = exchange_query(exchange, "error");
	bool is_cancelled = error != NULL && is_change_of_mind(error);
	struct visit *visit;

	if (error != NULL || code == NULL || code[0] == '\0') {
		show_failure(site, exchange, 403,
		    is_cancelled ? "openid_cancelled" : "openid_refused");
		return;
	}
	visit = new_visit(site, exchange, answer_named);
	visit->next_path = TAKE_PTR(secrets->next_path);
	ask(visit, &(struct openid_request){
		       .task = OPENID_FINISH,
		       .nonce = secrets->nonce,
		       .verifier = secrets->verifier,
		       .code = code,
		       .issuer = exchange_query(exchange, "iss"),
		   });
}

static void
come_back(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	char browser[TOKEN_TEXT_SIZE];
	cleanup_(
	    openid_sign_in_release) struct openid_sign_in_secrets secrets = {
	    .next_path = NULL};
	struct error err = ERROR_INIT;
	int status = OB_ENOTFOUND;

	if (!is_on(site, exchange))
		return;
	if (is_plain_answer(exchange) && browser_cookie_read(exchange, browser))
		status = openid_sign_in_return(site->options.engine,
		    exchange_query(exchange, "state"), browser, &secrets, &err);
	if (status == OB_OK)
		go_on(site, exchange, &secrets);
	else if (status == OB_ENOTFOUND)
		show_failure(site, exchange, 404, "openid_over");
	else
		session_pages_fail(site, exchange, &err);
}

/* ---- out ---- */

static void
answer_leaving(struct visit *visit, const struct openid_answer *answer)
{
	if (answer->url == NULL)
		exchange_redirect(visit->exchange, "/sign-in");
	else
		send_on(visit->site, visit->exchange, answer->url,
		    "page.openid_leave_title", "page.openid_leave_text");
}

static void
leave(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct visit *visit;

	if (!is_on(site, exchange))
		return;
	visit = new_visit(site, exchange, answer_leaving);
	visit->is_leaving = true;
	ask(visit, &(struct openid_request){.task = OPENID_LEAVE});
}

static const struct route routes[] = {
    {HTTP_POST, "/sign-in/openid", RIGHT_PUBLIC, begin, FORM_MAX},
    {HTTP_GET, "/sign-in/openid/callback", RIGHT_PUBLIC, come_back, 0},
    {HTTP_GET, "/sign-in/openid/leave", RIGHT_PUBLIC, leave, 0},
};

void
openid_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
