/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/engine.h"
#include "engine/hr/hr_refusal.h"
#include "engine/pages/page_first_tasks.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/page_answer.h"
#include "http/page_reply.h"
#include "http/site_private.h"
#include "text/catalogue.h"

/* The first tasks of a leader, written by the nearest leader. */

#define FORM_MAX ((size_t)64 * 1024) /* of texts that are far too long, too */

static int
read_place(const struct exchange *exchange, struct page_first_tasks_form *form,
    struct error *err)
{
	form->token = exchange_parameter(exchange, "token");
	return api_id(exchange, "id", &form->journey_id, err);
}

static void
give(struct site *site, struct exchange *exchange, int status, int http_status,
    json_t *view, struct error *err)
{
	page_answer_give(site, exchange,
	    &(struct page_answer){
		status, http_status, PAGE_TEMPLATE_FIRST_TASKS, view},
	    err);
}

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct page_first_tasks_form form = {.verb = NULL};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = read_place(exchange, &form, &err);

	if (status == OB_OK)
		status = page_first_tasks_view(
		    site->options.engine, &form, &view, &err);
	give(site, exchange, status, 200, view, &err);
}

/* The page with the form as it was sent, and why it was refused. */
static void
show_refused(struct site *site, struct exchange *exchange,
    const struct page_first_tasks_form *form, const struct error *why)
{
	struct engine *engine = site->options.engine;
	cleanup_(memory_free_ptr) char *said = NULL;
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = page_first_tasks_view(engine, form, &view, &err);

	if (status == OB_OK) {
		enum language language = page_reply_language(site, view);
		const struct hr_scope scope = {
		    .area = "", .language = language};

		said = hr_refusal_text(engine, &scope, form->journey_id, why);
		page_first_tasks_mark(form, why->field,
		    said != NULL
			? said
			: catalogue_get(engine_catalogue(engine, language),
			      "page.write_tasks_refused"),
		    view);
	}
	give(site, exchange, status, exchange_status_of(why->status), view,
	    &err);
}

/* An empty field says nothing. */
static const char *
said_in(struct exchange *exchange, const char *name)
{
	const char *value = exchange_form(exchange, name);

	return value == NULL || value[strspn(value, " \t\r\n")] == '\0' ? NULL
									: value;
}

static int
read_form(struct exchange *exchange, struct page_first_tasks_form *form,
    struct error *err)
{
	int status = exchange_read_form(exchange, err);
	const char *task;

	if (status == OB_OK)
		status = read_place(exchange, form, err);
	if (status != OB_OK)
		return status;
	form->csrf = exchange_form(exchange, "csrf");
	form->verb = exchange_form(exchange, "verb");
	task = exchange_form(exchange, "task");
	form->task_id = task == NULL ? 0 : strtoll(task, NULL, 10);
	form->task.title = said_in(exchange, "title");
	form->task.goal = said_in(exchange, "goal");
	form->task.seen_by = said_in(exchange, "seen_by");
	form->task.due = said_in(exchange, "due");
	form->reason = said_in(exchange, "reason");
	return OB_OK;
}

/* The token is one that the engine made: it knew it. */
static void
go_back(struct site *site, struct exchange *exchange,
    const struct page_first_tasks_form *form)
{
	cleanup_(memory_free_ptr) char *target =
	    memory_printf("/p/%s/journeys/%lld/first-tasks", form->token,
		(long long)form->journey_id);

	exchange_redirect(exchange, target);
	site_note_change(site);
}

static void
save(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct page_first_tasks_form form = {.verb = NULL};
	struct error err = ERROR_INIT;
	int status = read_form(exchange, &form, &err);
	bool is_read = status == OB_OK;

	if (is_read)
		status =
		    page_first_tasks_act(site->options.engine, &form, &err);
	if (status == OB_OK)
		go_back(site, exchange, &form);
	else if (is_read && (status == OB_EINVALID || status == OB_ECONFLICT))
		show_refused(site, exchange, &form, &err);
	else
		page_answer_refuse(site, exchange, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/p/{token}/journeys/{id}/first-tasks", RIGHT_PUBLIC, show, 0},
    {HTTP_POST, "/p/{token}/journeys/{id}/first-tasks", RIGHT_PUBLIC, save,
	FORM_MAX},
};

void
page_first_task_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
