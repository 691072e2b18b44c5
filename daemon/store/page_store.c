/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/page_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define PAGE_COLUMNS                                                           \
	"SELECT id, kind, journey_id, person_id, generation, token_hash "      \
	"FROM page "

enum { ADD, SET_HASH, RENEW, FIND_HASH, FIND_PERSON, FIND_LEADER, LIST_OF };

static const char *const sql[] = {
    [ADD] = "INSERT INTO page (kind, journey_id, person_id, generation, "
	    "token_hash) VALUES (:kind, :journey_id, :person_id, "
	    ":generation, :token_hash)",
    [SET_HASH] = "UPDATE page SET token_hash = :hash WHERE id = :id",
    [RENEW] = "UPDATE page SET generation = :generation, "
	      "token_hash = :token_hash WHERE id = :id",
    [FIND_HASH] = PAGE_COLUMNS "WHERE token_hash = :hash",
    [FIND_PERSON] =
	PAGE_COLUMNS "WHERE kind = 'person' AND person_id = :person",
    [FIND_LEADER] =
	PAGE_COLUMNS "WHERE kind = 'leader' AND journey_id = :journey",
    [LIST_OF] = PAGE_COLUMNS "WHERE person_id = :person ORDER BY id",
};

const struct table_definition page_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, page, id),
    COLUMN(COLUMN_TEXT, page, kind),
    COLUMN(COLUMN_ID, page, journey_id),
    COLUMN(COLUMN_INT64, page, person_id),
    COLUMN(COLUMN_INT64, page, generation),
    COLUMN(COLUMN_TEXT, page, token_hash),
};
static const struct shape shape = SHAPE(columns, page);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_PAGE];
}

int
page_store_add(struct store *store, const struct page *page, int64_t *ret_id,
    struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, page, ret_id, err);
}

int
page_store_set_hash(
    struct store *store, int64_t id, const char *token_hash, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(SET_HASH, PARAM_INT(":id", id),
		PARAM_TEXT(":hash", token_hash)),
	    NULL, NULL, NULL, err);
}

int
page_store_find_hash(struct store *store, const char *token_hash,
    struct page *ret_page, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_HASH, PARAM_TEXT(":hash", token_hash)), &shape, ret_page,
	    err);
}

int
page_store_find_person(struct store *store, int64_t person_id,
    struct page *ret_page, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_PERSON, PARAM_INT(":person", person_id)), &shape,
	    ret_page, err);
}

int
page_store_find_leader(struct store *store, int64_t journey_id,
    struct page *ret_page, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_LEADER, PARAM_INT(":journey", journey_id)), &shape,
	    ret_page, err);
}

int
page_store_renew(
    struct store *store, const struct page *page, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(RENEW), &shape, page, NULL, err);
}

int
page_store_list_of(struct store *store, int64_t person_id,
    struct page **ret_pages, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_OF, PARAM_INT(":person", person_id)), &shape, ret_pages,
	    ret_count, err);
}

void
page_store_free(struct page *pages, size_t count)
{
	table_release_list(&shape, pages, count);
}

void
page_store_release(struct page *page)
{
	table_release(&shape, page);
}
