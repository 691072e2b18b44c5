/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/pages/leader_pages.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/page_answer.h"
#include "http/site_private.h"

/* What is behind the leader's page. */

#define FORM_MAX 4096

static struct engine *
engine_of(const struct site *site)
{
	return site->options.engine;
}

static const char *
token_of(const struct exchange *exchange)
{
	return exchange_parameter(exchange, "token");
}

static void
show_activity(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int64_t id = 0;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = leader_pages_activity(
		    engine_of(site), token_of(exchange), id, &view, &err);
	page_answer_give(site, exchange,
	    &(struct page_answer){
		status, 200, PAGE_TEMPLATE_LEADER_ACTIVITY, view},
	    &err);
}

static void
show_handbook(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = leader_pages_handbook(engine_of(site), token_of(exchange),
	    exchange_query(exchange, "q"), &view, &err);

	page_answer_give(site, exchange,
	    &(struct page_answer){status, 200, PAGE_TEMPLATE_HANDBOOK, view},
	    &err);
}

static void
show_my_data(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = leader_pages_my_data(
	    engine_of(site), token_of(exchange), &view, &err);

	page_answer_give(site, exchange,
	    &(struct page_answer){status, 200, PAGE_TEMPLATE_MY_DATA, view},
	    &err);
}

static void
reply_file(struct exchange *exchange, const json_t *data)
{
	char *text = json_dumps(data, JSON_INDENT(2));

	exchange_add_header(exchange, "Content-Disposition",
	    "attachment; filename=\"mine-data.json\"");
	exchange_reply(exchange, 200, "application/json", text, strlen(text));
	free(text);
}

static void
take_data(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_auto_t *data = NULL;
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK)
		status =
		    leader_pages_take_data(engine_of(site), token_of(exchange),
			exchange_form(exchange, "csrf"), &data, &err);
	if (status == OB_OK)
		reply_file(exchange, data);
	else
		page_answer_refuse(site, exchange, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/l/{token}/activities/{id}", RIGHT_PUBLIC, show_activity, 0},
    {HTTP_GET, "/l/{token}/handbook", RIGHT_PUBLIC, show_handbook, 0},
    {HTTP_GET, "/l/{token}/my-data", RIGHT_PUBLIC, show_my_data, 0},
    {HTTP_POST, "/l/{token}/my-data/export", RIGHT_PUBLIC, take_data, FORM_MAX},
};

void
page_leader_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
