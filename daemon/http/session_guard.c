/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/session_guard.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/digest.h"
#include "http/cookie.h"
#include "http/exchange_private.h"
#include "http/octet.h"
#include "model/account.h"

#define COOKIE_SIZE 64
#define CSRF_FIELD "csrf"

bool
session_guard_is_for(enum route_right right)
{
	switch (right) {
	case RIGHT_SIGNED_IN:
	case RIGHT_COORDINATOR:
	case RIGHT_FIGURES:
		return true;
	case RIGHT_PUBLIC:
	case RIGHT_ADMIN:
	case RIGHT_RECEIVER:
		return false;
	}
	return false;
}

static bool
may(enum account_role role, enum route_right right)
{
	switch (right) {
	case RIGHT_SIGNED_IN:
		return true;
	case RIGHT_COORDINATOR:
		return account_role_coordinates(role);
	case RIGHT_FIGURES:
		return account_role_sees_figures(role);
	case RIGHT_PUBLIC:
	case RIGHT_ADMIN:
	case RIGHT_RECEIVER:
		return false;
	}
	return false;
}

static bool
refuse(struct exchange *exchange, enum session_refusal refusal)
{
	const struct server_sessions *sessions = &exchange->server->sessions;

	if (sessions->refuse != NULL)
		sessions->refuse(sessions->arg, exchange, refusal);
	if (!exchange->is_answered)
		exchange_reply_status(exchange, 403);
	return false;
}

/* Without a database nobody is let in. */
static int
find(struct exchange *exchange, struct error *err)
{
	const struct server_sessions *sessions = &exchange->server->sessions;
	char token[COOKIE_SIZE] = "";
	int status = OB_ENOTFOUND;

	(void)cookie_read(exchange, COOKIE_SESSION, token, sizeof(token));
	if (sessions->find != NULL)
		status = sessions->find(
		    sessions->arg, exchange, token, &exchange->session, err);
	explicit_bzero(token, sizeof(token));
	return status;
}

static void
name_actor(struct exchange *exchange)
{
	char actor[EXCHANGE_ACTOR_SIZE];

	(void)snprintf(actor, sizeof(actor), "account:%" PRId64,
	    exchange->session->account_id);
	exchange_set_actor(exchange, actor);
}

static bool
is_same_host(const char *origin, const char *host)
{
	size_t len =
	    host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
	size_t origin_len =
	    origin[0] == '[' ? strcspn(origin, "]") + 1 : strcspn(origin, ":");
	cleanup_(memory_free_ptr) char *name = memory_strndup(host, len);

	return octet_equals_nocase(origin, origin_len, name);
}

bool
session_guard_is_own_page(const struct exchange *exchange)
{
	const char *site = exchange_header(exchange, "Sec-Fetch-Site");
	const char *origin = exchange_header(exchange, "Origin");
	const char *scheme =
	    exchange->server->is_https ? "https://" : "http://";
	size_t len = strlen(scheme);

	if (site != NULL && strcmp(site, "same-origin") != 0)
		return false;
	if (origin == NULL || strcmp(origin, "null") == 0)
		return true;
	return strncmp(origin, scheme, len) == 0 &&
	       is_same_host(origin + len, exchange->request.host);
}

bool
session_guard_admit(struct exchange *exchange)
{
	const struct route *route = exchange->match.route;
	struct error err = ERROR_INIT;
	int status;

	if (exchange->peer.is_socket)
		return refuse(exchange, SESSION_ROLE);
	status = find(exchange, &err);
	if (status != OB_OK && status != OB_ENOTFOUND) {
		exchange_reply_status(exchange, 503);
		return false;
	}
	if (status == OB_ENOTFOUND || exchange->session->stage != SESSION_FULL)
		return refuse(exchange, SESSION_MISSING);
	name_actor(exchange);
	if (!may(exchange->session->role, route->right))
		return refuse(exchange, SESSION_ROLE);
	if (route->method != HTTP_GET && !session_guard_is_own_page(exchange))
		return refuse(exchange, SESSION_FORM);
	return true;
}

bool
session_guard_check_form(struct exchange *exchange)
{
	struct error err = ERROR_INIT;
	const char *csrf;
	const char *expected = exchange->session->csrf;

	if (exchange_read_form(exchange, &err) != OB_OK) {
		exchange_reply_status(exchange,
		    strcmp(err.field, "Content-Type") == 0 ? 415 : 400);
		return false;
	}
	csrf = exchange_form(exchange, CSRF_FIELD);
	if (expected[0] != '\0' && digest_equal_text(csrf, expected))
		return true;
	return refuse(exchange, SESSION_FORM);
}
