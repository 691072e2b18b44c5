/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/catalogue.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/catalogue_nearest.h"
#include "text/template.h"

#define KEY_MAX 100

struct entry {
	char *key;
	char *text;
	struct template *template;
};

struct catalogue {
	enum language language;
	struct entry *entries; /* sorted by key */
	size_t count;
	size_t size;
};

struct catalogue *
catalogue_new(enum language language)
{
	struct catalogue *catalogue = memory_alloc(sizeof(*catalogue));

	catalogue->language = language;
	return catalogue;
}

void
catalogue_free(struct catalogue *catalogue)
{
	if (catalogue == NULL)
		return;
	for (size_t i = 0; i < catalogue->count; i++) {
		free(catalogue->entries[i].key);
		free(catalogue->entries[i].text);
		template_free(catalogue->entries[i].template);
	}
	free(catalogue->entries);
	free(catalogue);
}

void
catalogue_free_ptr(struct catalogue **catalogue)
{
	catalogue_free(*catalogue);
	*catalogue = NULL;
}

enum language
catalogue_language(const struct catalogue *catalogue)
{
	return catalogue->language;
}

/* The index of the key, or of the first one after it. */
static size_t
place_of(const struct catalogue *catalogue, const char *key)
{
	size_t low = 0;
	size_t high = catalogue->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(catalogue->entries[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct entry *
find_entry(const struct catalogue *catalogue, const char *key)
{
	size_t place = place_of(catalogue, key);

	if (place == catalogue->count ||
	    strcmp(catalogue->entries[place].key, key) != 0)
		return NULL;
	return &catalogue->entries[place];
}

static int
check_key(const char *key, struct error *err)
{
	size_t len = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_-.");

	if (key[len] != '\0' || len == 0 || len > KEY_MAX || key[0] == '.' ||
	    key[len - 1] == '.' || strstr(key, "..") != NULL)
		return error_set(err, OB_EINVALID,
		    "bad key '%.120s'; a key is at most %d of a-z, 0-9, '_' "
		    "and '-', with single dots between its parts",
		    key, KEY_MAX);
	return OB_OK;
}

/* The first key that lies in the group, as "a.b" lies in "a"; or NULL. */
static const char *
find_in_group(const struct catalogue *catalogue, const char *group)
{
	cleanup_(memory_free_ptr) char *start = memory_printf("%s.", group);
	size_t place = place_of(catalogue, start);

	if (place == catalogue->count ||
	    strncmp(catalogue->entries[place].key, start, strlen(start)) != 0)
		return NULL;
	return catalogue->entries[place].key;
}

static int
refuse_group(const char *group, const char *key, struct error *err)
{
	return error_set(err, OB_EINVALID,
	    "'%s' cannot have a text because '%s' lies in its group", group,
	    key);
}

static int
check_groups(
    const struct catalogue *catalogue, const char *key, struct error *err)
{
	const char *member = find_in_group(catalogue, key);

	if (member != NULL)
		return refuse_group(key, member, err);
	for (const char *dot = strchr(key, '.'); dot != NULL;
	     dot = strchr(dot + 1, '.')) {
		cleanup_(memory_free_ptr) char *group =
		    memory_strndup(key, (size_t)(dot - key));

		if (catalogue_has(catalogue, group))
			return refuse_group(group, key, err);
	}
	return OB_OK;
}

static void
insert(struct catalogue *catalogue, const struct entry *entry)
{
	size_t place = place_of(catalogue, entry->key);

	if (catalogue->count == catalogue->size) {
		catalogue->size =
		    catalogue->size > 0 ? catalogue->size * 2 : 64;
		catalogue->entries = memory_resize(catalogue->entries,
		    catalogue->size, sizeof(catalogue->entries[0]));
	}
	memmove(&catalogue->entries[place + 1], &catalogue->entries[place],
	    (catalogue->count - place) * sizeof(catalogue->entries[0]));
	catalogue->entries[place] = *entry;
	catalogue->count++;
}

int
catalogue_add(struct catalogue *catalogue, const char *key, const char *text,
    struct error *err)
{
	struct entry entry;
	int status = check_key(key, err);

	if (status < 0)
		return status;
	if (catalogue_has(catalogue, key))
		return error_set(
		    err, OB_EEXISTS, "the key '%s' has two texts", key);
	status = check_groups(catalogue, key, err);
	if (status < 0)
		return status;
	status = template_parse(
	    key, TEMPLATE_PLAIN, text, strlen(text), &entry.template, err);
	if (status < 0)
		return status;
	entry.key = memory_strdup(key);
	entry.text = memory_strdup(text);
	insert(catalogue, &entry);
	return OB_OK;
}

bool
catalogue_has(const struct catalogue *catalogue, const char *key)
{
	return find_entry(catalogue, key) != NULL;
}

const char *
catalogue_get(const struct catalogue *catalogue, const char *key)
{
	const struct entry *entry = find_entry(catalogue, key);

	return entry == NULL ? key : entry->text;
}

int
catalogue_format(const struct catalogue *catalogue, const char *key,
    const json_t *view, struct strbuf *out, struct error *err)
{
	static const struct template_options options = {.strict = true};
	const struct entry *entry = find_entry(catalogue, key);

	if (entry == NULL)
		return error_set(err, OB_ENOTFOUND,
		    "the catalogue '%s' has no text '%s'",
		    language_code(catalogue->language), key);
	return template_render(entry->template, view, &options, out, err);
}

size_t
catalogue_count(const struct catalogue *catalogue)
{
	return catalogue->count;
}

const char *
catalogue_key_at(const struct catalogue *catalogue, size_t i)
{
	assert(i < catalogue->count);
	return catalogue->entries[i].key;
}

const char *
catalogue_text_at(const struct catalogue *catalogue, size_t i)
{
	assert(i < catalogue->count);
	return catalogue->entries[i].text;
}

/* The group that the key lies in, made where it is missing; and its name. */
static json_t *
group_of(json_t *all, const char *key, const char **ret_name)
{
	const char *dot = strchr(key, '.');

	while (dot != NULL) {
		cleanup_(memory_free_ptr) char *name =
		    memory_strndup(key, (size_t)(dot - key));
		json_t *group = json_object_get(all, name);

		if (group == NULL) {
			group = json_object();
			json_object_set_new(all, name, group);
		}
		all = group;
		key = dot + 1;
		dot = strchr(key, '.');
	}
	*ret_name = key;
	return all;
}

json_t *
catalogue_to_json(const struct catalogue *catalogue)
{
	json_t *all = json_object();

	for (size_t i = 0; i < catalogue->count; i++) {
		const struct entry *entry = &catalogue->entries[i];
		const char *name;
		json_t *group = group_of(all, entry->key, &name);

		json_object_set_new(group, name, json_string(entry->text));
	}
	return all;
}

static void
note_name(void *arg, const char *name, int line)
{
	(void)line;
	json_object_set_new(arg, name, json_true());
}

/* A new reference. */
static json_t *
names_of(const struct entry *entry)
{
	json_t *names = json_object();

	template_each_name(entry->template, note_name, names);
	return names;
}

static bool
has_same_names(const struct entry *a, const struct entry *b)
{
	json_t *names_a = names_of(a);
	json_t *names_b = names_of(b);
	bool is_same = json_equal(names_a, names_b) != 0;

	json_decref(names_a);
	json_decref(names_b);
	return is_same;
}

/* The first name that others lack, or NULL. */
static const char *
find_lacking(json_t *names, json_t *others)
{
	const char *name;
	json_t *value;

	json_object_foreach(names, name, value)
	{
		if (json_object_get(others, name) == NULL)
			return name;
	}
	return NULL;
}

static int
check_names(
    const struct entry *own, const struct entry *replaced, struct error *err)
{
	json_t *names = names_of(own);
	json_t *needed = names_of(replaced);
	const char *strange = find_lacking(names, needed);
	const char *lacking = find_lacking(needed, names);
	int status = OB_OK;

	if (strange != NULL)
		status = error_set(err, OB_EINVALID,
		    "'%s' cannot say {{%s}}, which is not in the built-in "
		    "text '%.200s'",
		    own->key, strange, replaced->text);
	else if (lacking != NULL)
		status = error_set(err, OB_EINVALID,
		    "'%s' must say {{%s}}, as the built-in text '%.200s' does",
		    own->key, lacking, replaced->text);
	json_decref(names);
	json_decref(needed);
	return status;
}

static int
refuse_unknown(
    const struct catalogue *catalogue, const char *key, struct error *err)
{
	const char *nearest = catalogue_nearest(catalogue, key);

	if (nearest == NULL)
		return error_set(
		    err, OB_ENOTFOUND, "there is no text '%.120s'", key);
	return error_set(err, OB_ENOTFOUND,
	    "there is no text '%.120s'; the most alike is '%s'", key, nearest);
}

int
catalogue_replace(struct catalogue *catalogue, const char *key,
    const char *text, struct error *err)
{
	size_t place = place_of(catalogue, key);
	struct entry own = {NULL, NULL, NULL};
	struct entry *entry;
	int status;

	if (!catalogue_has(catalogue, key))
		return refuse_unknown(catalogue, key, err);
	entry = &catalogue->entries[place];
	status = template_parse(
	    key, TEMPLATE_PLAIN, text, strlen(text), &own.template, err);
	if (status < 0)
		return status;
	own.key = entry->key;
	status = check_names(&own, entry, err);
	if (status < 0) {
		template_free(own.template);
		return status;
	}
	own.text = memory_strdup(text);
	free(entry->text);
	template_free(entry->template);
	*entry = own;
	return OB_OK;
}

static size_t
report_missing(const struct catalogue *a, const struct catalogue *b,
    catalogue_report_fn report, void *arg)
{
	size_t count = 0;

	for (size_t i = 0; i < a->count; i++) {
		cleanup_(memory_free_ptr) char *text = NULL;

		if (catalogue_has(b, a->entries[i].key))
			continue;
		text = memory_printf("the catalogue '%s' lacks this text",
		    language_code(b->language));
		report(arg, a->entries[i].key, text);
		count++;
	}
	return count;
}

size_t
catalogue_compare(const struct catalogue *a, const struct catalogue *b,
    catalogue_report_fn report, void *arg)
{
	size_t count = report_missing(a, b, report, arg) +
		       report_missing(b, a, report, arg);

	for (size_t i = 0; i < a->count; i++) {
		const struct entry *other = find_entry(b, a->entries[i].key);

		if (other == NULL || has_same_names(&a->entries[i], other))
			continue;
		report(arg, other->key,
		    "the languages differ in their {{placeholders}}");
		count++;
	}
	return count;
}
