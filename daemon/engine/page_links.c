/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/page_links.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/core.h"
#include "engine/people.h"
#include "engine/roles.h"
#include "store/page_store.h"

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
	    .kind = memory_strdup(kind_names[is_leader ? LEADER : PERSON]),
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
page_links_ensure(const struct dossier *dossier, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->people_count; i++)
		status = ensure(dossier, dossier->people[i].id, err);
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
page_links_of_journey(
    const struct dossier *dossier, json_t **ret_pages, struct error *err)
{
	cleanup_(memory_free_ptr) const struct journey_role **rows =
	    memory_alloc((dossier->role_count + 1) * sizeof(*rows));
	size_t count = sorted_roles(dossier, rows);
	json_t *pages = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(memory_free_ptr) char *url = NULL;

		status = page_links_url(dossier, rows[i]->person_id, &url, err);
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
