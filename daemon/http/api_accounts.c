/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>

#include "base/memory.h"
#include "engine/accounts/accounts.h"
#include "http/api.h"
#include "http/api_json.h"
#include "http/exchange.h"
#include "http/site_private.h"

static const struct api_json_key keys[] = {
    {"role", API_JSON_TEXT, true, 0, offsetof(struct account_request, role)},
    {"area", API_JSON_TEXT, false, 0, offsetof(struct account_request, area)},
};

static void
list(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = accounts_list(site->options.engine, &view, &err);

	api_answer(exchange, status, 200, view, &err);
}

static void
put(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct account_request request = {.person = NULL};
	json_auto_t *body = NULL;
	json_t *account = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_json_read(
	    exchange, keys, ARRAY_LEN(keys), &body, &request, &err);

	request.person = exchange_parameter(exchange, "person");
	if (status == OB_OK)
		status = accounts_add(site->options.engine,
		    exchange_actor(exchange), &request, &account, &err);
	if (status == OB_OK)
		view = json_pack("{s:o}", "account", account);
	api_answer_change(site, exchange, status, 200, view, &err);
}

typedef int (*change_fn)(struct engine *engine, const char *actor,
    const char *address, json_t **ret_view, struct error *err);

static void
change(struct exchange *exchange, struct site *site, change_fn apply)
{
	json_t *account = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = apply(site->options.engine, exchange_actor(exchange),
	    exchange_parameter(exchange, "address"), &account, &err);

	if (status == OB_OK)
		view = json_pack("{s:o}", "account", account);
	api_answer_change(site, exchange, status, 200, view, &err);
}

static void
remove_account(struct exchange *exchange, void *arg)
{
	change(exchange, arg, accounts_remove);
}

static void
end_sessions(struct exchange *exchange, void *arg)
{
	change(exchange, arg, accounts_end_sessions);
}

static void
reset_totp(struct exchange *exchange, void *arg)
{
	change(exchange, arg, accounts_reset_totp);
}

static void
unlink_openid(struct exchange *exchange, void *arg)
{
	change(exchange, arg, accounts_unlink_openid);
}

static const struct route routes[] = {
    {HTTP_GET, "/api/v1/accounts", RIGHT_ADMIN, list, 0},
    {HTTP_PUT, "/api/v1/accounts/{person}", RIGHT_ADMIN, put, 0},
    {HTTP_POST, "/api/v1/accounts/{address}/remove", RIGHT_ADMIN,
	remove_account, 0},
    {HTTP_POST, "/api/v1/accounts/{address}/end-sessions", RIGHT_ADMIN,
	end_sessions, 0},
    {HTTP_POST, "/api/v1/accounts/{address}/reset-totp", RIGHT_ADMIN,
	reset_totp, 0},
    {HTTP_POST, "/api/v1/accounts/{address}/unlink-openid", RIGHT_ADMIN,
	unlink_openid, 0},
};

void
api_accounts_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
