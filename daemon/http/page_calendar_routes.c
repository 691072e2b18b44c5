/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/pages/pages.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/page_message.h"
#include "http/page_reply.h"
#include "http/page_templates.h"
#include "http/site_private.h"

/* The pages where people subscribe, and what they do to their calendars. */

#define FORM_MAX 4096

static const char *const folders[] = {
    [PAGE_LEADER] = "l",
    [PAGE_PERSON] = "p",
};

/* What came in between is on the page of calendars. */
static void
reply_failure(struct site *site, struct exchange *exchange, enum page_kind kind,
    const struct error *err)
{
	cleanup_(memory_free_ptr) char *back = memory_printf("/%s/%s/calendar",
	    folders[kind], exchange_parameter(exchange, "token"));
	struct page_message message = page_message_of(site, err);

	if (message.status == 409) {
		message.name = "calendar_changed";
		message.back_url = back;
	}
	page_message_fail(site, exchange, err, &message);
}

static void
show(struct site *site, struct exchange *exchange, enum page_kind kind)
{
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = pages_calendar(site->options.engine, kind,
	    exchange_parameter(exchange, "token"), &view, &err);

	if (status == OB_OK)
		status = page_reply(
		    site, exchange, PAGE_TEMPLATE_CALENDAR, 200, view, &err);
	if (status != OB_OK)
		reply_failure(site, exchange, kind, &err);
}

static void
show_leader(struct exchange *exchange, void *arg)
{
	show(arg, exchange, PAGE_LEADER);
}

static void
show_person(struct exchange *exchange, void *arg)
{
	show(arg, exchange, PAGE_PERSON);
}

/* The token is one that the engine made: it knew it. */
static void
go_back(struct site *site, struct exchange *exchange, enum page_kind kind)
{
	cleanup_(memory_free_ptr) char *target =
	    memory_printf("/%s/%s/calendar", folders[kind],
		exchange_parameter(exchange, "token"));

	exchange_redirect(exchange, target);
	site_note_change(site);
}

static void
set_channel(struct site *site, struct exchange *exchange, enum page_kind kind)
{
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK)
		status = pages_set_channel(site->options.engine, kind,
		    exchange_parameter(exchange, "token"),
		    exchange_form(exchange, "csrf"),
		    exchange_form(exchange, "channel"), &err);
	if (status == OB_OK)
		go_back(site, exchange, kind);
	else
		reply_failure(site, exchange, kind, &err);
}

static void
set_channel_leader(struct exchange *exchange, void *arg)
{
	set_channel(arg, exchange, PAGE_LEADER);
}

static void
set_channel_person(struct exchange *exchange, void *arg)
{
	set_channel(arg, exchange, PAGE_PERSON);
}

static void
change(struct site *site, struct exchange *exchange, enum page_kind kind,
    enum page_feed_verb verb)
{
	const char *token = exchange_parameter(exchange, "token");
	struct page_feed_change change = {.verb = verb};
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK)
		status = api_id(exchange, "id", &change.feed_id, &err);
	if (status == OB_OK) {
		change.alarms = exchange_form(exchange, "alarms");
		status = pages_change_feed(site->options.engine, kind, token,
		    exchange_form(exchange, "csrf"), &change, &err);
	}
	if (status == OB_OK)
		go_back(site, exchange, kind);
	else
		reply_failure(site, exchange, kind, &err);
}

static void
rotate_leader(struct exchange *exchange, void *arg)
{
	change(arg, exchange, PAGE_LEADER, PAGE_FEED_ROTATE);
}

static void
rotate_person(struct exchange *exchange, void *arg)
{
	change(arg, exchange, PAGE_PERSON, PAGE_FEED_ROTATE);
}

static void
revoke_leader(struct exchange *exchange, void *arg)
{
	change(arg, exchange, PAGE_LEADER, PAGE_FEED_REVOKE);
}

static void
revoke_person(struct exchange *exchange, void *arg)
{
	change(arg, exchange, PAGE_PERSON, PAGE_FEED_REVOKE);
}

static void
set_alarms_leader(struct exchange *exchange, void *arg)
{
	change(arg, exchange, PAGE_LEADER, PAGE_FEED_ALARMS);
}

static void
set_alarms_person(struct exchange *exchange, void *arg)
{
	change(arg, exchange, PAGE_PERSON, PAGE_FEED_ALARMS);
}

static const struct route routes[] = {
    {HTTP_GET, "/l/{token}/calendar", RIGHT_PUBLIC, show_leader, 0},
    {HTTP_GET, "/p/{token}/calendar", RIGHT_PUBLIC, show_person, 0},
    {HTTP_POST, "/l/{token}/calendar/{id}/rotate", RIGHT_PUBLIC, rotate_leader,
	FORM_MAX},
    {HTTP_POST, "/p/{token}/calendar/{id}/rotate", RIGHT_PUBLIC, rotate_person,
	FORM_MAX},
    {HTTP_POST, "/l/{token}/calendar/{id}/revoke", RIGHT_PUBLIC, revoke_leader,
	FORM_MAX},
    {HTTP_POST, "/p/{token}/calendar/{id}/revoke", RIGHT_PUBLIC, revoke_person,
	FORM_MAX},
    {HTTP_POST, "/l/{token}/calendar/{id}/alarms", RIGHT_PUBLIC,
	set_alarms_leader, FORM_MAX},
    {HTTP_POST, "/p/{token}/calendar/{id}/alarms", RIGHT_PUBLIC,
	set_alarms_person, FORM_MAX},
    {HTTP_POST, "/l/{token}/calendar/channel", RIGHT_PUBLIC, set_channel_leader,
	FORM_MAX},
    {HTTP_POST, "/p/{token}/calendar/channel", RIGHT_PUBLIC, set_channel_person,
	FORM_MAX},
};

void
page_calendar_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
