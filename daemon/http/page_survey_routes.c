/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/pages/page_survey.h"
#include "http/exchange.h"
#include "http/form.h"
#include "http/page_answer.h"
#include "http/site_private.h"

/* A survey that somebody answers by a personal link. */

/* Own words in a number of questions, each byte as %XX. */
#define FORM_MAX ((size_t)256 << 10)

#define ANSWER "q." /* of a field's name, before the question's id */

#define THANKS "thanks" /* in the query: right after the form was sent */

static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const char *token = exchange_parameter(exchange, "token");
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    exchange_query(exchange, THANKS) != NULL
		? page_survey_thanks(site->options.engine, token, &view, &err)
		: page_survey_view(site->options.engine, token, &view, &err);

	page_answer_give(site, exchange,
	    &(struct page_answer){status, 200, PAGE_TEMPLATE_SURVEY, view},
	    &err);
}

/* The form's fields that are answers; there are few enough of all. */
static size_t
read_answers(const struct exchange *exchange,
    struct survey_value values[FORM_FIELDS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < exchange_form_count(exchange); i++) {
		const char *name = exchange_form_name(exchange, i);

		if (strncmp(name, ANSWER, strlen(ANSWER)) == 0)
			values[count++] =
			    (struct survey_value){name + strlen(ANSWER),
				exchange_form_value(exchange, i)};
	}
	return count;
}

/* The token is one that the engine made: it knew it. */
static void
go_on(struct site *site, struct exchange *exchange)
{
	cleanup_(memory_free_ptr) char *target = memory_printf(
	    "/s/%s?" THANKS "=1", exchange_parameter(exchange, "token"));

	exchange_redirect(exchange, target);
	site_note_change(site);
}

static void
submit(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct survey_value values[FORM_FIELDS_MAX];
	struct page_survey_form form = {.values = values};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = exchange_read_form(exchange, &err);

	if (status == OB_OK) {
		form.csrf = exchange_form(exchange, "csrf");
		form.count = read_answers(exchange, values);
		status = page_survey_submit(site->options.engine,
		    exchange_parameter(exchange, "token"), &form, &view, &err);
	}
	if (status == OB_OK)
		go_on(site, exchange);
	else if (view != NULL)
		page_answer_give(site, exchange,
		    &(struct page_answer){OB_OK, exchange_status_of(status),
			PAGE_TEMPLATE_SURVEY, view},
		    &err);
	else
		page_answer_refuse(site, exchange, &err);
}

static const struct route routes[] = {
    {HTTP_GET, "/s/{token}", RIGHT_PUBLIC, show, 0},
    {HTTP_POST, "/s/{token}", RIGHT_PUBLIC, submit, FORM_MAX},
};

void
page_survey_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
