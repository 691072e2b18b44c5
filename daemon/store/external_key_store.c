/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/external_key_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { ADD, FIND, FIND_ENTITY };

static const char *const sql[] = {
    [ADD] = "INSERT INTO external_key (kind, key, entity_id) "
	    "VALUES (:kind, :key, :id)",
    [FIND] = "SELECT entity_id FROM external_key "
	     "WHERE kind = :kind AND key = :key",
    [FIND_ENTITY] = "SELECT key FROM external_key "
		    "WHERE kind = :kind AND entity_id = :id "
		    "ORDER BY key LIMIT 1",
};

const struct table_definition external_key_store_definition = {
    sql, ARRAY_LEN(sql)};

struct key_row {
	char *key;
};

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, key_row, key),
};
static const struct shape shape = SHAPE(columns, key_row);

int
external_key_store_find(struct store *store, const char *kind, const char *key,
    int64_t *ret_id, struct error *err)
{
	return table_integer(store->tables[TABLE_EXTERNAL_KEY],
	    QUERY(FIND, PARAM_TEXT(":kind", kind), PARAM_TEXT(":key", key)),
	    ret_id, err);
}

int
external_key_store_find_entity(struct store *store, const char *kind,
    int64_t id, char **ret_key, struct error *err)
{
	struct key_row row = {NULL};
	int status = table_find(store->tables[TABLE_EXTERNAL_KEY],
	    QUERY(FIND_ENTITY, PARAM_TEXT(":kind", kind), PARAM_INT(":id", id)),
	    &shape, &row, err);

	if (status == OB_ENOTFOUND) {
		*ret_key = memory_strdup("");
		return OB_OK;
	}
	if (status == OB_OK)
		*ret_key = row.key;
	return status;
}

int
external_key_store_add(struct store *store, const char *kind, const char *key,
    int64_t id, struct error *err)
{
	return table_change(store->tables[TABLE_EXTERNAL_KEY],
	    QUERY(ADD, PARAM_TEXT(":kind", kind), PARAM_TEXT(":key", key),
		PARAM_INT(":id", id)),
	    NULL, NULL, NULL, err);
}
