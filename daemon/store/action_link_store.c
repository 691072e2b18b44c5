/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/action_link_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define LINK_COLUMNS                                                           \
	"SELECT id, purpose, person_id, activity_id, offer_day, "              \
	"offer_minute, generation, token_hash, created_at FROM action_link "

enum { ADD, UPDATE, FIND_HASH, FIND_LIKE, LIST_OF };

static const char *const sql[] = {
    [ADD] = "INSERT INTO action_link (purpose, person_id, activity_id, "
	    "offer_day, offer_minute, generation, token_hash, created_at) "
	    "VALUES (:purpose, :person_id, :activity_id, :offer_day, "
	    ":offer_minute, :generation, :token_hash, :created_at)",
    [UPDATE] = "UPDATE action_link SET generation = :generation, "
	       "token_hash = :token_hash WHERE id = :id",
    [FIND_HASH] = LINK_COLUMNS "WHERE token_hash = :hash",
    [FIND_LIKE] =
	LINK_COLUMNS "WHERE purpose = :purpose AND person_id = :person "
		     "AND ifnull(activity_id, 0) = :activity "
		     "AND ifnull(offer_day, '') = ifnull(:day, '') "
		     "AND offer_minute = :minute",
    [LIST_OF] = LINK_COLUMNS "WHERE person_id = :person ORDER BY id",
};

const struct table_definition action_link_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, action_link, id),
    COLUMN(COLUMN_TEXT, action_link, purpose),
    COLUMN(COLUMN_INT64, action_link, person_id),
    COLUMN(COLUMN_ID, action_link, activity_id),
    COLUMN(COLUMN_DATE, action_link, offer_day),
    COLUMN(COLUMN_INT, action_link, offer_minute),
    COLUMN(COLUMN_INT64, action_link, generation),
    COLUMN(COLUMN_TEXT, action_link, token_hash),
    COLUMN(COLUMN_INT64, action_link, created_at),
};
static const struct shape shape = SHAPE(columns, action_link);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_ACTION_LINK];
}

int
action_link_store_add(struct store *store, const struct action_link *link,
    int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, link, ret_id, err);
}

int
action_link_store_update(
    struct store *store, const struct action_link *link, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(UPDATE), &shape, link, NULL, err);
}

int
action_link_store_find_hash(struct store *store, const char *token_hash,
    struct action_link *ret_link, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_HASH, PARAM_TEXT(":hash", token_hash)), &shape, ret_link,
	    err);
}

int
action_link_store_find_like(struct store *store, const struct action_link *like,
    struct action_link *ret_link, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_LIKE, PARAM_TEXT(":purpose", like->purpose),
		PARAM_INT(":person", like->person_id),
		PARAM_INT(":activity", like->activity_id),
		PARAM_DATE(":day", like->offer_day),
		PARAM_INT(":minute", like->offer_minute)),
	    &shape, ret_link, err);
}

int
action_link_store_list_of(struct store *store, int64_t person_id,
    struct action_link **ret_links, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_OF, PARAM_INT(":person", person_id)), &shape, ret_links,
	    ret_count, err);
}

void
action_link_store_free(struct action_link *links, size_t count)
{
	table_release_list(&shape, links, count);
}

void
action_link_store_release(struct action_link *link)
{
	table_release(&shape, link);
}
