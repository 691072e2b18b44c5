/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_programmes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/hr/hr_papers.h"
#include "engine/programmes/programme_changes.h"
#include "engine/programmes/programme_decisions.h"
#include "engine/programmes/programme_words.h"
#include "engine/programmes/programmes.h"
#include "store/board_store.h"
#include "store/programme_store.h"

/* All versions that the reader may see, by programme and number. */
struct shelf {
	struct engine *engine;
	const struct hr_scope *scope;
	struct programme_version *rows;
	size_t count;
	struct board_use *uses;
	size_t use_count;
};

static void
shelf_release(struct shelf *shelf)
{
	programme_store_free(shelf->rows, shelf->count);
	free(shelf->uses);
}

static const struct catalogue *
catalogue_of(const struct shelf *shelf)
{
	return shelf->engine->catalogues[shelf->scope->language];
}

static int
shelf_open(struct shelf *shelf, struct error *err)
{
	struct board_scope scope = hr_scope_board(shelf->engine, shelf->scope);
	int status = programme_store_list(
	    shelf->engine->store, &shelf->rows, &shelf->count, err);

	if (status != OB_OK)
		return status;
	return board_store_list_uses(
	    shelf->engine->store, &scope, &shelf->uses, &shelf->use_count, err);
}

static bool
is_of(const struct shelf *shelf, const struct programme_version *row,
    const char *id)
{
	return strcmp(row->key, id) == 0 &&
	       hr_scope_reads(shelf->scope, row->area);
}

static bool
have_one_scope(
    const struct programme_version *a, const struct programme_version *b)
{
	return strcmp(a->key, b->key) == 0 && strcmp(a->area, b->area) == 0 &&
	       strcmp(a->workplace, b->workplace) == 0;
}

/* New leaders in its scope begin on it. */
static bool
is_current(const struct shelf *shelf, const struct programme_version *row)
{
	if (row->withdrawn_at != INSTANT_NONE)
		return false;
	for (size_t i = 0; i < shelf->count; i++) {
		const struct programme_version *other = &shelf->rows[i];

		if (have_one_scope(row, other) &&
		    other->withdrawn_at == INSTANT_NONE &&
		    other->version > row->version)
			return false;
	}
	return true;
}

/* The one before it in its scope, or what it was laid over; 0 for none. */
static int
previous(const struct shelf *shelf, const struct programme_version *row)
{
	int version = 0;

	for (size_t i = 0; i < shelf->count; i++) {
		const struct programme_version *other = &shelf->rows[i];

		if (have_one_scope(row, other) &&
		    other->version < row->version && other->version > version)
			version = other->version;
	}
	return version > 0 ? version : row->base_version;
}

/* "Alle", "Skole", "Ålborgvej" or "Skole, Ålborgvej"; owned. */
static char *
whom(const struct shelf *shelf, const struct programme_version *row)
{
	if (row->area[0] != '\0' && row->workplace[0] != '\0')
		return memory_printf("%s, %s", row->area, row->workplace);
	if (row->area[0] != '\0' || row->workplace[0] != '\0')
		return memory_strdup(
		    row->area[0] != '\0' ? row->area : row->workplace);
	return memory_strdup(
	    catalogue_get(catalogue_of(shelf), "hr_programme.everybody"));
}

static const struct board_use *
use_of(const struct shelf *shelf, const struct programme_version *row)
{
	static const struct board_use none = {.all = 0};

	for (size_t i = 0; i < shelf->use_count; i++) {
		if (shelf->uses[i].programme_id == row->id)
			return &shelf->uses[i];
	}
	return &none;
}

/* How many journeys are on it, which may be one leader's: not for directors. */
static void
set_use(const struct shelf *shelf, const struct programme_version *row,
    json_t *view)
{
	const struct board_use *use = use_of(shelf, row);

	if (shelf->scope->is_director)
		return;
	(void)json_object_set_new(view, "running", json_integer(use->running));
	(void)json_object_set_new(view, "all", json_integer(use->all));
}

static void
set_has_use(const struct shelf *shelf, json_t *view)
{
	(void)json_object_set_new(
	    view, "has_use", json_boolean(!shelf->scope->is_director));
}

/* Who decided it and why, as a sentence. */
static int
set_decision(const struct shelf *shelf, const struct programme_version *row,
    json_t *view, struct error *err)
{
	cleanup_(memory_free_ptr) char *told = NULL;
	json_auto_t *decision = NULL;
	int status =
	    programme_decisions_find(shelf->engine, row->id, &decision, err);

	if (status != OB_OK)
		return status;
	told = programme_decisions_told(catalogue_of(shelf), decision);
	(void)json_object_set_new(
	    view, "has_decision", json_boolean(told[0] != '\0'));
	(void)json_object_set_new(view, "decision", json_string(told));
	return OB_OK;
}

static int
version_view(const struct shelf *shelf, const struct programme_version *row,
    json_t **ret_view, struct error *err)
{
	json_auto_t *view = NULL;
	const struct programme *programme = NULL;
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/programmes/%s/%d", row->key, row->version);
	cleanup_(memory_free_ptr) char *compare_url =
	    memory_printf("/hr/programmes/%s/comparison?from=%d&to=%d",
		row->key, previous(shelf, row), row->version);
	cleanup_(memory_free_ptr) char *since =
	    hr_papers_when(shelf->engine, shelf->scope, row->imported_at);
	cleanup_(memory_free_ptr) char *for_whom = whom(shelf, row);
	int status = programmes_get(shelf->engine, row->id, &programme, err);

	if (status != OB_OK)
		return status;
	view = json_pack("{s:i, s:s, s:s, s:s, s:I, s:b, s:b, s:b, s:i, s:s}",
	    "version", row->version, "url", url, "whom", for_whom, "since",
	    since, "steps", (json_int_t)programme->step_count, "is_current",
	    (int)is_current(shelf, row), "is_withdrawn",
	    (int)(row->withdrawn_at != INSTANT_NONE), "has_previous",
	    (int)(previous(shelf, row) > 0), "previous", previous(shelf, row),
	    "compare_url", compare_url);
	set_use(shelf, row, view);
	status = set_decision(shelf, row, view, err);
	if (status == OB_OK)
		*ret_view = json_incref(view);
	return status;
}

static const char *
title_of(const struct shelf *shelf, const struct programme_version *row)
{
	return shelf->scope->language == LANGUAGE_DA ? row->title_da
						     : row->title_en;
}

static const char *
kind_of(const struct shelf *shelf, const struct programme_version *row)
{
	const struct programme_words words = {catalogue_of(shelf), NULL};

	return programme_words_of(&words, "programme_kind.%s", row->kind);
}

/* Another version of the reader's to choose. */
static void
add_choice(const struct shelf *shelf, const struct programme_version *row,
    int chosen, json_t *list)
{
	cleanup_(memory_free_ptr) char *value =
	    memory_printf("%d", row->version);
	cleanup_(memory_free_ptr) char *for_whom = whom(shelf, row);
	cleanup_(memory_free_ptr) char *label =
	    memory_printf("%d (%s)", row->version, for_whom);

	(void)json_array_append_new(
	    list, json_pack("{s:s, s:s, s:b}", "value", value, "label", label,
		      "is_chosen", (int)(row->version == chosen)));
}

/* The newest and the one before it; 0 where there is none. */
struct pair {
	int from;
	int to;
};

static struct pair
newest_pair(const struct shelf *shelf, const char *id)
{
	struct pair pair = {0, 0};

	for (size_t i = 0; i < shelf->count; i++) {
		const struct programme_version *row = &shelf->rows[i];

		if (!is_of(shelf, row, id))
			continue;
		pair.to = row->version;
		pair.from = previous(shelf, row);
	}
	return pair;
}

static void
add_choices(const struct shelf *shelf, const char *id, json_t *view)
{
	const struct pair pair = newest_pair(shelf, id);
	json_t *from = json_array();
	json_t *to = json_array();

	for (size_t i = shelf->count; i-- > 0;) {
		const struct programme_version *row = &shelf->rows[i];

		if (!is_of(shelf, row, id))
			continue;
		add_choice(shelf, row, pair.from, from);
		add_choice(shelf, row, pair.to, to);
	}
	(void)json_object_set_new(
	    view, "can_compare", json_boolean(json_array_size(to) > 1));
	(void)json_object_set_new(view, "from", from);
	(void)json_object_set_new(view, "to", to);
}

/* The newest versions first. */
static int
programme_view(const struct shelf *shelf, const struct programme_version *last,
    json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *action =
	    memory_printf("/hr/programmes/%s/comparison", last->key);
	json_auto_t *versions = json_array();
	json_t *view;
	bool is_decided = false;
	int status = OB_OK;
	int count = 0;

	for (size_t i = shelf->count; status == OB_OK && i-- > 0;) {
		json_t *version = NULL;

		if (!is_of(shelf, &shelf->rows[i], last->key) ||
		    count++ >= HR_PROGRAMMES_ROWS)
			continue;
		status = version_view(shelf, &shelf->rows[i], &version, err);
		(void)json_array_append_new(versions, version);
		is_decided = is_decided || json_is_true(json_object_get(
					       version, "has_decision"));
	}
	if (status != OB_OK)
		return status;
	view = json_pack("{s:s, s:s, s:s, s:i, s:b, s:s, s:b, s:O}", "id",
	    last->key, "title", title_of(shelf, last), "kind",
	    kind_of(shelf, last), "count", count, "has_more",
	    (int)(count > HR_PROGRAMMES_ROWS), "action", action,
	    "has_decisions", (int)is_decided, "versions", versions);
	add_choices(shelf, last->key, view);
	*ret_view = view;
	return OB_OK;
}

/* Whether it is the last of its programme that the reader sees. */
static bool
is_last(const struct shelf *shelf, size_t at)
{
	for (size_t i = at + 1; i < shelf->count; i++) {
		if (is_of(shelf, &shelf->rows[i], shelf->rows[at].key))
			return false;
	}
	return hr_scope_reads(shelf->scope, shelf->rows[at].area);
}

int
hr_programmes_view(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_view, struct error *err)
{
	cleanup_(shelf_release) struct shelf shelf = {
	    .engine = engine, .scope = scope};
	json_auto_t *list = json_array();
	int status = shelf_open(&shelf, err);

	for (size_t i = 0; status == OB_OK && i < shelf.count; i++) {
		json_t *view = NULL;

		if (!is_last(&shelf, i))
			continue;
		status = programme_view(&shelf, &shelf.rows[i], &view, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, view);
	}
	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:b, s:O}", "has_programmes",
	    (int)(json_array_size(list) > 0), "programmes", list);
	set_has_use(&shelf, *ret_view);
	return OB_OK;
}

/* One of the reader's; the one that is meant where the text is left out. */
static const struct programme_version *
find(const struct shelf *shelf, const char *id, const char *text, int meant)
{
	char *end = NULL;
	long version = meant;

	if (text != NULL && text[0] != '\0') {
		version = strtol(text, &end, 10);
		if (*end != '\0')
			return NULL;
	}
	for (size_t i = 0; i < shelf->count; i++) {
		if (is_of(shelf, &shelf->rows[i], id) &&
		    shelf->rows[i].version == version)
			return &shelf->rows[i];
	}
	return NULL;
}

static int
not_found(const char *id, struct error *err)
{
	return error_set(
	    err, OB_ENOTFOUND, "programme '%.40s' has no such version", id);
}

/* A title that names the versions. */
static void
set_title(const struct shelf *shelf, const struct programme_version *row,
    const char *key, int from, json_t *view)
{
	cleanup_(strbuf_release) struct strbuf title = STRBUF_INIT;
	json_auto_t *words = json_pack("{s:s, s:i, s:i}", "name",
	    title_of(shelf, row), "from", from, "version", row->version);

	(void)!catalogue_format(catalogue_of(shelf), key, words, &title, NULL);
	(void)json_object_set_new(view, "title", json_string(title.buf));
}

static void
set_names(const struct shelf *shelf, const struct programme_version *row,
    json_t *view)
{
	(void)json_object_set_new(view, "id", json_string(row->key));
	(void)json_object_set_new(
	    view, "name", json_string(title_of(shelf, row)));
	(void)json_object_set_new(
	    view, "kind", json_string(kind_of(shelf, row)));
}

/* The named version; NULL in ret_row with every error. */
static int
open_version(struct shelf *shelf, const char *id, const char *version,
    const struct programme_version **ret_row, struct error *err)
{
	int status = shelf_open(shelf, err);

	if (status != OB_OK)
		return status;
	*ret_row = find(shelf, id, version, 0);
	return *ret_row == NULL ? not_found(id, err) : OB_OK;
}

int
hr_programmes_version(struct engine *engine, const struct hr_scope *scope,
    const char *id, const char *version, json_t **ret_view, struct error *err)
{
	cleanup_(shelf_release) struct shelf shelf = {
	    .engine = engine, .scope = scope};
	const struct programme_version *row = NULL;
	const struct programme *programme = NULL;
	json_t *view = NULL;
	int status = open_version(&shelf, id, version, &row, err);

	if (row == NULL)
		return status;
	status = programmes_get(engine, row->id, &programme, err);
	if (status == OB_OK)
		status = version_view(&shelf, row, &view, err);
	if (status != OB_OK)
		return status;
	set_names(&shelf, row, view);
	set_title(&shelf, row, "hr_programme.version_title", 0, view);
	set_has_use(&shelf, view);
	(void)json_object_set_new(view, "may_decide",
	    json_boolean(scope->area[0] == '\0' && !scope->is_director));
	(void)json_object_update_new(
	    view, hr_programmes_phases(programme, catalogue_of(&shelf)));
	*ret_view = view;
	return OB_OK;
}

int
hr_programmes_decision(struct engine *engine, const struct hr_scope *scope,
    const char *id, const char *version, json_t **ret_view, struct error *err)
{
	cleanup_(shelf_release) struct shelf shelf = {
	    .engine = engine, .scope = scope};
	const struct programme_version *row = NULL;
	json_t *decision = NULL;
	int status = open_version(&shelf, id, version, &row, err);

	if (row == NULL)
		return status;
	status = programme_decisions_find(engine, row->id, &decision, err);
	if (status != OB_OK)
		return status;
	*ret_view = json_pack(
	    "{s:i, s:o}", "version", row->version, "decision", decision);
	set_title(&shelf, row, "hr_programme.version_title", 0, *ret_view);
	return OB_OK;
}

static int
add_version(const struct shelf *shelf, const struct programme_version *row,
    json_t *view, const char *name, struct error *err)
{
	json_t *version = NULL;
	int status = version_view(shelf, row, &version, err);

	if (status == OB_OK)
		(void)json_object_set_new(view, name, version);
	return status;
}

static int
compare(const struct shelf *shelf, const struct programme_version *from,
    const struct programme_version *to, json_t *view, struct error *err)
{
	const struct programme *before = NULL;
	const struct programme *after = NULL;
	int status = programmes_get(shelf->engine, from->id, &before, err);

	if (status == OB_OK)
		status = programmes_get(shelf->engine, to->id, &after, err);
	if (status == OB_OK)
		status = add_version(shelf, from, view, "from", err);
	if (status == OB_OK)
		status = add_version(shelf, to, view, "to", err);
	if (status == OB_OK)
		(void)json_object_update_new(view,
		    programme_changes_view(before, after, catalogue_of(shelf)));
	(void)json_object_set(view, "newer",
	    json_object_get(view, to->version < from->version ? "from" : "to"));
	return status;
}

int
hr_programmes_comparison(struct engine *engine, const struct hr_scope *scope,
    const struct hr_programmes_pair *pair, json_t **ret_view, struct error *err)
{
	cleanup_(shelf_release) struct shelf shelf = {
	    .engine = engine, .scope = scope};
	const struct programme_version *before;
	const struct programme_version *after;
	json_auto_t *view = json_object();
	struct pair newest;
	int status = shelf_open(&shelf, err);

	if (status != OB_OK)
		return status;
	newest = newest_pair(&shelf, pair->id);
	before = find(&shelf, pair->id, pair->from, newest.from);
	after = find(&shelf, pair->id, pair->to, newest.to);
	if (before == NULL || after == NULL)
		return not_found(pair->id, err);
	status = compare(&shelf, before, after, view, err);
	if (status != OB_OK)
		return status;
	set_has_use(&shelf, view);
	set_names(&shelf, after, view);
	set_title(&shelf, after, "hr_programme.comparison_title",
	    before->version, view);
	*ret_view = json_incref(view);
	return OB_OK;
}
