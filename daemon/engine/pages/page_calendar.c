/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_calendar.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/feeds/feeds.h"
#include "engine/pages/page_journeys.h"
#include "engine/people/people.h"
#include "model/feed_agent.h"
#include "store/feed_store.h"
#include "store/network_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"
#include "text/qr_code.h"

#define GOOGLE "https://calendar.google.com/calendar/r?cid="
#define OUTLOOK "https://outlook.office.com/calendar/0/addfromweb?url="

/* A page that is being put together. */
struct making {
	struct engine *engine;
	const struct page *page;
	const char *token;
	const struct catalogue *catalogue;
	struct person person;
	json_t *feeds;
};

static void
making_release(struct making *making)
{
	person_store_release(&making->person);
	json_decref(making->feeds);
}

static bool
is_leaders(const struct page *page)
{
	return page->journey_id != 0;
}

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

/* As a part of a URL's query. */
static void
add_escaped(struct strbuf *out, const char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~";

	for (; *text != '\0'; text++) {
		if (strchr(plain, *text) != NULL)
			strbuf_add_char(out, *text);
		else
			strbuf_add_format(out, "%%%02X", (unsigned char)*text);
	}
}

static void
set_link(json_t *view, const char *name, const char *before, const char *url)
{
	cleanup_(strbuf_release) struct strbuf link = STRBUF_INIT;

	strbuf_add_str(&link, before);
	add_escaped(&link, url);
	set(view, name, json_string(link.buf));
}

/*
 * webcal: has the telephone or the computer open its calendar program, where
 * an https link would fetch the file once; so it is also what the code says.
 */
static int
add_ways(json_t *view, const char *url, struct error *err)
{
	const char *rest = strstr(url, "://");
	cleanup_(memory_free_ptr) char *webcal =
	    memory_printf("webcal%s", rest == NULL ? "" : rest);
	cleanup_(memory_free_ptr) char *tasks =
	    memory_printf("%s?tasks=1", url);
	cleanup_(strbuf_release) struct strbuf path = STRBUF_INIT;
	int size = 0;
	int status = qr_code_add_path(&path, webcal, &size, err);

	if (status != OB_OK)
		return status;
	set(view, "url", json_string(url));
	set(view, "tasks_url", json_string(tasks));
	set(view, "webcal_url", json_string(webcal));
	set_link(view, "google_url", GOOGLE, webcal);
	set_link(view, "outlook_url", OUTLOOK, url);
	set(view, "qr_path", json_string(path.buf));
	set(view, "qr_size", json_integer(size));
	return OB_OK;
}

/* "Google hentede kalenderen torsdag den 1. oktober kl. 8.00", or "". */
static int
add_fetched(const struct making *making, const struct feed *feed, json_t *view,
    struct error *err)
{
	const struct zone *zone = core_zone(making->engine, &making->person);
	enum feed_agent agent = feed_agent_find(feed->last_agent);
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("page.calendar_agent.%s", feed_agent_name(agent));
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *when = NULL;
	struct local_time local;
	json_t *values;
	int status = OB_OK;

	if (feed->last_fetched_at != INSTANT_NONE) {
		local = zone_to_local(zone, feed->last_fetched_at);
		when = phrases_moment(catalogue_language(making->catalogue),
		    local.date, local.second / 60);
		values = json_pack("{s:s, s:s}", "program",
		    catalogue_get(making->catalogue, key), "when", when);
		status = catalogue_format(making->catalogue,
		    "page.calendar_fetched", values, &text, err);
		json_decref(values);
	}
	if (status == OB_OK)
		set(view, "fetched", json_string(text.buf));
	return status;
}

static const int alarm_choices[] = {-1, 5, 15, 30, 60};

static int
add_choice(const struct making *making, int minutes, bool is_chosen,
    json_t *choices, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf label = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *value =
	    minutes < 0 ? memory_strdup("off") : memory_printf("%d", minutes);
	json_t *values = json_pack("{s:i}", "minutes", minutes);
	int status = catalogue_format(making->catalogue,
	    minutes < 0 ? "page.calendar_alarm_off" : "page.calendar_alarm",
	    values, &label, err);

	json_decref(values);
	if (status == OB_OK)
		(void)json_array_append_new(choices,
		    json_pack("{s:s, s:s, s:b}", "value", value, "label",
			label.buf, "is_chosen", (int)is_chosen));
	return status;
}

/* Also what HR has set that is none of ours. */
static int
add_choices(const struct making *making, const struct feed *feed, json_t *view,
    struct error *err)
{
	json_t *choices = json_array();
	bool has_chosen = false;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(alarm_choices);
	     i++) {
		bool is_chosen = alarm_choices[i] == feed->alarm_minutes;

		has_chosen = has_chosen || is_chosen;
		status = add_choice(
		    making, alarm_choices[i], is_chosen, choices, err);
	}
	if (status == OB_OK && !has_chosen)
		status =
		    add_choice(making, feed->alarm_minutes, true, choices, err);
	set(view, "alarms", choices);
	return status;
}

static void
add_forms(const struct making *making, const struct feed *feed, json_t *view)
{
	static const char *const verbs[] = {"rotate", "revoke", "alarms"};

	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		cleanup_(memory_free_ptr) char *name =
		    memory_printf("%s_url", verbs[i]);
		cleanup_(memory_free_ptr) char *url =
		    memory_printf("/%s/%s/calendar/%" PRId64 "/%s",
			is_leaders(making->page) ? "l" : "p", making->token,
			feed->id, verbs[i]);

		set(view, name, json_string(url));
	}
}

static int
add_feed(struct making *making, const struct feed *feed, struct error *err)
{
	cleanup_(memory_free_ptr) char *url =
	    feeds_address(making->engine, feed);
	const char *purpose =
	    feed->network_id == 0 ? feed->purpose : "one_network";
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("page.calendar_of.%s", purpose);
	cleanup_(memory_free_ptr) char *about =
	    memory_printf("page.calendar_about.%s", purpose);
	json_t *view =
	    json_pack("{s:I, s:s, s:s, s:b}", "id", (json_int_t)feed->id,
		"heading", catalogue_get(making->catalogue, title), "about",
		catalogue_get(making->catalogue, about), "is_open",
		(int)(feed->revoked_at == INSTANT_NONE));
	int status = add_ways(view, url, err);

	if (status == OB_OK)
		status = add_fetched(making, feed, view, err);
	if (status == OB_OK)
		status = add_choices(making, feed, view, err);
	add_forms(making, feed, view);
	(void)json_array_append_new(making->feeds, view);
	return status;
}

/* How meetings come to the person, and how they could. */
static json_t *
channels_of(const struct making *making)
{
	static const char *const channels[] = {"invitation", "feed"};
	const char *chosen = making->person.channel;
	json_t *choices = json_array();

	if (chosen[0] == '\0')
		chosen = making->engine->settings->invitations.channel ==
				 CHANNEL_INVITATION
			     ? channels[0]
			     : channels[1];
	for (size_t i = 0; i < ARRAY_LEN(channels); i++) {
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("page.calendar_by.%s", channels[i]);

		(void)json_array_append_new(choices,
		    json_pack("{s:s, s:s, s:b}", "value", channels[i], "label",
			catalogue_get(making->catalogue, key), "is_chosen",
			(int)(strcmp(channels[i], chosen) == 0)));
	}
	return choices;
}

static bool
is_shown(const struct page *page, const struct feed *feed)
{
	return feed->person_id == page->person_id &&
	       (feed->network_id != 0 || feed->journey_id == page->journey_id);
}

/* That of a network goes with the person's part in it. */
static int
find_network(const struct making *making, int64_t network_id, bool *ret_is,
    struct error *err)
{
	struct network *networks = NULL;
	size_t count = 0;
	int status = network_store_list_of(making->engine->store,
	    making->page->person_id, core_today(making->engine), &networks,
	    &count, err);

	*ret_is = false;
	for (size_t i = 0; i < count; i++)
		*ret_is = *ret_is || networks[i].id == network_id;
	network_store_free(networks, count);
	return status;
}

static int
add_feeds(struct making *making, struct error *err)
{
	const struct feed_filter filter = {making->page->person_id, NULL};
	struct feed *feeds = NULL;
	size_t count = 0;
	int status = feed_store_list(
	    making->engine->store, &filter, &feeds, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		bool is_known = is_shown(making->page, &feeds[i]);

		if (is_known && feeds[i].network_id != 0)
			status = find_network(
			    making, feeds[i].network_id, &is_known, err);
		if (status == OB_OK && is_known)
			status = add_feed(making, &feeds[i], err);
	}
	feed_store_free(feeds, count);
	return status;
}

static json_t *
make_view(struct making *making)
{
	const struct page *page = making->page;
	cleanup_(memory_free_ptr) char *first_name =
	    people_first_name(&making->person);
	cleanup_(memory_free_ptr) char *back = memory_printf(
	    "/%s/%s", is_leaders(page) ? "l" : "p", making->token);
	cleanup_(memory_free_ptr) char *channel =
	    memory_printf("%s/calendar/channel", back);

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:O, s:o, s:s}", "language",
	    language_code(catalogue_language(making->catalogue)),
	    "municipality", making->engine->settings->municipality.name,
	    "title", catalogue_get(making->catalogue, "page.calendar_title"),
	    "first_name", first_name, "back_url", back, "feeds", making->feeds,
	    "channels", channels_of(making), "channel_url", channel);
}

int
page_calendar_view(struct engine *engine, const struct page *page,
    const char *token, json_t **ret_view, bool *ret_ended, struct error *err)
{
	cleanup_(making_release) struct making making = {
	    .engine = engine,
	    .page = page,
	    .token = token,
	    .feeds = json_array(),
	};
	int status = feeds_flush(engine, err);

	if (status == OB_OK)
		status = page_journeys_of_page_have_ended(
		    engine, page, ret_ended, err);
	if (status == OB_OK)
		status = person_store_find(
		    engine->store, page->person_id, &making.person, err);
	if (status != OB_OK)
		return status;
	making.catalogue =
	    engine->catalogues[core_language(engine, making.person.language)];
	status = add_feeds(&making, err);
	if (status == OB_OK)
		*ret_view = make_view(&making);
	return status;
}

int
page_calendar_check(struct engine *engine, const struct page *page,
    int64_t feed_id, struct error *err)
{
	cleanup_(feed_store_release) struct feed feed = {0};
	int status = feed_store_find(engine->store, feed_id, &feed, err);

	if (status == OB_OK && is_shown(page, &feed))
		return OB_OK;
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	return error_set(err, OB_ENOTFOUND, "there is no such calendar");
}
