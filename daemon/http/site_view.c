/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/site_view.h"

#include <string.h>

#include "base/memory.h"
#include "formats/mailbox.h"
#include "http/site_private.h"
#include "text/catalogue.h"

/* The pages that a personal link opens. */
struct place {
	const char *text; /* its key in the catalogue */
	const char *tail; /* of the address, after the token */
};

static const struct place leader_places[] = {
    {"page.nav_leader", ""},
    {"page.handbook_heading", "/handbook"},
    {"page.nav_calendar", "/calendar"},
    {"page.my_data_heading", "/my-data"},
    {NULL, NULL},
};

static const struct place person_places[] = {
    {"page.nav_person", ""},
    {"page.nav_calendar", "/calendar"},
    {NULL, NULL},
};

static const struct {
	const char *prefix; /* of the path, before the token */
	const struct place *places;
} personal[] = {
    {"/l/", leader_places},
    {"/p/", person_places},
};

static const struct place *
find_places(const char *path, const char **ret_prefix)
{
	for (size_t i = 0; i < ARRAY_LEN(personal); i++) {
		const char *prefix = personal[i].prefix;

		if (strncmp(path, prefix, strlen(prefix)) != 0)
			continue;
		*ret_prefix = prefix;
		return personal[i].places;
	}
	return NULL;
}

static json_t *
make_navigation(const struct exchange *exchange,
    const struct catalogue *catalogue, const struct place *places,
    const char *prefix)
{
	json_t *list = json_array();

	for (; places->text != NULL; places++) {
		cleanup_(memory_free_ptr) char *url =
		    memory_printf("%s%s%s", prefix,
			exchange_parameter(exchange, "token"), places->tail);
		bool is_current = strcmp(url, exchange_path(exchange)) == 0;

		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:b}", "label",
			      catalogue_get(catalogue, places->text), "url",
			      url, "is_current", is_current));
	}
	return list;
}

static void
add_contact(const struct settings *settings, json_t *view)
{
	cleanup_(memory_free_ptr) char *name = NULL;
	cleanup_(memory_free_ptr) char *address = NULL;

	if (mailbox_split(
		settings->people.coordinator, &name, &address, NULL) != OB_OK)
		return;
	(void)json_object_set_new(view, "contact_name", json_string(name));
	(void)json_object_set_new(view, "contact_mail", json_string(address));
}

static void
add_missing(json_t *view, const char *name, const char *text)
{
	if (json_object_get(view, name) == NULL)
		(void)json_object_set_new(view, name, json_string(text));
}

void
site_view_common(const struct site *site, const struct exchange *exchange,
    enum language language, json_t *view)
{
	const struct settings *settings = engine_settings(site->options.engine);
	const char *prefix = NULL;
	const struct place *places =
	    find_places(exchange_path(exchange), &prefix);

	add_missing(view, "language", language_code(language));
	add_missing(view, "municipality", settings->municipality.name);
	if (places == NULL)
		return;
	add_contact(settings, view);
	if (json_object_get(view, "navigation") == NULL)
		(void)json_object_set_new(view, "navigation",
		    make_navigation(exchange,
			engine_catalogue(site->options.engine, language),
			places, prefix));
	(void)json_object_set_new(view, "has_navigation", json_true());
}
