/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/pages/page_network.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/network_sheet.h"
#include "http/page_answer.h"
#include "http/page_reply.h"
#include "http/site_private.h"

/* Leader networks on personal pages: the member's, and the contact's. */

#define FORM_MAX ((size_t)16 * 1024)
#define ATTENDANCE_MAX ((size_t)32 * 1024)

static const char *
token_of(const struct exchange *exchange)
{
	return exchange_parameter(exchange, "token");
}

static void
choose(struct site *site, struct exchange *exchange, enum page_kind kind,
    bool joins)
{
	struct page_network_choice choice = {
	    .kind = kind, .token = token_of(exchange), .joins = joins};
	cleanup_(memory_free_ptr) char *target = memory_printf(
	    "/%s/%s#networks", kind == PAGE_LEADER ? "l" : "p", choice.token);
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK)
		status = api_id(exchange, "id", &choice.network_id, &err);
	choice.csrf = exchange_form(exchange, "csrf");
	if (status == OB_OK)
		status =
		    page_network_choose(site->options.engine, &choice, &err);
	/* What somebody is in or out of already is as they wanted it. */
	if (status != OB_OK && strcmp(err.key, "network_member") != 0 &&
	    strcmp(err.key, "network_no_member") != 0) {
		page_answer_refuse(site, exchange, &err);
		return;
	}
	exchange_redirect(exchange, target);
	site_note_change(site);
}

static void
join_leader(struct exchange *exchange, void *arg)
{
	choose(arg, exchange, PAGE_LEADER, true);
}

static void
leave_leader(struct exchange *exchange, void *arg)
{
	choose(arg, exchange, PAGE_LEADER, false);
}

static void
join_person(struct exchange *exchange, void *arg)
{
	choose(arg, exchange, PAGE_PERSON, true);
}

static void
leave_person(struct exchange *exchange, void *arg)
{
	choose(arg, exchange, PAGE_PERSON, false);
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_auto_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = page_network_contact_view(
		    site->options.engine, token_of(exchange), id, &view, &err);
	page_answer_give(site, exchange,
	    &(struct page_answer){status, 200, PAGE_TEMPLATE_NETWORK, view},
	    &err);
}

/* The sheet again, with why it was not done. */
static void
show_refused(struct site *site, struct exchange *exchange, int64_t id,
    const struct error *why)
{
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = page_network_contact_view(
	    site->options.engine, token_of(exchange), id, &view, &err);

	if (status == OB_OK)
		network_sheet_set_problem(site->options.engine, exchange,
		    page_reply_language(site, view), why, view);
	page_answer_give(site, exchange,
	    &(struct page_answer){
		status, network_sheet_status(why), PAGE_TEMPLATE_NETWORK, view},
	    &err);
}

static void
act(struct site *site, struct exchange *exchange, bool is_of_meeting)
{
	struct page_network_form form = {0};
	cleanup_(memory_free_ptr) char *target = NULL;
	struct error err = ERROR_INIT;
	bool is_read =
	    network_sheet_read(exchange, is_of_meeting, &form, &err) == OB_OK;
	int status = err.status;

	if (is_read)
		status = page_network_contact_act(
		    site->options.engine, token_of(exchange), &form, &err);
	if (status == OB_OK) {
		target = memory_printf("/p/%s/networks/%s", token_of(exchange),
		    exchange_parameter(exchange, "id"));
		exchange_redirect(exchange, target);
		site_note_change(site);
	} else if (is_read && network_sheet_is_refusal(&err)) {
		show_refused(site, exchange, form.network_id, &err);
	} else {
		page_answer_refuse(site, exchange, &err);
	}
}

static void
act_network(struct exchange *exchange, void *arg)
{
	act(arg, exchange, false);
}

static void
act_meeting(struct exchange *exchange, void *arg)
{
	act(arg, exchange, true);
}

static const struct route routes[] = {
    {HTTP_POST, "/l/{token}/networks/{id}/join", RIGHT_PUBLIC, join_leader,
	FORM_MAX},
    {HTTP_POST, "/l/{token}/networks/{id}/leave", RIGHT_PUBLIC, leave_leader,
	FORM_MAX},
    {HTTP_POST, "/p/{token}/networks/{id}/join", RIGHT_PUBLIC, join_person,
	FORM_MAX},
    {HTTP_POST, "/p/{token}/networks/{id}/leave", RIGHT_PUBLIC, leave_person,
	FORM_MAX},
    {HTTP_GET, "/p/{token}/networks/{id}", RIGHT_PUBLIC, show, 0},
    {HTTP_POST, "/p/{token}/networks/{id}/sheet/{verb}", RIGHT_PUBLIC,
	act_network, FORM_MAX},
    {HTTP_POST, "/p/{token}/networks/{id}/sheet/meetings/{meeting}/{verb}",
	RIGHT_PUBLIC, act_meeting, ATTENDANCE_MAX},
};

void
page_network_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
