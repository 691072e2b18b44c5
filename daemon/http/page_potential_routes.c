/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/pages/page_potential.h"
#include "http/exchange.h"
#include "http/page_answer.h"
#include "http/site_private.h"

/* What a person does about the potential bank on the own page. */

static void
act(struct site *site, struct exchange *exchange, bool joins)
{
	struct page_potential_form form = {
	    .token = exchange_parameter(exchange, "token"), .joins = joins};
	cleanup_(memory_free_ptr) char *target =
	    memory_printf("/p/%s#potential", form.token);
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK) {
		form.csrf = exchange_form(exchange, "csrf");
		status = page_potential_act(site->options.engine, &form, &err);
	}
	if (status != OB_OK) {
		page_answer_refuse(site, exchange, &err);
		return;
	}
	exchange_redirect(exchange, target);
	site_note_change(site);
}

static void
join(struct exchange *exchange, void *arg)
{
	act(arg, exchange, true);
}

static void
leave(struct exchange *exchange, void *arg)
{
	act(arg, exchange, false);
}

static const struct route routes[] = {
    {HTTP_POST, "/p/{token}/potential/join", RIGHT_PUBLIC, join, 0},
    {HTTP_POST, "/p/{token}/potential/leave", RIGHT_PUBLIC, leave, 0},
};

void
page_potential_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
