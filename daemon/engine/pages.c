/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/activities.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/page_view.h"
#include "engine/people.h"
#include "engine/roles.h"
#include "store/page_store.h"

#define DAYS_AFTER_LAST 30

static const char *const kind_names[] = {"leader", "person"};
static const char *const token_kinds[] = {"leader-page", "person-page"};
static const char *const url_folders[] = {"l", "p"};

static void
make_token(const struct engine *engine, const struct page *page,
    char token[TOKEN_TEXT_SIZE])
{
	enum page_kind kind =
	    strcmp(page->kind, "leader") == 0 ? PAGE_LEADER : PAGE_PERSON;

	token_make(
	    engine->key, token_kinds[kind], page->id, page->generation, token);
}

static char *
url_of(const struct engine *engine, const struct page *page)
{
	enum page_kind kind =
	    strcmp(page->kind, "leader") == 0 ? PAGE_LEADER : PAGE_PERSON;
	char token[TOKEN_TEXT_SIZE];

	make_token(engine, page, token);
	return memory_printf(
	    "%s/%s/%s", engine->settings->public_url, url_folders[kind], token);
}

/* The leader of the journey has the leader's page, all others their own. */
static int
find(const struct dossier *dossier, int64_t person_id, struct page *ret_page,
    struct error *err)
{
	struct store *store = dossier->engine->store;

	if (person_id == dossier->journey.leader_id)
		return page_store_find_leader(
		    store, dossier->journey.id, ret_page, err);
	return page_store_find_person(store, person_id, ret_page, err);
}

static int
ensure(const struct dossier *dossier, int64_t person_id, struct error *err)
{
	struct engine *engine = dossier->engine;
	bool is_leader = person_id == dossier->journey.leader_id;
	cleanup_(page_store_release) struct page page = {0};
	char token[TOKEN_TEXT_SIZE];
	char hash[TOKEN_HASH_SIZE];
	int status = find(dossier, person_id, &page, err);

	if (status != OB_ENOTFOUND)
		return status;
	page = (struct page){
	    .kind = memory_strdup(
		kind_names[is_leader ? PAGE_LEADER : PAGE_PERSON]),
	    .journey_id = is_leader ? dossier->journey.id : 0,
	    .person_id = person_id,
	    .generation = 1,
	    /* The token's hash is known when the id is. */
	    .token_hash = memory_printf("new %" PRId64 " %d",
		is_leader ? dossier->journey.id : person_id, is_leader),
	};
	status = page_store_add(engine->store, &page, &page.id, err);
	if (status != OB_OK)
		return status;
	make_token(engine, &page, token);
	token_hash(token, hash);
	return page_store_set_hash(engine->store, page.id, hash, err);
}

int
pages_ensure_journey(const struct dossier *dossier, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->people_count; i++)
		status = ensure(dossier, dossier->people[i].id, err);
	return status;
}

int
pages_url(const struct dossier *dossier, int64_t person_id, char **ret_url,
    struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	int status = find(dossier, person_id, &page, err);

	if (status == OB_OK)
		*ret_url = url_of(dossier->engine, &page);
	return status;
}

static int
compare_rank(const void *a, const void *b)
{
	const struct journey_role *const *left = a;
	const struct journey_role *const *right = b;

	return roles_rank((*left)->role) - roles_rank((*right)->role);
}

/* The named roles, in the order of lists; fallbacks are left out. */
static size_t
sorted_roles(const struct dossier *dossier, const struct journey_role **rows)
{
	size_t count = 0;

	for (size_t i = 0; i < dossier->role_count; i++) {
		if (!dossier->roles[i].is_fallback)
			rows[count++] = &dossier->roles[i];
	}
	qsort(rows, count, sizeof(rows[0]), compare_rank);
	return count;
}

int
pages_of_journey(
    const struct dossier *dossier, json_t **ret_pages, struct error *err)
{
	cleanup_(memory_free_ptr) const struct journey_role **rows =
	    memory_alloc((dossier->role_count + 1) * sizeof(*rows));
	size_t count = sorted_roles(dossier, rows);
	json_t *pages = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(memory_free_ptr) char *url = NULL;

		status = pages_url(dossier, rows[i]->person_id, &url, err);
		if (status == OB_OK)
			(void)json_array_append_new(
			    pages, json_pack("{s:s, s:o, s:s}", "role",
				       rows[i]->role, "person",
				       people_brief(dossier_person(
					   dossier, rows[i]->person_id)),
				       "url", url));
	}
	if (status != OB_OK) {
		json_decref(pages);
		return status;
	}
	*ret_pages = pages;
	return OB_OK;
}

/* The same for every form of one page, and for nobody else's. */
static void
make_csrf(const struct engine *engine, const struct page *page,
    char token[TOKEN_TEXT_SIZE])
{
	token_make(engine->key, "page-form", page->id, page->generation, token);
}

static int
not_found(struct error *err)
{
	return error_set(err, OB_ENOTFOUND, "there is no such page");
}

static int
find_token(struct engine *engine, enum page_kind kind, const char *token,
    struct page *ret_page, struct error *err)
{
	char hash[TOKEN_HASH_SIZE];
	int status;

	if (!token_is_wellformed(token))
		return not_found(err);
	token_hash(token, hash);
	status = page_store_find_hash(engine->store, hash, ret_page, err);
	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && strcmp(ret_page->kind, kind_names[kind]) != 0))
		return not_found(err);
	return status;
}

int
pages_view(struct engine *engine, enum page_kind kind, const char *token,
    json_t **ret_view, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	struct date last = DATE_NONE;
	char csrf[TOKEN_TEXT_SIZE];
	json_t *view = NULL;
	int status = find_token(engine, kind, token, &page, err);

	if (status != OB_OK)
		return status;
	if (kind == PAGE_LEADER)
		status = page_view_leader(
		    engine, page.journey_id, token, &view, &last, err);
	else
		status = page_view_person(
		    engine, page.person_id, token, &view, &last, err);
	if (status != OB_OK)
		return status;
	if (!date_is_none(last) &&
	    date_before(
		date_add_days(last, DAYS_AFTER_LAST), core_today(engine))) {
		json_decref(view);
		return not_found(err);
	}
	make_csrf(engine, &page, csrf);
	(void)json_object_set_new(view, "csrf", json_string(csrf));
	*ret_view = view;
	return OB_OK;
}

static bool
csrf_fits(
    const struct engine *engine, const struct page *page, const char *csrf)
{
	char expected[TOKEN_TEXT_SIZE];

	make_csrf(engine, page, expected);
	return csrf != NULL && strlen(csrf) == strlen(expected) &&
	       digest_equal(csrf, expected, strlen(expected));
}

/* Whether the activity is this person's to do, on this page. */
static int
check_own(struct engine *engine, const struct page *page, int64_t activity_id,
    struct error *err)
{
	cleanup_(activity_store_release) struct activity activity = {0};
	int status =
	    activity_store_find(engine->store, activity_id, &activity, err);

	if (status == OB_ENOTFOUND ||
	    (status == OB_OK &&
		(activity.responsible_id != page->person_id ||
		    (page->journey_id != 0 &&
			activity.journey_id != page->journey_id))))
		return not_found(err);
	return status;
}

int
pages_complete(struct engine *engine, enum page_kind kind, const char *token,
    const char *csrf, int64_t activity_id, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	char reference[24];
	char actor[32];
	json_t *view = NULL;
	int status = find_token(engine, kind, token, &page, err);

	if (status != OB_OK)
		return status;
	if (!csrf_fits(engine, &page, csrf))
		return error_set(
		    err, OB_EDENIED, "the form is not from this page");
	status = check_own(engine, &page, activity_id, err);
	if (status != OB_OK)
		return status;
	(void)snprintf(reference, sizeof(reference), "%" PRId64, activity_id);
	(void)snprintf(actor, sizeof(actor), "person:%" PRId64, page.person_id);
	status = activities_complete(engine, actor,
	    &(struct activity_request){
		.reference = reference, .at = NULL, .note = NULL},
	    &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}
