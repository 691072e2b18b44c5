/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/public_handbook_places.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/folded.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "store/handbook_store.h"
#include "text/catalogue.h"

#define CENTRAL "-"

void
public_handbook_places_release(struct public_handbook_places *places)
{
	handbook_free_ptr(&places->handbook);
}

static const struct handbook_entry *
find_place(const struct handbook *handbook, const char *wanted)
{
	for (size_t i = 0; i < handbook->count; i++) {
		const struct handbook_entry *entry = &handbook->entries[i];
		cleanup_(memory_free_ptr) char *place = handbook_place(entry);

		if (handbook_is_local(entry) && folded_is_same(place, wanted))
			return entry;
	}
	return NULL;
}

int
public_handbook_places_init(struct engine *engine, const char *wanted,
    struct public_handbook_places *ret_places, struct error *err)
{
	struct public_handbook_places *places = ret_places;
	const struct handbook_entry *entry;
	int status = handbook_store_load(engine->store, &places->handbook, err);

	places->chosen = wanted == NULL ? "" : wanted;
	places->where = (struct programme_scope){"", ""};
	if (status != OB_OK || places->chosen[0] == '\0')
		return status;
	entry = find_place(places->handbook, places->chosen);
	if (entry != NULL)
		places->where =
		    (struct programme_scope){entry->area, entry->workplace};
	else if (strcmp(places->chosen, CENTRAL) != 0)
		return error_set(err, OB_ENOTFOUND,
		    "the handbook has nothing for '%.100s' alone",
		    places->chosen);
	return OB_OK;
}

const struct programme_scope *
public_handbook_places_where(const struct public_handbook_places *places)
{
	return places->chosen[0] == '\0' ? NULL : &places->where;
}

static void
add_choice(const struct public_handbook_places *places, const char *value,
    const char *label, json_t *list)
{
	(void)json_array_append_new(
	    list, json_pack("{s:s, s:s, s:b}", "value", value, "label", label,
		      "is_chosen", (int)folded_is_same(places->chosen, value)));
}

/* A place as it is written, and as it is known by. */
struct place_text {
	char *text;
	char *key;
};

static int
compare_texts(const void *a, const void *b)
{
	const struct place_text *left = a;
	const struct place_text *right = b;

	return strcmp(left->text, right->text);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct place_text *left = a;
	const struct place_text *right = b;
	int order = strcmp(left->key, right->key);

	return order != 0 ? order : strcmp(left->text, right->text);
}

/* Each once, in the first of its ways to be written; how many are left. */
static size_t
drop_same(struct place_text *places, size_t count)
{
	size_t kept = 0;

	qsort(places, count, sizeof(*places), compare_keys);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 &&
		    strcmp(places[kept - 1].key, places[i].key) == 0) {
			free(places[i].text);
			free(places[i].key);
		} else {
			places[kept++] = places[i];
		}
	}
	return kept;
}

/* Each once, in order; those of an area stand behind it. */
static void
add_local(const struct public_handbook_places *places, json_t *list)
{
	const struct handbook *handbook = places->handbook;
	cleanup_(memory_free_ptr) struct place_text *texts =
	    memory_alloc((handbook->count + 1) * sizeof(*texts));
	size_t count = 0;

	for (size_t i = 0; i < handbook->count; i++) {
		if (!handbook_is_local(&handbook->entries[i]))
			continue;
		texts[count].text = handbook_place(&handbook->entries[i]);
		texts[count].key = folded_text(texts[count].text);
		count++;
	}
	count = drop_same(texts, count);
	qsort(texts, count, sizeof(*texts), compare_texts);
	for (size_t i = 0; i < count; i++) {
		add_choice(places, texts[i].text, texts[i].text, list);
		free(texts[i].text);
		free(texts[i].key);
	}
}

void
public_handbook_places_add(const struct public_handbook_places *places,
    const struct page_reader *reader, json_t *view)
{
	json_t *list = json_array();
	bool has_places;

	add_choice(places, CENTRAL,
	    catalogue_get(reader->catalogue, "page.handbook_all_places"), list);
	add_local(places, list);
	has_places = json_array_size(list) > 1;
	(void)json_object_set_new(view, "has_places", json_boolean(has_places));
	(void)json_object_set_new(view, "places", list);
}
