/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/hr/hr_board.h"
#include "engine/hr/hr_leader.h"
#include "engine/hr/hr_lists.h"
#include "engine/hr/hr_needs.h"
#include "engine/hr/hr_overdue.h"
#include "engine/hr/hr_saved.h"
#include "engine/hr/hr_search.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/hr_csv.h"
#include "http/hr_form.h"
#include "http/hr_site.h"
#include "http/hr_verbs.h"
#include "http/site_private.h"
#include "model/account.h"

/* The pages of those who see to all journeys, and the forms on them. */

#define FORM_MAX ((size_t)32 * 1024)
#define ENTRY_MAX ((size_t)64 * 1024)	/* of a handbook's entry */
#define REPORT_MAX ((size_t)160 * 1024) /* five texts, escaped */

static int
make_board(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const struct hr_board_filter filter = hr_site_board_filter(reader);
	json_t *saved = NULL;
	int status = hr_saved_list(
	    hr_site_engine(reader), reader->session->person_id, &saved, err);

	if (status == OB_OK)
		status = hr_board_view(hr_site_engine(reader), &reader->scope,
		    &filter, ret_view, err);
	if (status != OB_OK) {
		json_decref(saved);
		return status;
	}
	(void)json_object_set_new(
	    *ret_view, "has_saved", json_boolean(json_array_size(saved) > 0));
	(void)json_object_set_new(*ret_view, "saved", saved);
	return OB_OK;
}

static int
make_figures(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_board_figures(
	    hr_site_engine(reader), &reader->scope, ret_view, err);
}

static int
make_needs(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_needs_view(
	    hr_site_engine(reader), &reader->scope, ret_view, err);
}

static int
make_overdue(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_overdue_view(hr_site_engine(reader), &reader->scope,
	    exchange_query(reader->exchange, "page"), ret_view, err);
}

static int
make_search(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_search_view(hr_site_engine(reader), &reader->scope,
	    exchange_query(reader->exchange, "text"), ret_view, err);
}

/* The leader's name is the title. */
static int
make_leader(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	int64_t id = 0;
	int status = api_id(reader->exchange, "id", &id, err);

	if (status != OB_OK)
		return error_set(err, OB_ENOTFOUND, "there is no such leader");
	status = hr_leader_view(
	    hr_site_engine(reader), &reader->scope, id, ret_view, err);
	if (status == OB_OK)
		(void)json_object_set(*ret_view, "title",
		    json_object_get(
			json_object_get(*ret_view, "leader"), "name"));
	return status;
}

static void
show_figures(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_figures, PAGE_TEMPLATE_HR_FIGURES,
	    "hr_title.figures");
}

/* Who may see figures only gets them at the same place. */
static void
show_board(struct exchange *exchange, void *arg)
{
	if (!account_role_coordinates(exchange_session(exchange)->role))
		show_figures(exchange, arg);
	else
		hr_site_give(arg, exchange, make_board, PAGE_TEMPLATE_HR_BOARD,
		    "hr_title.board");
}

static void
show_needs(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_needs, PAGE_TEMPLATE_HR_NEEDS,
	    "hr_title.needs");
}

static void
show_overdue(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_overdue, PAGE_TEMPLATE_HR_OVERDUE,
	    "hr_title.overdue");
}

static void
show_search(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_search, PAGE_TEMPLATE_HR_SEARCH,
	    "hr_title.search");
}

static void
show_leader(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_leader, PAGE_TEMPLATE_HR_LEADER, NULL);
}

static int
make_list(struct hr_reader *reader, const char *name, bool is_file,
    json_t **ret_view, struct error *err)
{
	const struct hr_list_request request = {.name = name,
	    .page = exchange_query(reader->exchange, "page"),
	    .state = exchange_query(reader->exchange, "state"),
	    .is_file = is_file};

	return hr_lists_view(
	    hr_site_engine(reader), &reader->scope, &request, ret_view, err);
}

/* What can be begun on a list's page. */
static const struct {
	const char *list;
	const char *text; /* its key in the catalogue */
	const char *url;
} actions[] = {
    {"cohorts", "hr_form.add-cohort", "/hr/cohorts/add-cohort"},
    {"days", "hr_form.close-days", "/hr/days/close-days"},
    {"follow-ups", "hr_form.add-follow-up", "/hr/follow-ups/add-follow-up"},
    {"networks", "hr_form.add-network", "/hr/networks/add-network"},
};

static void
add_actions(struct hr_reader *reader, const char *name, json_t *view)
{
	json_t *list = json_array();

	for (size_t i = 0; i < ARRAY_LEN(actions); i++) {
		if (strcmp(actions[i].list, name) == 0)
			(void)json_array_append_new(
			    list, json_pack("{s:s, s:s}", "label",
				      hr_site_text(reader, actions[i].text),
				      "url", actions[i].url));
	}
	(void)json_object_set_new(view, "actions", list);
}

static void
set_words(struct hr_reader *reader, const char *name, json_t *view)
{
	(void)json_object_set_new(view, "title",
	    json_string(hr_site_word(reader, "hr_title.%s", name)));
	(void)json_object_set_new(view, "lead",
	    json_string(hr_site_word(reader, "hr_lead.%s", name)));
	(void)json_object_set_new(view, "empty",
	    json_string(hr_site_word(reader, "hr_empty.%s", name)));
	add_actions(reader, name, view);
}

static int
make_list_page(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const char *name = exchange_parameter(reader->exchange, "list");
	int status = make_list(reader, name, false, ret_view, err);

	if (status == OB_OK)
		set_words(reader, name, *ret_view);
	return status;
}

/* /hr/NAME */
static void
show_list(struct exchange *exchange, void *arg)
{
	hr_site_give(
	    arg, exchange, make_list_page, PAGE_TEMPLATE_HR_LIST, NULL);
}

/* /hr/lists/NAME.csv */
static void
give_csv(struct exchange *exchange, void *arg)
{
	const char *name = exchange_parameter(exchange, "list");
	cleanup_(hr_site_release) struct hr_reader reader = {.site = arg};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;

	if (hr_site_open(arg, exchange, &reader) != OB_OK)
		return;
	if (make_list(&reader, name, true, &view, &err) == OB_OK)
		hr_csv_reply(exchange, view);
	else
		hr_site_fail(&reader, &err);
}

/* The forms of a subject. */
#define PLACE(name, subject, journey, item)                                    \
	HR_FORM_HANDLERS(name,                                                 \
	    hr_verbs_find(subject, exchange_parameter(exchange, "verb")),      \
	    journey, item)

PLACE(journey, HR_VERB_JOURNEY, "id", NULL)
PLACE(activity, HR_VERB_ACTIVITY, "id", "item")
PLACE(call, HR_VERB_CALL, "id", "item")
PLACE(mail, HR_VERB_MAIL, NULL, "item")
PLACE(received, HR_VERB_RECEIVED, NULL, "item")
PLACE(person, HR_VERB_PERSON, NULL, "item")
PLACE(days, HR_VERB_DAYS, NULL, NULL)
PLACE(board_verb, HR_VERB_BOARD, NULL, NULL)
PLACE(filter, HR_VERB_FILTER, NULL, "item")
PLACE(entry, HR_VERB_ENTRY, NULL, NULL)
PLACE(follow_ups, HR_VERB_FOLLOW_UPS, NULL, NULL)
PLACE(follow_up, HR_VERB_FOLLOW_UP, NULL, "item")
PLACE(report, HR_VERB_REPORT, NULL, NULL)

HR_FORM_HANDLERS(new, &hr_verbs_new_leader, NULL, NULL)

static const struct route routes[] = {
    {HTTP_GET, "/hr", RIGHT_FIGURES, show_board, 0},
    {HTTP_GET, "/hr/figures", RIGHT_FIGURES, show_figures, 0},
    {HTTP_GET, "/hr/needs", RIGHT_COORDINATOR, show_needs, 0},
    {HTTP_GET, "/hr/overdue", RIGHT_COORDINATOR, show_overdue, 0},
    {HTTP_GET, "/hr/search", RIGHT_COORDINATOR, show_search, 0},
    {HTTP_GET, "/hr/{list}", RIGHT_COORDINATOR, show_list, 0},
    {HTTP_GET, "/hr/lists/{list}.csv", RIGHT_COORDINATOR, give_csv, 0},
    {HTTP_GET, "/hr/leaders/new", RIGHT_COORDINATOR, show_new, 0},
    {HTTP_POST, "/hr/leaders/new", RIGHT_COORDINATOR, submit_new, FORM_MAX},
    {HTTP_GET, "/hr/leaders/{id}", RIGHT_COORDINATOR, show_leader, 0},
    {HTTP_GET, "/hr/leaders/{id}/{verb}", RIGHT_COORDINATOR, show_journey, 0},
    {HTTP_POST, "/hr/leaders/{id}/{verb}", RIGHT_COORDINATOR, submit_journey,
	FORM_MAX},
    {HTTP_GET, "/hr/leaders/{id}/activities/{item}/{verb}", RIGHT_COORDINATOR,
	show_activity, 0},
    {HTTP_POST, "/hr/leaders/{id}/activities/{item}/{verb}", RIGHT_COORDINATOR,
	submit_activity, FORM_MAX},
    {HTTP_GET, "/hr/leaders/{id}/calls/{item}/{verb}", RIGHT_COORDINATOR,
	show_call, 0},
    {HTTP_POST, "/hr/leaders/{id}/calls/{item}/{verb}", RIGHT_COORDINATOR,
	submit_call, FORM_MAX},
    {HTTP_GET, "/hr/mail/{item}/{verb}", RIGHT_COORDINATOR, show_mail, 0},
    {HTTP_POST, "/hr/mail/{item}/{verb}", RIGHT_COORDINATOR, submit_mail,
	FORM_MAX},
    {HTTP_GET, "/hr/received/{item}/{verb}", RIGHT_COORDINATOR, show_received,
	0},
    {HTTP_POST, "/hr/received/{item}/{verb}", RIGHT_COORDINATOR,
	submit_received, FORM_MAX},
    {HTTP_GET, "/hr/people/{item}/{verb}", RIGHT_COORDINATOR, show_person, 0},
    {HTTP_POST, "/hr/people/{item}/{verb}", RIGHT_COORDINATOR, submit_person,
	FORM_MAX},
    {HTTP_GET, "/hr/days/{verb}", RIGHT_COORDINATOR, show_days, 0},
    {HTTP_POST, "/hr/days/{verb}", RIGHT_COORDINATOR, submit_days, FORM_MAX},
    {HTTP_GET, "/hr/filters/{verb}", RIGHT_COORDINATOR, show_board_verb, 0},
    {HTTP_POST, "/hr/filters/{verb}", RIGHT_COORDINATOR, submit_board_verb,
	FORM_MAX},
    {HTTP_GET, "/hr/filters/{item}/{verb}", RIGHT_COORDINATOR, show_filter, 0},
    {HTTP_POST, "/hr/filters/{item}/{verb}", RIGHT_COORDINATOR, submit_filter,
	FORM_MAX},
    {HTTP_GET, "/hr/follow-ups/{verb}", RIGHT_COORDINATOR, show_follow_ups, 0},
    {HTTP_POST, "/hr/follow-ups/{verb}", RIGHT_COORDINATOR, submit_follow_ups,
	FORM_MAX},
    {HTTP_GET, "/hr/follow-ups/{item}/{verb}", RIGHT_COORDINATOR,
	show_follow_up, 0},
    {HTTP_POST, "/hr/follow-ups/{item}/{verb}", RIGHT_COORDINATOR,
	submit_follow_up, FORM_MAX},
    {HTTP_GET, "/hr/handbook/{function}/{verb}", RIGHT_COORDINATOR, show_entry,
	0},
    {HTTP_POST, "/hr/handbook/{function}/{verb}", RIGHT_COORDINATOR,
	submit_entry, ENTRY_MAX},
    {HTTP_GET, "/hr/reports/{period}/{verb}", RIGHT_COORDINATOR, show_report,
	0},
    {HTTP_POST, "/hr/reports/{period}/{verb}", RIGHT_COORDINATOR, submit_report,
	REPORT_MAX},
};

void
hr_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
