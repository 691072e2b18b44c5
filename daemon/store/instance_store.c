/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/instance_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { GET, SET };

static const char *const sql[] = {
    [GET] = "SELECT value FROM instance_value WHERE name = :name",
    [SET] = "INSERT INTO instance_value (name, value) VALUES (:name, :value) "
	    "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
};

const struct table_definition instance_store_definition = {sql, ARRAY_LEN(sql)};

struct instance_value {
	char *value;
};

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, instance_value, value),
};
static const struct shape shape = SHAPE(columns, instance_value);

int
instance_store_get(
    struct store *store, const char *name, char **ret_value, struct error *err)
{
	struct instance_value found = {NULL};
	int status = table_find(store->tables[TABLE_INSTANCE],
	    QUERY(GET, PARAM_TEXT(":name", name)), &shape, &found, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_value = status == OB_OK ? found.value : memory_strdup("");
	return OB_OK;
}

int
instance_store_set(
    struct store *store, const char *name, const char *value, struct error *err)
{
	return table_change(store->tables[TABLE_INSTANCE],
	    QUERY(SET, PARAM_TEXT(":name", name), PARAM_TEXT(":value", value)),
	    NULL, NULL, NULL, err);
}
