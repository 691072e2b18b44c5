/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_handbook.h"

#include <string.h>

#include "base/folded.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "engine/programmes/handbook_care.h"
#include "model/handbook.h"
#include "store/handbook_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"
#include "text/markdown.h"

/* Texts of the handbook begin at level 2, which an entry's heading is. */
#define HEADING_SHIFT 1

/* The entries that were looked through, and those that fit. */
struct search {
	const struct page_reader *reader;
	const struct page_handbook_query *query;
	struct handbook *handbook;
	struct handbook_confirmations known;
	bool has_places; /* any entry is local */
	char *wanted;	 /* folded */
	json_t *list;
	size_t all;
};

static void
search_release(struct search *search)
{
	memory_free_ptr(&search->wanted);
	handbook_free_ptr(&search->handbook);
	handbook_store_release(&search->known);
	json_decref(search->list);
}

static void
add_words(struct strbuf *out, const char *text)
{
	strbuf_add_str(out, text);
	strbuf_add_char(out, ' ');
}

/* All that an entry is found by, folded; owned. */
static char *
words_of(const struct engine *engine, const struct handbook_entry *entry,
    bool has_names)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("handbook.words.%s", entry->function);
	cleanup_(strbuf_release) struct strbuf words = STRBUF_INIT;

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		const struct catalogue *catalogue = engine->catalogues[i];

		add_words(&words, entry->title.in[i]);
		add_words(&words, entry->helps_with.in[i]);
		if (catalogue_has(catalogue, key))
			add_words(&words, catalogue_get(catalogue, key));
	}
	if (has_names) {
		add_words(&words, entry->contact_name);
		add_words(&words, entry->deputy_name);
	}
	add_words(&words, entry->area);
	add_words(&words, entry->workplace);
	add_words(&words, entry->phone);
	add_words(&words, entry->mail);
	return folded_text(words.buf);
}

/* When somebody said last that the entry is right, if anybody has. */
static void
add_confirmation(const struct search *search, const struct engine *engine,
    const struct handbook_entry *entry, json_t *item)
{
	const struct handbook_confirmation *found =
	    handbook_store_find_confirmation(&search->known, entry->name);
	char text[DATES_TEXT_SIZE] = "";
	struct date day = DATE_NONE;

	if (found != NULL && found->confirmed_at != 0)
		day = zone_to_local(engine->zone, found->confirmed_at).date;
	(void)dates_text_long(search->reader->language, day, text);
	(void)json_object_set_new(item, "confirmed_on", json_string(text));
	(void)json_object_set_new(item, "is_stale",
	    json_boolean(
		!date_is_none(day) && handbook_care_is_stale(engine, day)));
}

/* Whom it is for, once there are others. */
static int
add_place(const struct search *search, const struct handbook_entry *entry,
    json_t *item, struct error *err)
{
	cleanup_(memory_free_ptr) char *place = handbook_place(entry);

	(void)json_object_set_new(item, "for_whom", json_string(""));
	if (!search->has_places)
		return OB_OK;
	return page_reader_say(search->reader, item, "for_whom",
	    place[0] == '\0' ? "page.handbook_for_all"
			     : "page.handbook_for_place",
	    json_pack("{s:s}", "place", place), err);
}

/* Who is responsible where the nearest entry only tells what help there is. */
static const struct handbook_entry *
contact_instead(const struct search *search, const struct handbook_entry *entry)
{
	const struct page_handbook_query *query = search->query;

	if (query->where == NULL || !query->has_names ||
	    handbook_has_contact(entry))
		return NULL;
	return handbook_nearest_contact(
	    search->handbook, entry->function, query->where);
}

static const char *
contact_name(const struct search *search, const struct handbook_entry *entry)
{
	return entry->contact_name[0] == '\0'
		   ? entry->title.in[search->reader->language]
		   : entry->contact_name;
}

static void
set_text(json_t *item, const char *name, const char *text)
{
	(void)json_object_set_new(item, name, json_string(text));
}

/*
 * How to reach whoever is responsible.  Where that is somebody else's, the
 * numbers of the place stand by themselves, and all say whose they are.
 */
static void
add_numbers(const struct search *search, const struct handbook_entry *entry,
    json_t *item)
{
	const struct handbook_entry *other = contact_instead(search, entry);
	const struct handbook_entry *reached = other == NULL ? entry : other;
	cleanup_(memory_free_ptr) char *place = handbook_place(entry);

	set_text(item, "phone", reached->phone);
	set_text(item, "mail", reached->mail);
	set_text(
	    item, "whose", other == NULL ? "" : contact_name(search, other));
	set_text(item, "place", place);
	set_text(item, "place_phone", other == NULL ? "" : entry->phone);
	set_text(item, "place_mail", other == NULL ? "" : entry->mail);
}

static int
add_contact_instead(const struct search *search,
    const struct handbook_entry *entry, json_t *item, struct error *err)
{
	const struct handbook_entry *other = contact_instead(search, entry);
	cleanup_(memory_free_ptr) char *place = NULL;

	(void)json_object_set_new(item, "contact_instead", json_string(""));
	if (other == NULL)
		return OB_OK;
	place = handbook_place(other);
	return page_reader_say(search->reader, item, "contact_instead",
	    place[0] == '\0' ? "page.handbook_contact_central"
			     : "page.handbook_contact_place",
	    json_pack("{s:s, s:s}", "name", contact_name(search, other),
		"place", place),
	    err);
}

static int
add_entry(const struct search *search, const struct engine *engine,
    const struct handbook_entry *entry, struct error *err)
{
	enum language language = search->reader->language;
	bool has_names = search->query->has_names;
	const char *text = entry->helps_with.in[language];
	cleanup_(memory_free_ptr) char *title = handbook_title(entry, language);
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	json_auto_t *item = NULL;
	int status =
	    markdown_to_html(text, strlen(text), HEADING_SHIFT, &html, err);

	if (status != OB_OK)
		return status;
	item = json_pack("{s:s, s:s, s:s, s:s, s:s}", "name", entry->name,
	    "title", title, "contact_name",
	    has_names ? entry->contact_name : "", "deputy_name",
	    has_names ? entry->deputy_name : "", "helps_html", html.buf);
	add_numbers(search, entry, item);
	add_confirmation(search, engine, entry, item);
	status = add_place(search, entry, item, err);
	if (status == OB_OK)
		status = add_contact_instead(search, entry, item, err);
	if (status == OB_OK)
		(void)json_array_append(search->list, item);
	return status;
}

static int
look_at(struct search *search, const struct engine *engine,
    const struct handbook_entry *entry, struct error *err)
{
	cleanup_(memory_free_ptr) char *words =
	    words_of(engine, entry, search->query->has_names);
	const struct page_handbook_query *query = search->query;

	search->all++;
	if (query->name != NULL && strcmp(entry->name, query->name) != 0)
		return OB_OK;
	if (!folded_has(words, search->wanted))
		return OB_OK;
	return add_entry(search, engine, entry, err);
}

/* The central entry comes first. */
static int
look_at_function(struct search *search, const struct engine *engine,
    const char *function, struct error *err)
{
	const struct handbook *handbook = search->handbook;
	const struct programme_scope *where = search->query->where;
	const struct handbook_entry *nearest;
	int status = OB_OK;

	if (where != NULL) {
		nearest = handbook_nearest(handbook, function, where);
		return nearest == NULL ? OB_OK
				       : look_at(search, engine, nearest, err);
	}
	for (size_t i = 0; status == OB_OK && i < handbook->count; i++) {
		const struct handbook_entry *entry = &handbook->entries[i];

		if (strcmp(entry->function, function) == 0)
			status = look_at(search, engine, entry, err);
	}
	return status;
}

static int
load(struct search *search, struct engine *engine, struct error *err)
{
	int status = handbook_store_load(engine->store, &search->handbook, err);

	if (status == OB_OK)
		status = handbook_store_confirmations(
		    engine->store, &search->known, err);
	for (size_t i = 0; status == OB_OK && i < search->handbook->count; i++)
		search->has_places |=
		    handbook_is_local(&search->handbook->entries[i]);
	return status;
}

static int
look_through(struct search *search, struct engine *engine, struct error *err)
{
	int status = load(search, engine, err);

	for (size_t i = 0; status == OB_OK && handbook_functions[i] != NULL;
	     i++)
		status = look_at_function(
		    search, engine, handbook_functions[i], err);
	if (status == OB_OK && search->query->name != NULL &&
	    json_array_size(search->list) == 0)
		return error_set(err, OB_ENOTFOUND,
		    "the handbook has no entry '%.60s'", search->query->name);
	return status;
}

static int
check_query(const char *query, struct error *err)
{
	if (utf8_length(query) <= PAGE_HANDBOOK_QUERY_MAX)
		return OB_OK;
	return error_set_field(err, OB_EINVALID, "q",
	    "a search is at most %d characters long", PAGE_HANDBOOK_QUERY_MAX);
}

int
page_handbook_add(struct engine *engine, const struct page_reader *reader,
    const struct page_handbook_query *query, json_t *view, struct error *err)
{
	cleanup_(search_release) struct search search = {
	    .reader = reader, .query = query};
	const char *text = query->text == NULL ? "" : query->text;
	int status = check_query(text, err);

	if (status != OB_OK)
		return status;
	search.wanted = folded_text(text);
	search.list = json_array();
	status = look_through(&search, engine, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set(view, "handbook", search.list);
	(void)json_object_set_new(view, "query", json_string(text));
	(void)json_object_set_new(
	    view, "has_query", json_boolean(search.wanted[0] != '\0'));
	(void)json_object_set_new(
	    view, "has_found", json_boolean(json_array_size(search.list) > 0));
	return page_reader_say(reader, view, "found", "page.handbook_found",
	    json_pack("{s:i, s:i}", "found", (int)json_array_size(search.list),
		"all", (int)search.all),
	    err);
}
