/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "crypto/digest.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/programme_digest.h"
#include "store/handbook_store.h"
#include "store/programme_store.h"

/* Versions never change, so what was read once stays. */
struct programme_cache {
	struct {
		int64_t id;
		struct programme *programme;
	} * items;

	size_t count;
};

struct programme_cache *
programmes_cache_new(void)
{
	return memory_alloc(sizeof(struct programme_cache));
}

void
programmes_cache_free(struct programme_cache *cache)
{
	if (cache == NULL)
		return;
	for (size_t i = 0; i < cache->count; i++)
		programme_free(cache->items[i].programme);
	free(cache->items);
	free(cache);
}

int
programmes_get(struct engine *engine, int64_t id,
    const struct programme **ret_programme, struct error *err)
{
	struct programme_cache *cache = engine->programmes;
	struct programme *programme = NULL;
	int status;

	for (size_t i = 0; i < cache->count; i++) {
		if (cache->items[i].id == id) {
			*ret_programme = cache->items[i].programme;
			return OB_OK;
		}
	}
	status = programme_store_load(engine->store, id, &programme, err);
	if (status != OB_OK)
		return status;
	cache->items = memory_resize(
	    cache->items, cache->count + 1, sizeof(cache->items[0]));
	cache->items[cache->count].id = id;
	cache->items[cache->count++].programme = programme;
	*ret_programme = programme;
	return OB_OK;
}

int
programmes_find(struct engine *engine, const char *id,
    struct programme_version *ret_version, struct error *err)
{
	int status =
	    programme_store_find_newest(engine->store, id, ret_version, err);

	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_ENOTFOUND, "programme",
		    "there is no programme '%.80s'; list-programmes shows "
		    "those there are",
		    id);
	return status;
}

static int
add_version(struct change *change, const struct programme *programme,
    const char *hash, int version, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *hash_text = memory_strdup(hash);
	const struct programme_version row = {
	    .key = programme->id,
	    .version = version,
	    .title_da = programme->title.in[LANGUAGE_DA],
	    .title_en = programme->title.in[LANGUAGE_EN],
	    .content_hash = hash_text,
	    .imported_at = core_now(engine),
	};
	int64_t id = 0;
	int status =
	    programme_store_add(engine->store, &row, programme, &id, err);

	if (status != OB_OK)
		return status;
	return change_audit(change, "import-programme",
	    SUBJECT("programme", id), NULL,
	    json_pack("{s:s, s:i, s:s}", "id", programme->id, "version",
		version, "content", hash),
	    err);
}

int
programmes_import(struct engine *engine, const char *actor,
    const struct programme *programme, int *ret_version, bool *ret_is_new,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(programme_store_release) struct programme_version newest = {0};
	char hash[DIGEST_HEX_SIZE];
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = programme_store_find_newest(
		    engine->store, programme->id, &newest, err);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	programme_digest(programme, hash);
	*ret_version = newest.version;
	*ret_is_new = false;
	if (status == OB_OK && strcmp(newest.content_hash, hash) == 0)
		return OB_OK;
	status = add_version(&change, programme, hash, newest.version + 1, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK) {
		*ret_version = newest.version + 1;
		*ret_is_new = true;
	}
	return status;
}

int
programmes_import_handbook(struct engine *engine, const char *actor,
    const struct handbook *handbook, bool *ret_changed, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct handbook *stored = NULL;
	char old_hash[DIGEST_HEX_SIZE];
	char new_hash[DIGEST_HEX_SIZE];
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = handbook_store_load(engine->store, &stored, err);
	if (status != OB_OK)
		return status;
	programme_digest_handbook(stored, old_hash);
	programme_digest_handbook(handbook, new_hash);
	handbook_free(stored);
	*ret_changed = strcmp(old_hash, new_hash) != 0;
	if (!*ret_changed)
		return OB_OK;
	status = handbook_store_replace(engine->store, handbook, err);
	if (status == OB_OK)
		status = change_audit(&change, "import-handbook",
		    SUBJECT("handbook_entry", 0),
		    json_pack("{s:s}", "content", old_hash),
		    json_pack("{s:s}", "content", new_hash), err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

static json_t *
title_of(const struct engine *engine, const char *danish, const char *english)
{
	return json_string(
	    engine->settings->language == LANGUAGE_DA ? danish : english);
}

static int
brief(struct engine *engine, const struct programme_version *version,
    json_t *list, struct error *err)
{
	const struct programme *programme = NULL;
	char imported[INSTANT_TEXT_SIZE];
	int status = programmes_get(engine, version->id, &programme, err);

	if (status != OB_OK)
		return status;
	(void)json_array_append_new(list,
	    json_pack("{s:s, s:i, s:o, s:I, s:s}", "id", version->key,
		"version", version->version, "title",
		title_of(engine, version->title_da, version->title_en), "steps",
		(json_int_t)programme->step_count, "imported",
		instant_format(engine->zone, version->imported_at, imported)));
	return OB_OK;
}

int
programmes_list(struct engine *engine, json_t **ret_view, struct error *err)
{
	struct programme_version *versions = NULL;
	size_t count = 0;
	json_t *list;
	int status =
	    programme_store_list(engine->store, &versions, &count, err);

	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = brief(engine, &versions[i], list, err);
	programme_store_free(versions, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "programmes", list);
	return OB_OK;
}

static json_t *
names(char *const *values, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(list, json_string(values[i]));
	return list;
}

static const char *
condition_name(enum step_condition condition)
{
	switch (condition) {
	case CONDITION_INTERNAL:
		return "recruitment=internal";
	case CONDITION_EXTERNAL:
		return "recruitment=external";
	case CONDITION_ALWAYS:
		break;
	}
	return "";
}

static json_t *
step_view(const struct engine *engine, const struct step *step)
{
	char due[DATE_RULE_TEXT_SIZE];
	char latest[DATE_RULE_TEXT_SIZE];
	enum language language = engine->settings->language;

	return json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:i, s:o, s:b, "
			 "s:o, s:s, s:b}",
	    "id", step->id, "phase", step->phase, "title",
	    step->title.in[language], "kind", step_kind_name(step->kind),
	    "role", step->role, "due", date_rule_format(&step->due, due),
	    "latest", date_rule_format(&step->latest, latest), "minutes",
	    step->minutes, "participants",
	    names(step->participants, step->participant_count), "undisturbed",
	    (int)step->undisturbed, "requires",
	    names(step->requires, step->require_count), "only_if",
	    condition_name(step->only_if), "optional", (int)step->optional);
}

static json_t *
programme_view(const struct engine *engine, const struct programme *programme)
{
	enum language language = engine->settings->language;
	json_t *phases = json_array();
	json_t *steps = json_array();

	for (size_t i = 0; i < programme->phase_count; i++)
		(void)json_array_append_new(phases,
		    json_pack("{s:i, s:s}", "id", programme->phases[i].id,
			"title", programme->phases[i].title.in[language]));
	for (size_t i = 0; i < programme->step_count; i++)
		(void)json_array_append_new(
		    steps, step_view(engine, &programme->steps[i]));
	return json_pack("{s:{s:s, s:i, s:s, s:o, s:o}}", "programme", "id",
	    programme->id, "version", programme->version, "title",
	    programme->title.in[language], "phases", phases, "steps", steps);
}

/* The row of one numbered version. */
static int
find_version(struct engine *engine, const char *id, int version,
    int64_t *ret_id, struct error *err)
{
	struct programme_version *versions = NULL;
	size_t count = 0;
	int status =
	    programme_store_list(engine->store, &versions, &count, err);

	if (status != OB_OK)
		return status;
	status = OB_ENOTFOUND;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(versions[i].key, id) == 0 &&
		    versions[i].version == version) {
			*ret_id = versions[i].id;
			status = OB_OK;
		}
	}
	programme_store_free(versions, count);
	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_ENOTFOUND, "version",
		    "programme '%s' has no version %d", id, version);
	return status;
}

int
programmes_show(struct engine *engine, const char *id, int version,
    json_t **ret_view, struct error *err)
{
	cleanup_(programme_store_release) struct programme_version newest = {0};
	const struct programme *programme = NULL;
	int64_t row = 0;
	int status = programmes_find(engine, id, &newest, err);

	if (status != OB_OK)
		return status;
	row = newest.id;
	if (version > 0)
		status = find_version(engine, id, version, &row, err);
	if (status == OB_OK)
		status = programmes_get(engine, row, &programme, err);
	if (status == OB_OK)
		*ret_view = programme_view(engine, programme);
	return status;
}
