/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/engine.h"
#include "engine/hr/hr_refusal.h"
#include "engine/pages/page_exit.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/page_answer.h"
#include "http/page_reply.h"
#include "http/site_private.h"
#include "text/catalogue.h"

/* The talk with somebody who leaves, noted by who held it. */

#define FORM_MAX ((size_t)32 * 1024) /* of a note that is far too long, too */

static void
give(struct site *site, struct exchange *exchange, int status, int http_status,
    json_t *view, struct error *err)
{
	page_answer_give(site, exchange,
	    &(struct page_answer){
		status, http_status, PAGE_TEMPLATE_EXIT_TALK, view},
	    err);
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct page_exit_form form = {
	    .token = exchange_parameter(exchange, "token")};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &form.activity_id, &err);

	if (status == OB_OK)
		status =
		    page_exit_view(site->options.engine, &form, &view, &err);
	give(site, exchange, status, 200, view, &err);
}

/* Where the field that was refused stands on the page. */
static void
mark_field(const char *field, json_t *view)
{
	static const struct {
		const char *field;
		const char *place;
		const char *mark;
	} places[] = {{"held", "exit-held", "held_is_wrong"},
	    {"main", "exit-main", "main_is_wrong"},
	    {"reasons", "exit-second", NULL},
	    {"text", "exit-text", "text_is_wrong"}};

	(void)json_object_set_new(view, "problem_id", json_string("exit-held"));
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		if (strcmp(places[i].field, field) != 0)
			continue;
		(void)json_object_set_new(
		    view, "problem_id", json_string(places[i].place));
		if (places[i].mark != NULL)
			(void)json_object_set_new(
			    view, places[i].mark, json_true());
	}
}

/* The form as it was sent, and why it was refused. */
static void
show_refused(struct site *site, struct exchange *exchange,
    const struct page_exit_form *form, const struct error *why)
{
	struct engine *engine = site->options.engine;
	cleanup_(memory_free_ptr) char *said = NULL;
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = page_exit_view(engine, form, &view, &err);

	if (status == OB_OK) {
		enum language language = page_reply_language(site, view);
		const struct hr_scope scope = {
		    .area = "", .language = language};

		said = hr_refusal_text(engine, &scope, 0, why);
		(void)json_object_set_new(view, "problem",
		    json_string(
			said != NULL
			    ? said
			    : catalogue_get(engine_catalogue(engine, language),
				  "page.exit_talk_refused")));
		mark_field(why->field, view);
	}
	give(site, exchange, status, exchange_status_of(why->status), view,
	    &err);
}

static void
go_back(struct site *site, struct exchange *exchange)
{
	cleanup_(memory_free_ptr) char *target =
	    memory_printf("/p/%s#a%s", exchange_parameter(exchange, "token"),
		exchange_parameter(exchange, "id"));

	exchange_redirect(exchange, target);
	site_note_change(site);
}

static int
read_form(struct exchange *exchange, struct page_exit_form *ret_form,
    struct error *err)
{
	int status = exchange_read_form(exchange, err);

	if (status == OB_OK)
		status = api_id(exchange, "id", &ret_form->activity_id, err);
	ret_form->token = exchange_parameter(exchange, "token");
	ret_form->csrf = exchange_form(exchange, "csrf");
	ret_form->held = exchange_form(exchange, "held");
	ret_form->main_reason = exchange_form(exchange, "main_reason");
	ret_form->second = exchange_form(exchange, "second");
	ret_form->third = exchange_form(exchange, "third");
	ret_form->text = exchange_form(exchange, "text");
	return status;
}

static void
save(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct page_exit_form form = {.token = NULL};
	struct error err = ERROR_INIT;
	int status = read_form(exchange, &form, &err);
	bool is_read = status == OB_OK;

	if (is_read)
		status = page_exit_act(site->options.engine, &form, &err);
	if (status == OB_OK)
		go_back(site, exchange);
	else if (is_read && (status == OB_EINVALID || status == OB_ECONFLICT))
		show_refused(site, exchange, &form, &err);
	else
		page_answer_refuse(site, exchange, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/p/{token}/activities/{id}/exit-talk", RIGHT_PUBLIC, show, 0},
    {HTTP_POST, "/p/{token}/activities/{id}/exit-talk", RIGHT_PUBLIC, save,
	FORM_MAX},
};

void
page_exit_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
