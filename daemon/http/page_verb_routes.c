/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/pages/page_briefing.h"
#include "engine/pages/page_forms.h"
#include "engine/pages/page_function.h"
#include "engine/pages/page_sheet.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/page_answer.h"
#include "http/page_templates.h"
#include "http/site_private.h"

/* The forms of personal pages that come back when they are refused. */

#define FORM_MAX ((size_t)16 * 1024)  /* of a text that is far too long, too */
#define ENTRY_MAX ((size_t)64 * 1024) /* of a handbook's entry */

/* Where an activity is shown, to come back there. */
static const struct {
	const char *folder;
	const char *tail; /* before the activity's number */
	enum page_template template;
} kinds[] = {
    [PAGE_LEADER] = {"l", "/activities/", PAGE_TEMPLATE_LEADER_ACTIVITY},
    [PAGE_PERSON] = {"p", "#a", PAGE_TEMPLATE_PERSON},
};

/* What the person can mend on the page itself. */
static bool
is_refusal(int status)
{
	return status == OB_EINVALID || status == OB_ECONFLICT ||
	       status == OB_ELIMIT;
}

static void
go_back(struct site *site, struct exchange *exchange, const char *target)
{
	exchange_redirect(exchange, target);
	site_note_change(site);
}

static int
read_form(struct exchange *exchange, struct page_form *form, char **ret_topics,
    char **ret_outcomes, struct error *err)
{
	int status = OB_OK;

	if (!page_forms_parse_verb(
		exchange_parameter(exchange, "verb"), &form->verb))
		return error_set(err, OB_ENOTFOUND, "there is no such page");
	status = exchange_read_form(exchange, err);
	if (status == OB_OK)
		status = api_id(exchange, "id", &form->activity_id, err);
	if (status != OB_OK)
		return status;
	form->token = exchange_parameter(exchange, "token");
	form->csrf = exchange_form(exchange, "csrf");
	form->text = exchange_form(exchange, "text");
	form->day = exchange_form(exchange, "day");
	form->time = exchange_form(exchange, "time");
	form->answer = exchange_form(exchange, "answer");
	form->sequence = exchange_form(exchange, "sequence");
	form->held_on = exchange_form(exchange, "held_on");
	form->minutes = exchange_form(exchange, "minutes");
	form->undisturbed = exchange_form(exchange, "undisturbed");
	*ret_topics = exchange_form_all(exchange, "topic-");
	form->topics = *ret_topics;
	*ret_outcomes = exchange_form_all(exchange, "outcome-");
	form->outcomes = *ret_outcomes;
	return OB_OK;
}

static void
act(struct site *site, struct exchange *exchange, enum page_kind kind)
{
	struct page_form form = {.kind = kind};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int http_status;
	bool is_read;
	cleanup_(memory_free_ptr) char *topics = NULL;
	cleanup_(memory_free_ptr) char *outcomes = NULL;
	int status = read_form(exchange, &form, &topics, &outcomes, &err);
	cleanup_(memory_free_ptr) char *target = memory_printf("/%s/%s%s%s",
	    kinds[kind].folder, exchange_parameter(exchange, "token"),
	    kinds[kind].tail, exchange_parameter(exchange, "id"));

	is_read = status == OB_OK;
	if (is_read)
		status = page_forms_act(site->options.engine, &form, &err);
	if (status == OB_OK) {
		go_back(site, exchange, target);
		return;
	}
	http_status = exchange_status_of(status);
	if (is_read && is_refusal(status))
		status =
		    page_forms_view(site->options.engine, &form, &view, &err);
	page_answer_give(site, exchange,
	    &(struct page_answer){
		status, http_status, kinds[kind].template, view},
	    &err);
}

static void
act_leader(struct exchange *exchange, void *arg)
{
	act(arg, exchange, PAGE_LEADER);
}

static void
act_person(struct exchange *exchange, void *arg)
{
	act(arg, exchange, PAGE_PERSON);
}

static void
show_sheet(struct site *site, struct exchange *exchange, enum page_kind kind)
{
	struct page_form form = {
	    .kind = kind, .token = exchange_parameter(exchange, "token")};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &form.activity_id, &err);

	if (status == OB_OK)
		status =
		    page_sheet_view(site->options.engine, &form, &view, &err);
	page_answer_give(site, exchange,
	    &(struct page_answer){status, 200, PAGE_TEMPLATE_TALK_SHEET, view},
	    &err);
}

static void
show_sheet_leader(struct exchange *exchange, void *arg)
{
	show_sheet(arg, exchange, PAGE_LEADER);
}

static void
show_sheet_person(struct exchange *exchange, void *arg)
{
	show_sheet(arg, exchange, PAGE_PERSON);
}

static void
show_briefing(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	json_auto_t *view = NULL;
	int64_t id = 0;
	struct error err = ERROR_INIT;
	int status = api_id(exchange, "id", &id, &err);

	if (status == OB_OK)
		status = page_briefing_view(site->options.engine,
		    exchange_parameter(exchange, "token"), id, &view, &err);
	page_answer_give(site, exchange,
	    &(struct page_answer){status, 200, PAGE_TEMPLATE_BRIEFING, view},
	    &err);
}

static void
care(struct site *site, struct exchange *exchange,
    const struct handbook_correction *correction)
{
	const struct page_function_form form = {
	    .token = exchange_parameter(exchange, "token"),
	    .function = exchange_parameter(exchange, "function"),
	    .csrf = exchange_form(exchange, "csrf"),
	    .shown = exchange_form(exchange, "shown"),
	    .correction = correction,
	};
	cleanup_(memory_free_ptr) char *target =
	    memory_printf("/p/%s#handbook", form.token);
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	struct error refused;
	int status = page_function_act(site->options.engine, &form, &err);

	refused = err;
	if (status == OB_OK)
		go_back(site, exchange, target);
	else if (is_refusal(status) &&
		 page_function_view(site->options.engine, &form, &refused,
		     &view, &err) == OB_OK)
		page_answer_give(site, exchange,
		    &(struct page_answer){OB_OK, exchange_status_of(status),
			PAGE_TEMPLATE_PERSON, view},
		    &err);
	else
		page_answer_refuse(site, exchange, &err);
}

static void
confirm(struct exchange *exchange, void *arg)
{
	struct error err = ERROR_INIT;

	if (exchange_read_form(exchange, &err) == OB_OK)
		care(arg, exchange, NULL);
	else
		page_answer_refuse(arg, exchange, &err);
}

static void
correct(struct exchange *exchange, void *arg)
{
	struct handbook_correction correction;
	struct error err = ERROR_INIT;

	if (exchange_read_form(exchange, &err) != OB_OK) {
		page_answer_refuse(arg, exchange, &err);
		return;
	}
	correction = (struct handbook_correction){
	    .contact_name = exchange_form(exchange, "contact_name"),
	    .contact_email = exchange_form(exchange, "contact_email"),
	    .deputy_name = exchange_form(exchange, "deputy_name"),
	    .deputy_email = exchange_form(exchange, "deputy_email"),
	    .phone = exchange_form(exchange, "phone"),
	    .mail = exchange_form(exchange, "mail"),
	    .helps_da = exchange_form(exchange, "helps_da"),
	    .helps_en = exchange_form(exchange, "helps_en"),
	};
	care(arg, exchange, &correction);
}

static const struct route routes[] = {
    {HTTP_POST, "/l/{token}/activities/{id}/{verb}", RIGHT_PUBLIC, act_leader,
	FORM_MAX},
    {HTTP_POST, "/p/{token}/activities/{id}/{verb}", RIGHT_PUBLIC, act_person,
	FORM_MAX},
    {HTTP_GET, "/l/{token}/activities/{id}/sheet", RIGHT_PUBLIC,
	show_sheet_leader, 0},
    {HTTP_GET, "/p/{token}/activities/{id}/sheet", RIGHT_PUBLIC,
	show_sheet_person, 0},
    {HTTP_GET, "/p/{token}/journeys/{id}", RIGHT_PUBLIC, show_briefing, 0},
    {HTTP_POST, "/p/{token}/handbook/{function}/confirm", RIGHT_PUBLIC, confirm,
	FORM_MAX},
    {HTTP_POST, "/p/{token}/handbook/{function}/correct", RIGHT_PUBLIC, correct,
	ENTRY_MAX},
};

void
page_verb_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
