/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/person_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define PERSON_COLUMNS                                                         \
	"SELECT p.id, p.name, p.language, p.phone, m.address, w.address, "     \
	"p.created_at FROM person p "                                          \
	"LEFT JOIN person_address m ON m.person_id = p.id "                    \
	"AND m.kind = 'main' "                                                 \
	"LEFT JOIN person_address w ON w.person_id = p.id "                    \
	"AND w.kind = 'work' "

enum { ADD, FIND, FIND_BY_KEY, UPDATE, DROP_ADDRESS, ADD_ADDRESS };

static const char *const sql[] = {
    [ADD] = "INSERT INTO person (name, language, phone, created_at) "
	    "VALUES (:name, :language, :phone, :created_at)",
    [FIND] = PERSON_COLUMNS "WHERE p.id = :id",
    [FIND_BY_KEY] =
	PERSON_COLUMNS "WHERE p.id = (SELECT person_id FROM person_address "
		       "WHERE address_key = :key)",
    [UPDATE] = "UPDATE person SET name = :name, language = :language, "
	       "phone = :phone WHERE id = :id",
    [DROP_ADDRESS] = "DELETE FROM person_address WHERE person_id = :id "
		     "AND kind = :kind",
    [ADD_ADDRESS] = "INSERT INTO person_address "
		    "(address_key, person_id, kind, address) "
		    "VALUES (:key, :id, :kind, :address)",
};

const struct table_definition person_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, person, id),
    COLUMN(COLUMN_TEXT, person, name),
    COLUMN(COLUMN_TEXT, person, language),
    COLUMN(COLUMN_TEXT, person, phone),
    COLUMN(COLUMN_TEXT, person, email),
    COLUMN(COLUMN_TEXT, person, work_email),
    COLUMN(COLUMN_INT64, person, created_at),
};
static const struct shape shape = SHAPE(columns, person);

int
person_store_add(struct store *store, const struct person *person,
    int64_t *ret_id, struct error *err)
{
	return table_insert(
	    store->tables[TABLE_PERSON], ADD, &shape, person, ret_id, err);
}

int
person_store_find(struct store *store, int64_t id, struct person *ret_person,
    struct error *err)
{
	return table_find(store->tables[TABLE_PERSON],
	    QUERY(FIND, PARAM_INT(":id", id)), &shape, ret_person, err);
}

int
person_store_find_by_key(struct store *store, const char *address_key,
    struct person *ret_person, struct error *err)
{
	return table_find(store->tables[TABLE_PERSON],
	    QUERY(FIND_BY_KEY, PARAM_TEXT(":key", address_key)), &shape,
	    ret_person, err);
}

int
person_store_update(
    struct store *store, const struct person *person, struct error *err)
{
	return table_change(store->tables[TABLE_PERSON], QUERY_ALL(UPDATE),
	    &shape, person, NULL, err);
}

int
person_store_set_address(struct store *store, int64_t person_id,
    const char *kind, const char *address, const char *address_key,
    struct error *err)
{
	struct table *table = store->tables[TABLE_PERSON];
	int status = table_change(table,
	    QUERY(DROP_ADDRESS, PARAM_INT(":id", person_id),
		PARAM_TEXT(":kind", kind)),
	    NULL, NULL, NULL, err);

	if (status != OB_OK)
		return status;
	return table_change(table,
	    QUERY(ADD_ADDRESS, PARAM_INT(":id", person_id),
		PARAM_TEXT(":kind", kind), PARAM_TEXT(":key", address_key),
		PARAM_TEXT(":address", address)),
	    NULL, NULL, NULL, err);
}

void
person_store_release(struct person *person)
{
	table_release(&shape, person);
}
