/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/links/page_links.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "store/page_store.h"
#include "store/person_store.h"

/* Whose page it is. */
enum owner { LEADER, PERSON };

static const char *const kind_names[] = {"leader", "person"};
static const char *const token_kinds[] = {"leader-page", "person-page"};
static const char *const url_folders[] = {"l", "p"};

static void
make_token(const struct engine *engine, const struct page *page,
    char token[TOKEN_TEXT_SIZE])
{
	enum owner owner = strcmp(page->kind, "leader") == 0 ? LEADER : PERSON;

	token_make(
	    engine->key, token_kinds[owner], page->id, page->generation, token);
}

static char *
url_of(const struct engine *engine, const struct page *page)
{
	enum owner owner = strcmp(page->kind, "leader") == 0 ? LEADER : PERSON;
	char token[TOKEN_TEXT_SIZE];

	make_token(engine, page, token);
	return memory_printf("%s/%s/%s", engine->settings->public_url,
	    url_folders[owner], token);
}

/*
 * The leader of the journey has the leader's page, all others their own.  Who
 * runs a cohort has no page of that kind: the plan is not theirs alone.
 */
static bool
has_leader_page(const struct dossier *dossier, int64_t person_id)
{
	return !naming_is_cohort(dossier) &&
	       person_id == dossier->journey.leader_id;
}

static int
find(const struct dossier *dossier, int64_t person_id, struct page *ret_page,
    struct error *err)
{
	struct store *store = dossier->engine->store;

	if (has_leader_page(dossier, person_id))
		return page_store_find_leader(
		    store, dossier->journey.id, ret_page, err);
	return page_store_find_person(store, person_id, ret_page, err);
}

/* journey_id: of a leader's page, else 0. */
static int
add(struct engine *engine, int64_t journey_id, int64_t person_id,
    struct error *err)
{
	bool is_leader = journey_id != 0;
	cleanup_(page_store_release) struct page page = {
	    .kind = memory_strdup(kind_names[is_leader ? LEADER : PERSON]),
	    .journey_id = journey_id,
	    .person_id = person_id,
	    .generation = 1,
	    /* The token's hash is known when the id is. */
	    .token_hash = memory_printf("new %" PRId64 " %d",
		is_leader ? journey_id : person_id, is_leader),
	};
	char token[TOKEN_TEXT_SIZE];
	char hash[TOKEN_HASH_SIZE];
	int status = page_store_add(engine->store, &page, &page.id, err);

	if (status != OB_OK)
		return status;
	make_token(engine, &page, token);
	token_hash(token, hash);
	return page_store_set_hash(engine->store, page.id, hash, err);
}

int
page_links_ensure_one(
    const struct dossier *dossier, int64_t person_id, struct error *err)
{
	bool is_leader = has_leader_page(dossier, person_id);
	cleanup_(page_store_release) struct page page = {0};
	int status = find(dossier, person_id, &page, err);

	if (status != OB_ENOTFOUND)
		return status;
	return add(dossier->engine, is_leader ? dossier->journey.id : 0,
	    person_id, err);
}

int
page_links_ensure_own(
    struct engine *engine, int64_t person_id, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	int status =
	    page_store_find_person(engine->store, person_id, &page, err);

	return status == OB_ENOTFOUND ? add(engine, 0, person_id, err) : status;
}

int
page_links_renew_of(struct engine *engine, int64_t person_id, struct error *err)
{
	struct page *pages = NULL;
	size_t count = 0;
	int status =
	    page_store_list_of(engine->store, person_id, &pages, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		char token[TOKEN_TEXT_SIZE];
		char hash[TOKEN_HASH_SIZE];

		pages[i].generation++;
		make_token(engine, &pages[i], token);
		token_hash(token, hash);
		free(pages[i].token_hash);
		pages[i].token_hash = memory_strdup(hash);
		status = page_store_renew(engine->store, &pages[i], err);
	}
	page_store_free(pages, count);
	return status;
}

/* Also for the one who will stand in when the day comes. */
static int
ensure_others(const struct dossier *dossier, const struct person *owner,
    struct error *err)
{
	const struct acting *acting = NULL;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = acting_today(dossier->engine, &acting, err);

	if (status == OB_OK)
		ids = acting_expected(acting, owner, &count);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = page_links_ensure_one(dossier, ids[i], err);
	return status;
}

int
page_links_ensure(const struct dossier *dossier, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->people_count; i++) {
		int64_t person_id = dossier->people[i].id;

		status = page_links_ensure_one(dossier, person_id, err);
		if (status == OB_OK)
			status =
			    ensure_others(dossier, &dossier->people[i], err);
	}
	return status;
}

int
page_links_url(const struct dossier *dossier, int64_t person_id, char **ret_url,
    struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	int status = find(dossier, person_id, &page, err);

	if (status == OB_OK)
		*ret_url = url_of(dossier->engine, &page);
	return status;
}

int
page_links_person_url(
    struct engine *engine, int64_t person_id, char **ret_url, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	int status =
	    page_store_find_person(engine->store, person_id, &page, err);

	if (status == OB_OK)
		*ret_url = url_of(engine, &page);
	return status;
}

static int
compare_rank(const void *a, const void *b)
{
	const struct journey_role *const *left = a;
	const struct journey_role *const *right = b;

	return role_rank((*left)->role) - role_rank((*right)->role);
}

/* What fell to the coordinator is left out, and who has nothing to do. */
static bool
is_shown(const struct dossier *dossier, const struct journey_role *row)
{
	return dossier_involves(dossier, row->person_id) &&
	       (!row->is_fallback ||
		   row->person_id !=
		       dossier_role(dossier, ROLE_COORDINATOR)->id);
}

/* In the order of lists. */
static size_t
sorted_roles(const struct dossier *dossier, const struct journey_role **rows)
{
	size_t count = 0;

	for (size_t i = 0; i < dossier->role_count; i++) {
		if (is_shown(dossier, &dossier->roles[i]))
			rows[count++] = &dossier->roles[i];
	}
	qsort(rows, count, sizeof(rows[0]), compare_rank);
	return count;
}

static int
add_page(const struct dossier *dossier, const char *role, int64_t person_id,
    json_t *pages, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(memory_free_ptr) char *url = NULL;
	int status = page_links_url(dossier, person_id, &url, err);

	/* Whoever begins to stand in has none before the first mail. */
	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status == OB_OK)
		status = person_store_find(
		    dossier->engine->store, person_id, &person, err);
	/* A group without a mailbox is there through its members. */
	if (status == OB_OK && acting_has_mailbox(&person))
		(void)json_array_append_new(
		    pages, json_pack("{s:s, s:o, s:s, s:s}", "role", role,
			       "person", people_brief(&person), "url", url,
			       "digest", person.digest));
	return status;
}

/* The holder's page, and those of who acts for the holder. */
static int
add_pages(const struct dossier *dossier, const struct journey_role *row,
    json_t *pages, struct error *err)
{
	const struct acting *acting = NULL;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = add_page(dossier, row->role, row->person_id, pages, err);

	if (status == OB_OK)
		status = acting_today(dossier->engine, &acting, err);
	if (status == OB_OK)
		ids = acting_others(acting, row->person_id, &count);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_page(dossier, row->role, ids[i], pages, err);
	return status;
}

int
page_links_of_journey(
    const struct dossier *dossier, json_t **ret_pages, struct error *err)
{
	cleanup_(memory_free_ptr) const struct journey_role **rows =
	    memory_alloc((dossier->role_count + 1) * sizeof(*rows));
	size_t count = sorted_roles(dossier, rows);
	json_t *pages = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_pages(dossier, rows[i], pages, err);
	if (status != OB_OK) {
		json_decref(pages);
		return status;
	}
	*ret_pages = pages;
	return OB_OK;
}
