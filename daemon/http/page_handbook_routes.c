/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/pages/public_handbook.h"
#include "http/exchange.h"
#include "http/page_answer.h"
#include "http/page_reply.h"
#include "http/site_private.h"

/* The handbook without a link, and for the frame of an intranet. */

#define ROOT "/handbook"
#define EMBED_ROOT "/embed/handbook"

static void
show(struct site *site, struct exchange *exchange, enum page_template page,
    const struct public_handbook_request *place)
{
	struct public_handbook_request request = *place;
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status;

	request.language = exchange_query(exchange, "language");
	request.query = exchange_query(exchange, "q");
	request.place = exchange_query(exchange, "place");
	status =
	    public_handbook_view(site->options.engine, &request, &view, &err);
	if (status == OB_OK)
		status = page_reply_cached(site, exchange, page, view, &err);
	if (status != OB_OK)
		page_answer_refuse(site, exchange, &err);
}

/* The configuration's origins are checked at load. */
static void
embed(struct site *site, struct exchange *exchange,
    const struct public_handbook_request *place)
{
	const struct settings_list *origins =
	    &engine_settings(site->options.engine)
		 ->handbook_pages.frame_ancestors;
	cleanup_(strbuf_release) struct strbuf sources = STRBUF_INIT;

	if (origins->count == 0) {
		exchange_reply_status(exchange, 404);
		return;
	}
	for (size_t i = 0; i < origins->count; i++)
		strbuf_add_format(
		    &sources, "%s%s", i == 0 ? "" : " ", origins->items[i]);
	exchange_set_frame_ancestors(exchange, sources.buf);
	show(site, exchange, PAGE_TEMPLATE_HANDBOOK_EMBED, place);
}

static void
show_list(struct exchange *exchange, void *arg)
{
	const struct public_handbook_request place = {.root = ROOT};

	show(arg, exchange, PAGE_TEMPLATE_HANDBOOK_OPEN, &place);
}

static void
show_entry(struct exchange *exchange, void *arg)
{
	const struct public_handbook_request place = {
	    .root = ROOT, .name = exchange_parameter(exchange, "function")};

	show(arg, exchange, PAGE_TEMPLATE_HANDBOOK_OPEN, &place);
}

static void
show_course(struct exchange *exchange, void *arg)
{
	const struct public_handbook_request place = {
	    .root = ROOT, .course = exchange_parameter(exchange, "programme")};

	show(arg, exchange, PAGE_TEMPLATE_HANDBOOK_OPEN, &place);
}

static void
embed_list(struct exchange *exchange, void *arg)
{
	const struct public_handbook_request place = {.root = EMBED_ROOT};

	embed(arg, exchange, &place);
}

static void
embed_entry(struct exchange *exchange, void *arg)
{
	const struct public_handbook_request place = {.root = EMBED_ROOT,
	    .name = exchange_parameter(exchange, "function")};

	embed(arg, exchange, &place);
}

static void
embed_course(struct exchange *exchange, void *arg)
{
	const struct public_handbook_request place = {.root = EMBED_ROOT,
	    .course = exchange_parameter(exchange, "programme")};

	embed(arg, exchange, &place);
}

static const struct route routes[] = {
    {HTTP_GET, "/handbook", RIGHT_PUBLIC, show_list, 0},
    {HTTP_GET, "/handbook/{function}", RIGHT_PUBLIC, show_entry, 0},
    {HTTP_GET, "/handbook/courses/{programme}", RIGHT_PUBLIC, show_course, 0},
    {HTTP_GET, "/embed/handbook", RIGHT_PUBLIC, embed_list, 0},
    {HTTP_GET, "/embed/handbook/{function}", RIGHT_PUBLIC, embed_entry, 0},
    {HTTP_GET, "/embed/handbook/courses/{programme}", RIGHT_PUBLIC,
	embed_course, 0},
};

void
page_handbook_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
