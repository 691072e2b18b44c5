/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/pages/leader_pages.h"
#include "engine/pages/page_job_description.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/page_answer.h"
#include "http/site_private.h"

/* The honest job description: the leader reads it, whoever hires writes it. */

/* Two texts, each byte as %XX. */
#define FORM_MAX ((size_t)256 << 10)

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = leader_pages_job_description(site->options.engine,
	    exchange_parameter(exchange, "token"), &view, &err);

	page_answer_give(site, exchange,
	    &(struct page_answer){
		status, 200, PAGE_TEMPLATE_JOB_DESCRIPTION, view},
	    &err);
}

static int
read_place(const struct exchange *exchange,
    struct page_job_description_place *ret_place, struct error *err)
{
	ret_place->token = exchange_parameter(exchange, "token");
	return api_id(exchange, "id", &ret_place->journey_id, err);
}

static void
edit(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct page_job_description_place place = {0};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = read_place(exchange, &place, &err);

	if (status == OB_OK)
		status = page_job_description_edit(
		    site->options.engine, &place, &view, &err);
	page_answer_give(site, exchange,
	    &(struct page_answer){
		status, 200, PAGE_TEMPLATE_JOB_DESCRIPTION_EDIT, view},
	    &err);
}

/* The token is one that the engine made: it knew it. */
static void
go_back(struct site *site, struct exchange *exchange,
    const struct page_job_description_place *place)
{
	cleanup_(memory_free_ptr) char *target =
	    memory_printf("/p/%s/journeys/%lld/job-description", place->token,
		(long long)place->journey_id);

	exchange_redirect(exchange, target);
	site_note_change(site);
}

static void
save(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct page_job_description_place place = {0};
	struct page_job_description_form form = {0};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK)
		status = read_place(exchange, &place, &err);
	if (status == OB_OK) {
		form.csrf = exchange_form(exchange, "csrf");
		form.text = exchange_form(exchange, "text");
		form.challenges = exchange_form(exchange, "challenges");
		form.advertisement_url =
		    exchange_form(exchange, "advertisement_url");
		form.role_url = exchange_form(exchange, "role_url");
		form.version = exchange_form(exchange, "version");
		status = page_job_description_save(
		    site->options.engine, &place, &form, &view, &err);
	}
	if (status == OB_OK)
		go_back(site, exchange, &place);
	else if (view != NULL)
		page_answer_give(site, exchange,
		    &(struct page_answer){OB_OK, exchange_status_of(status),
			PAGE_TEMPLATE_JOB_DESCRIPTION_EDIT, view},
		    &err);
	else
		page_answer_refuse(site, exchange, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/l/{token}/job-description", RIGHT_PUBLIC, show, 0},
    {HTTP_GET, "/p/{token}/journeys/{id}/job-description", RIGHT_PUBLIC, edit,
	0},
    {HTTP_POST, "/p/{token}/journeys/{id}/job-description", RIGHT_PUBLIC, save,
	FORM_MAX},
};

void
page_job_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
