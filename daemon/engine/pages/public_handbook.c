/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/public_handbook.h"

#include <stdbool.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/pages/page_handbook.h"
#include "engine/pages/page_reader.h"
#include "engine/pages/public_courses.h"
#include "engine/pages/public_handbook_places.h"
#include "text/catalogue.h"

static int
read_language(const struct engine *engine, const char *code,
    enum language *ret_language, struct error *err)
{
	if (code == NULL) {
		*ret_language = engine->settings->language;
		return OB_OK;
	}
	if (language_parse(code, ret_language, err) == OB_OK)
		return OB_OK;
	return error_name_field(err, "language");
}

static void
set(json_t *view, const char *name, const char *text)
{
	(void)json_object_set_new(view, name, json_string(text));
}

/* The list's address for the name "".  Owned. */
static char *
address_of(const struct engine *engine, const char *root, const char *name,
    enum language language)
{
	const char *code = language == engine->settings->language
			       ? ""
			       : language_code(language);

	return memory_printf("%s%s%s%s%s", root, name[0] == '\0' ? "" : "/",
	    name, code[0] == '\0' ? "" : "?language=", code);
}

static void
add_entry_addresses(const struct engine *engine, const char *root,
    enum language language, json_t *view)
{
	json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(view, "handbook"), i, entry)
	{
		cleanup_(memory_free_ptr) char *url = address_of(engine, root,
		    json_string_value(json_object_get(entry, "name")),
		    language);

		set(entry, "url", url);
	}
}

/* Of a course's address, where a function's has its name; owned. */
static char *
tail_of(const char *course)
{
	return memory_printf("courses/%s", course);
}

/* Where else to: the whole list, and the same in the other language. */
static void
add_addresses(const struct engine *engine,
    const struct public_handbook_request *request, enum language language,
    json_t *view)
{
	enum language other =
	    language == LANGUAGE_DA ? LANGUAGE_EN : LANGUAGE_DA;
	cleanup_(memory_free_ptr) char *course =
	    request->course == NULL ? NULL : tail_of(request->course);
	const char *entry = request->name == NULL ? "" : request->name;
	const char *name = course == NULL ? entry : course;
	cleanup_(memory_free_ptr) char *list =
	    address_of(engine, request->root, "", language);
	cleanup_(memory_free_ptr) char *translated =
	    address_of(engine, request->root, name, other);

	set(view, "list_url", list);
	set(view, "search_url", request->root);
	set(view, "asked_language",
	    language == engine->settings->language ? ""
						   : language_code(language));
	set(view, "other_language", language_code(other));
	set(view, "other_url", translated);
	add_entry_addresses(engine, request->root, language, view);
}

static void
add_title(const struct page_reader *reader, json_t *view, bool is_single)
{
	const json_t *entry =
	    json_array_get(json_object_get(view, "handbook"), 0);

	(void)json_object_set_new(view, "is_single", json_boolean(is_single));
	set(view, "title",
	    is_single
		? json_string_value(json_object_get(entry, "title"))
		: catalogue_get(reader->catalogue, "page.handbook_heading"));
}

/* How many courses fit a search, after what is said of the functions. */
static int
add_found(const struct page_reader *reader, size_t count, json_t *view,
    struct error *err)
{
	json_auto_t *said = json_object();
	cleanup_(memory_free_ptr) char *found = NULL;
	int status = OB_OK;

	if (count == 0 || !json_is_true(json_object_get(view, "has_query")))
		return OB_OK;
	status =
	    page_reader_say(reader, said, "text", "page.handbook_found_courses",
		json_pack("{s:i}", "count", (int)count), err);
	if (status != OB_OK)
		return status;
	found = memory_printf("%s %s",
	    json_string_value(json_object_get(view, "found")),
	    json_string_value(json_object_get(said, "text")));
	set(view, "found", found);
	(void)json_object_set_new(view, "has_found", json_true());
	return OB_OK;
}

static int
add_courses(struct engine *engine,
    const struct public_handbook_request *request,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	enum language language = reader->language;
	json_t *courses = NULL;
	json_t *course;
	size_t i;
	int status = public_courses_list(
	    engine, language, request->query, &courses, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(courses, i, course)
	{
		cleanup_(memory_free_ptr) char *tail = tail_of(
		    json_string_value(json_object_get(course, "programme")));
		cleanup_(memory_free_ptr) char *url =
		    address_of(engine, request->root, tail, language);

		set(course, "url", url);
	}
	(void)json_object_set_new(
	    view, "has_courses", json_boolean(json_array_size(courses) > 0));
	(void)json_object_set_new(view, "courses", courses);
	return add_found(reader, json_array_size(courses), view, err);
}

/* The list or an entry of it. */
static int
add_handbook(struct engine *engine,
    const struct public_handbook_request *request,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	cleanup_(public_handbook_places_release) struct public_handbook_places
	    places = {.handbook = NULL};
	struct page_handbook_query query = {.text = request->query,
	    .name = request->name,
	    .has_names = engine->settings->handbook_pages.names};
	const struct handbook_entry *entry = NULL;
	int status =
	    public_handbook_places_init(engine, request->place, &places, err);

	if (status != OB_OK)
		return status;
	query.where = public_handbook_places_where(&places);
	if (request->name != NULL)
		entry =
		    handbook_find_or_central(places.handbook, request->name);
	if (entry != NULL)
		query.name = entry->name;
	status = page_handbook_add(engine, reader, &query, view, err);
	if (status != OB_OK)
		return status;
	public_handbook_places_add(&places, reader, view);
	add_title(reader, view, request->name != NULL);
	return add_courses(engine, request, reader, view, err);
}

static int
add_course(struct engine *engine, const struct public_handbook_request *request,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	json_auto_t *course = NULL;
	int status = public_courses_view(
	    engine, request->course, reader->language, &course, err);

	if (status != OB_OK)
		return status;
	(void)json_object_update(view, course);
	set(view, "title",
	    json_string_value(json_object_get(course, "course")));
	return OB_OK;
}

int
public_handbook_view(struct engine *engine,
    const struct public_handbook_request *request, json_t **ret_view,
    struct error *err)
{
	struct page_reader reader = {.folder = ""};
	json_auto_t *view =
	    json_pack("{s:b}", "is_course", (int)(request->course != NULL));
	int status;

	if (!engine->settings->handbook_pages.open)
		return error_set(
		    err, OB_ENOTFOUND, "the handbook is open to nobody here");
	status =
	    read_language(engine, request->language, &reader.language, err);
	if (status != OB_OK)
		return status;
	reader.catalogue = engine->catalogues[reader.language];
	status = request->course == NULL
		     ? add_handbook(engine, request, &reader, view, err)
		     : add_course(engine, request, &reader, view, err);
	if (status != OB_OK)
		return status;
	set(view, "language", language_code(reader.language));
	add_addresses(engine, request, reader.language, view);
	*ret_view = TAKE_PTR(view);
	return OB_OK;
}
