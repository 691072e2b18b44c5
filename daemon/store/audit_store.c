/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/audit_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define AUDIT_COLUMNS                                                          \
	"SELECT id, at, actor, verb, entity, entity_id, value_hash, "          \
	"previous_hash, hash FROM audit "

enum { LAST, ADD, ADD_VALUE, FIND_VALUE, LIST, LIST_JOURNEY, COUNT_ACTIVITY };

static const char *const sql[] = {
    [LAST] = AUDIT_COLUMNS "ORDER BY id DESC LIMIT 1",
    [ADD] = "INSERT INTO audit (id, at, actor, verb, entity, entity_id, "
	    "value_hash, previous_hash, hash) VALUES (:id, :at, :actor, "
	    ":verb, :entity, :entity_id, :value_hash, :previous_hash, :hash)",
    [ADD_VALUE] = "INSERT INTO audit_value (audit_id, salt, before, after) "
		  "VALUES (:id, :salt, :before, :after)",
    [FIND_VALUE] = "SELECT salt, before, after FROM audit_value "
		   "WHERE audit_id = :id",
    [LIST] = AUDIT_COLUMNS "WHERE id > :after ORDER BY id LIMIT 1000",
    [LIST_JOURNEY] =
	AUDIT_COLUMNS "WHERE entity = 'journey' AND entity_id = :journey_id "
		      "AND at >= :since "
		      "ORDER BY id LIMIT 1000",
    [COUNT_ACTIVITY] =
	"SELECT COUNT(*) FROM audit WHERE entity = 'activity' "
	"AND entity_id = :activity_id AND verb = :verb AND at = :at",
};

const struct table_definition audit_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, audit_entry, id),
    COLUMN(COLUMN_INT64, audit_entry, at),
    COLUMN(COLUMN_TEXT, audit_entry, actor),
    COLUMN(COLUMN_TEXT, audit_entry, verb),
    COLUMN(COLUMN_TEXT, audit_entry, entity),
    COLUMN(COLUMN_INT64, audit_entry, entity_id),
    COLUMN(COLUMN_TEXT, audit_entry, value_hash),
    COLUMN(COLUMN_TEXT, audit_entry, previous_hash),
    COLUMN(COLUMN_TEXT, audit_entry, hash),
};
static const struct shape shape = SHAPE(columns, audit_entry);

static const struct column value_columns[] = {
    COLUMN(COLUMN_TEXT, audit_value, salt),
    COLUMN(COLUMN_TEXT, audit_value, before),
    COLUMN(COLUMN_TEXT, audit_value, after),
};
static const struct shape value_shape = SHAPE(value_columns, audit_value);

int
audit_store_last(
    struct store *store, struct audit_entry *ret_entry, struct error *err)
{
	return table_find(store->tables[TABLE_AUDIT], QUERY_ALL(LAST), &shape,
	    ret_entry, err);
}

int
audit_store_add(struct store *store, const struct audit_entry *entry,
    const char *salt, const char *before, const char *after, struct error *err)
{
	struct table *table = store->tables[TABLE_AUDIT];
	int status = table_insert(table, ADD, &shape, entry, NULL, err);

	if (status != OB_OK)
		return status;
	return table_change(table,
	    QUERY(ADD_VALUE, PARAM_INT(":id", entry->id),
		PARAM_TEXT(":salt", salt), PARAM_TEXT(":before", before),
		PARAM_TEXT(":after", after)),
	    NULL, NULL, NULL, err);
}

int
audit_store_find_value(struct store *store, int64_t id,
    struct audit_value *ret_value, struct error *err)
{
	return table_find(store->tables[TABLE_AUDIT],
	    QUERY(FIND_VALUE, PARAM_INT(":id", id)), &value_shape, ret_value,
	    err);
}

void
audit_store_release_value(struct audit_value *value)
{
	table_release(&value_shape, value);
}

int
audit_store_list(struct store *store, int64_t after,
    struct audit_entry **ret_entries, size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_AUDIT],
	    QUERY(LIST, PARAM_INT(":after", after)), &shape, ret_entries,
	    ret_count, err);
}

int
audit_store_list_journey(struct store *store, int64_t journey_id, int64_t since,
    struct audit_entry **ret_entries, size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_AUDIT],
	    QUERY(LIST_JOURNEY, PARAM_INT(":journey_id", journey_id),
		PARAM_INT(":since", since)),
	    &shape, ret_entries, ret_count, err);
}

int
audit_store_count_activity(struct store *store, int64_t activity_id,
    const char *verb, int64_t at, int64_t *ret_count, struct error *err)
{
	return table_integer(store->tables[TABLE_AUDIT],
	    QUERY(COUNT_ACTIVITY, PARAM_INT(":activity_id", activity_id),
		PARAM_TEXT(":verb", verb), PARAM_INT(":at", at)),
	    ret_count, err);
}

void
audit_store_release(struct audit_entry *entry)
{
	table_release(&shape, entry);
}

void
audit_store_free(struct audit_entry *entries, size_t count)
{
	table_release_list(&shape, entries, count);
}
