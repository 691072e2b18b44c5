/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/hr_site.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "http/api.h"
#include "http/exchange.h"
#include "http/page_message.h"
#include "http/page_reply.h"
#include "http/site_private.h"
#include "model/account.h"
#include "text/catalogue.h"

#define SIGN_OUT "/sign-out"

struct place {
	const char *text; /* its key in the catalogue */
	const char *url;
	bool is_for_directors;
	bool is_seldom; /* stands below "more" */
	bool is_of_all_areas;
};

static const struct place places[] = {
    {"hr_place.board", "/hr", true, false, false},
    {"hr_place.needs", "/hr/needs", false, false, false},
    {"hr_place.overdue", "/hr/overdue", false, false, false},
    {"hr_place.search", "/hr/search", false, false, false},
    {"hr_place.new", "/hr/leaders/new", false, false, false},
    {"hr_place.figures", "/hr/figures", true, true, false},
    {"hr_place.measures", "/hr/measures", true, true, false},
    {"hr_place.bottlenecks", "/hr/bottlenecks", true, true, false},
    {"hr_place.reports", "/hr/reports", true, true, true},
    {"hr_place.people", "/hr/people", false, true, false},
    {"hr_place.mentors", "/hr/mentors", false, true, false},
    {"hr_place.networks", "/hr/networks", false, true, false},
    {"hr_place.cohorts", "/hr/cohorts", false, true, false},
    {"hr_place.mail", "/hr/mail", false, true, false},
    {"hr_place.programmes", "/hr/programmes", true, true, false},
    {"hr_place.surveys", "/hr/surveys", false, true, false},
    {"hr_place.days", "/hr/days", false, true, false},
    {"hr_place.handbook", "/hr/handbook", false, true, false},
    {"hr_place.exit-reasons", "/hr/exit-reasons", false, true, true},
    {"hr_place.follow-ups", "/hr/follow-ups", false, true, true},
    {"hr_place.potential-bank", "/hr/potential-bank", false, true, true},
    {"hr_place.audit", "/hr/audit", false, true, true},
    {"page.sessions_link", "/account", true, true, false},
};

/* A director's figures of now are at the board's place. */
static bool
is_offered(const struct hr_reader *reader, const struct place *place)
{
	if (account_role_coordinates(reader->session->role))
		return !place->is_of_all_areas || reader->scope.area[0] == '\0';
	return place->is_for_directors;
}

int
hr_site_open(
    struct site *site, struct exchange *exchange, struct hr_reader *ret_reader)
{
	struct hr_reader reader = {.site = site,
	    .exchange = exchange,
	    .session = exchange_session(exchange)};
	struct error err = ERROR_INIT;
	int status;

	reader.scope.area = reader.session->area;
	reader.scope.person_id = reader.session->person_id;
	reader.scope.is_director =
	    !account_role_coordinates(reader.session->role);
	reader.scope.language = engine_settings(site->options.engine)->language;
	status =
	    hr_scope_reader(site->options.engine, reader.session->person_id,
		&reader.scope.language, &reader.name, &err);
	if (status != OB_OK)
		hr_site_fail(&reader, &err);
	else
		*ret_reader = reader;
	return status;
}

void
hr_site_release(struct hr_reader *reader)
{
	free(reader->name);
	reader->name = NULL;
}

struct engine *
hr_site_engine(const struct hr_reader *reader)
{
	return reader->site->options.engine;
}

int
hr_site_read_id(struct exchange *exchange, const char *name, int64_t *ret_id,
    struct error *err)
{
	if (api_id(exchange, name, ret_id, err) == OB_OK)
		return OB_OK;
	return error_set(err, OB_ENOTFOUND, "there is nothing of that number");
}

const char *
hr_site_text(const struct hr_reader *reader, const char *key)
{
	return catalogue_get(
	    engine_catalogue(hr_site_engine(reader), reader->scope.language),
	    key);
}

const char *
hr_site_word(
    const struct hr_reader *reader, const char *pattern, const char *name)
{
	const struct catalogue *catalogue =
	    engine_catalogue(hr_site_engine(reader), reader->scope.language);
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    "%.*s%s", (int)(strlen(pattern) - strlen("%s")), pattern, name);
	char *colon = strchr(key, ':'); /* of "function:it" */

	if (colon != NULL)
		*colon = '.';
	return catalogue_has(catalogue, key) ? catalogue_get(catalogue, key)
					     : name;
}

struct hr_board_filter
hr_site_board_filter(const struct hr_reader *reader)
{
	const struct exchange *exchange = reader->exchange;

	return (struct hr_board_filter){
	    .area = exchange_query(exchange, "area"),
	    .state = exchange_query(exchange, "state"),
	    .kind = exchange_query(exchange, "kind"),
	    .phase = exchange_query(exchange, "phase"),
	    .flag = exchange_query(exchange, "flag"),
	    .manager = exchange_query(exchange, "manager"),
	    .text = exchange_query(exchange, "text"),
	    .page = exchange_query(exchange, "page")};
}

/* Those who are offered few places see them all at once. */
static bool
is_below_more(const struct hr_reader *reader, const struct place *place)
{
	return place->is_seldom &&
	       account_role_coordinates(reader->session->role);
}

/* The places that stand below "more", or the others. */
static json_t *
navigation(const struct hr_reader *reader, bool is_more, bool *ret_is_there)
{
	const char *path = exchange_path(reader->exchange);
	json_t *list = json_array();

	*ret_is_there = false;
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		bool is_current = strcmp(path, places[i].url) == 0;

		if (!is_offered(reader, &places[i]) ||
		    is_below_more(reader, &places[i]) != is_more)
			continue;
		*ret_is_there = *ret_is_there || is_current;
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:b}", "label",
			      hr_site_text(reader, places[i].text), "url",
			      places[i].url, "is_current", (int)is_current));
	}
	return list;
}

static void
add_navigation(const struct hr_reader *reader, json_t *view)
{
	bool is_there = false;
	json_t *list = navigation(reader, false, &is_there);
	json_t *more = navigation(reader, true, &is_there);

	(void)json_object_set_new(view, "navigation", list);
	(void)json_object_set_new(view, "has_navigation", json_true());
	(void)json_object_set_new(view, "has_navigation_more",
	    json_boolean(json_array_size(more) > 0));
	(void)json_object_set_new(
	    view, "is_navigation_more", json_boolean(is_there));
	(void)json_object_set_new(view, "navigation_more", more);
}

static void
set(json_t *view, const char *name, const char *text)
{
	(void)json_object_set_new(view, name, json_string(text));
}

void
hr_site_show(struct hr_reader *reader, enum page_template page, int http_status,
    const char *title, json_t *view)
{
	struct error err = ERROR_INIT;

	set(view, "title", title);
	set(view, "language", language_code(reader->scope.language));
	set(view, "csrf", reader->session->csrf);
	set(view, "person_name", reader->name);
	set(view, "sign_out_url", SIGN_OUT);
	add_navigation(reader, view);
	if (page_reply(reader->site, reader->exchange, page, http_status, view,
		&err) != OB_OK)
		hr_site_fail(reader, &err);
}

void
hr_site_give(struct site *site, struct exchange *exchange,
    hr_site_view_fn *make, enum page_template page, const char *title)
{
	cleanup_(hr_site_release) struct hr_reader reader = {.site = site};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;

	if (hr_site_open(site, exchange, &reader) != OB_OK)
		return;
	if (make(&reader, &view, &err) == OB_OK)
		hr_site_show(&reader, page, 200,
		    title == NULL
			? json_string_value(json_object_get(view, "title"))
			: hr_site_text(&reader, title),
		    view);
	else
		hr_site_fail(&reader, &err);
}

void
hr_site_fail(struct hr_reader *reader, const struct error *err)
{
	struct page_message message = page_message_of(reader->site, err);

	message.language = reader->scope.language;
	message.back_url = "/hr";
	if (message.status == 403)
		message.name = "all_areas";
	page_message_fail(reader->site, reader->exchange, err, &message);
}

void
hr_site_done(struct hr_reader *reader, const char *path)
{
	exchange_redirect(reader->exchange, path);
	site_note_change(reader->site);
}
