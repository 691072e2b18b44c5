/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/handbook_store.h"

#include <string.h>

#include "base/memory.h"
#include "store/store_tables.h"

enum { DROP, ADD, PUT, REMOVE, LIST, CONFIRM, FORGET, LIST_CONFIRMATIONS };

static const char *const sql[] = {
    [DROP] = "DELETE FROM handbook_entry",
    [ADD] = "INSERT INTO handbook_entry (name, function, area, workplace, "
	    "is_filed, title_da, title_en, "
	    "contact_name, contact_email, deputy_name, deputy_email, phone, "
	    "mail, members, helps_with_da, helps_with_en) VALUES (:name, "
	    ":function, :area, :workplace, :is_filed, :title_da, :title_en, "
	    ":contact_name, :contact_email, "
	    ":deputy_name, :deputy_email, :phone, :mail, "
	    "coalesce(:members, ''), :helps_with_da, :helps_with_en)",
    [PUT] = "UPDATE handbook_entry SET title_da = :title_da, title_en = "
	    ":title_en, contact_name = :contact_name, contact_email = "
	    ":contact_email, deputy_name = :deputy_name, deputy_email = "
	    ":deputy_email, phone = :phone, mail = :mail, "
	    "members = coalesce(:members, ''), helps_with_da = "
	    ":helps_with_da, helps_with_en = :helps_with_en "
	    "WHERE name = :name",
    [REMOVE] = "DELETE FROM handbook_entry WHERE name = :name",
    [LIST] = "SELECT name, function, area, workplace, is_filed, title_da, "
	     "title_en, contact_name, "
	     "contact_email, deputy_name, deputy_email, phone, mail, "
	     "members, helps_with_da, helps_with_en FROM handbook_entry "
	     "ORDER BY function, area, workplace LIMIT 1000",
    [CONFIRM] = "INSERT OR REPLACE INTO handbook_confirmation (name, "
		"confirmed_at, person_id, base) VALUES (:name, "
		":confirmed_at, :person_id, :base)",
    [FORGET] = "DELETE FROM handbook_confirmation WHERE name = :name",
    [LIST_CONFIRMATIONS] = "SELECT name, confirmed_at, person_id, base "
			   "FROM handbook_confirmation ORDER BY name "
			   "LIMIT 1000",
};

const struct table_definition handbook_store_definition = {sql, ARRAY_LEN(sql)};

#define ENTRY(parameter, member)                                               \
	{                                                                      \
		parameter, COLUMN_TEXT,                                        \
		    offsetof(struct handbook_entry, member)                    \
	}

static const struct column columns[] = {
    ENTRY(":name", name),
    ENTRY(":function", function),
    ENTRY(":area", area),
    ENTRY(":workplace", workplace),
    COLUMN(COLUMN_BOOL, handbook_entry, is_filed),
    ENTRY(":title_da", title.in[LANGUAGE_DA]),
    ENTRY(":title_en", title.in[LANGUAGE_EN]),
    ENTRY(":contact_name", contact_name),
    ENTRY(":contact_email", contact_email),
    ENTRY(":deputy_name", deputy_name),
    ENTRY(":deputy_email", deputy_email),
    ENTRY(":phone", phone),
    ENTRY(":mail", mail),
    ENTRY(":members", members),
    ENTRY(":helps_with_da", helps_with.in[LANGUAGE_DA]),
    ENTRY(":helps_with_en", helps_with.in[LANGUAGE_EN]),
};
static const struct shape shape = SHAPE(columns, handbook_entry);

static const struct column confirmation_columns[] = {
    COLUMN(COLUMN_TEXT, handbook_confirmation, name),
    COLUMN(COLUMN_INT64, handbook_confirmation, confirmed_at),
    COLUMN(COLUMN_INT64, handbook_confirmation, person_id),
    COLUMN(COLUMN_TEXT, handbook_confirmation, base),
};
static const struct shape confirmation_shape =
    SHAPE(confirmation_columns, handbook_confirmation);

int
handbook_store_replace(
    struct store *store, const struct handbook *handbook, struct error *err)
{
	struct table *table = store->tables[TABLE_HANDBOOK];
	int status =
	    table_change(table, QUERY_ALL(DROP), NULL, NULL, NULL, err);

	for (size_t i = 0; status == OB_OK && i < handbook->count; i++)
		status = table_change(table, QUERY_ALL(ADD), &shape,
		    &handbook->entries[i], NULL, err);
	return status;
}

int
handbook_store_add(
    struct store *store, const struct handbook_entry *entry, struct error *err)
{
	return table_change(store->tables[TABLE_HANDBOOK], QUERY_ALL(ADD),
	    &shape, entry, NULL, err);
}

int
handbook_store_put(
    struct store *store, const struct handbook_entry *entry, struct error *err)
{
	return table_change(store->tables[TABLE_HANDBOOK], QUERY_ALL(PUT),
	    &shape, entry, NULL, err);
}

int
handbook_store_remove(struct store *store, const char *name, struct error *err)
{
	int count = 0;
	int status = table_change(store->tables[TABLE_HANDBOOK],
	    QUERY(REMOVE, PARAM_TEXT(":name", name)), NULL, NULL, &count, err);

	if (status == OB_OK && count == 0)
		status = error_set(err, OB_ECONFLICT,
		    "the handbook has the entry '%.60s' no more", name);
	return status == OB_OK ? handbook_store_forget(store, name, err)
			       : status;
}

int
handbook_store_load(
    struct store *store, struct handbook **ret_handbook, struct error *err)
{
	struct handbook *handbook = memory_alloc(sizeof(*handbook));
	int status = table_list(store->tables[TABLE_HANDBOOK], QUERY_ALL(LIST),
	    &shape, &handbook->entries, &handbook->count, err);

	if (status != OB_OK) {
		handbook_free(handbook);
		return status;
	}
	*ret_handbook = handbook;
	return OB_OK;
}

int
handbook_store_confirm(struct store *store,
    const struct handbook_confirmation *confirmation, struct error *err)
{
	return table_change(store->tables[TABLE_HANDBOOK], QUERY_ALL(CONFIRM),
	    &confirmation_shape, confirmation, NULL, err);
}

int
handbook_store_forget(struct store *store, const char *name, struct error *err)
{
	return table_change(store->tables[TABLE_HANDBOOK],
	    QUERY(FORGET, PARAM_TEXT(":name", name)), NULL, NULL, NULL, err);
}

int
handbook_store_confirmations(struct store *store,
    struct handbook_confirmations *ret_confirmations, struct error *err)
{
	return table_list(store->tables[TABLE_HANDBOOK],
	    QUERY_ALL(LIST_CONFIRMATIONS), &confirmation_shape,
	    &ret_confirmations->rows, &ret_confirmations->count, err);
}

void
handbook_store_release(struct handbook_confirmations *confirmations)
{
	table_release_list(
	    &confirmation_shape, confirmations->rows, confirmations->count);
	*confirmations = (struct handbook_confirmations){.count = 0};
}

const struct handbook_confirmation *
handbook_store_find_confirmation(
    const struct handbook_confirmations *confirmations, const char *name)
{
	for (size_t i = 0; i < confirmations->count; i++) {
		if (strcmp(confirmations->rows[i].name, name) == 0)
			return &confirmations->rows[i];
	}
	return NULL;
}
