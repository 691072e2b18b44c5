/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/person_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define PERSON_COLUMNS                                                         \
	"SELECT p.id, p.name, p.language, p.phone, m.address, w.address, "     \
	"p.created_at, p.zone, p.manager_id, p.away_from, p.away_until, "      \
	"p.stand_in_id, p.is_group, p.channel, p.digest, "                     \
	"m.bad_since IS NOT NULL, w.bad_since IS NOT NULL FROM person p "      \
	"LEFT JOIN person_address m ON m.person_id = p.id "                    \
	"AND m.kind = 'main' "                                                 \
	"LEFT JOIN person_address w ON w.person_id = p.id "                    \
	"AND w.kind = 'work' "

enum {
	ADD,
	LIST,
	FIND,
	FIND_BY_KEY,
	UPDATE,
	DROP_ADDRESS,
	ADD_ADDRESS,
	MARK_ADDRESS
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO person (name, language, phone, created_at, zone, "
	    "manager_id, away_from, away_until, stand_in_id, is_group, "
	    "channel, digest) VALUES (:name, :language, :phone, :created_at, "
	    "coalesce(:zone, ''), :manager_id, :away_from, :away_until, "
	    ":stand_in_id, :is_group, coalesce(:channel, ''), "
	    "coalesce(:digest, 'daily'))",
    [LIST] = PERSON_COLUMNS "ORDER BY p.id LIMIT 1000000",
    [FIND] = PERSON_COLUMNS "WHERE p.id = :id",
    [FIND_BY_KEY] =
	PERSON_COLUMNS "WHERE p.id = (SELECT person_id FROM person_address "
		       "WHERE address_key = :key)",
    [UPDATE] = "UPDATE person SET name = :name, language = :language, "
	       "phone = :phone, zone = :zone, manager_id = :manager_id, "
	       "away_from = :away_from, away_until = :away_until, "
	       "stand_in_id = :stand_in_id, is_group = :is_group, "
	       "channel = :channel, digest = :digest WHERE id = :id",
    [DROP_ADDRESS] = "DELETE FROM person_address WHERE person_id = :id "
		     "AND kind = :kind",
    [ADD_ADDRESS] = "INSERT INTO person_address "
		    "(address_key, person_id, kind, address) "
		    "VALUES (:key, :id, :kind, :address)",
    [MARK_ADDRESS] = "UPDATE person_address SET bad_since = :since, "
		     "bad_why = :why WHERE address_key = :key "
		     "AND bad_since IS NULL",
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
    COLUMN(COLUMN_TEXT, person, zone),
    COLUMN(COLUMN_ID, person, manager_id),
    COLUMN(COLUMN_DATE, person, away_from),
    COLUMN(COLUMN_DATE, person, away_until),
    COLUMN(COLUMN_ID, person, stand_in_id),
    COLUMN(COLUMN_BOOL, person, is_group),
    COLUMN(COLUMN_TEXT, person, channel),
    COLUMN(COLUMN_TEXT, person, digest),
    COLUMN(COLUMN_BOOL, person, email_is_bad),
    COLUMN(COLUMN_BOOL, person, work_email_is_bad),
};
static const struct shape shape = SHAPE(columns, person);

int
person_store_add(struct store *store, const struct person *person,
    int64_t *ret_id, struct error *err)
{
	return table_insert_of(store->tables[TABLE_PERSON],
	    QUERY_ALL_OF(STORE_NEW, 0, ADD), &shape, person, ret_id, err);
}

int
person_store_find(struct store *store, int64_t id, struct person *ret_person,
    struct error *err)
{
	return table_find(store->tables[TABLE_PERSON],
	    QUERY(FIND, PARAM_INT(":id", id)), &shape, ret_person, err);
}

int
person_store_list(struct store *store, struct person **ret_people,
    size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_PERSON], QUERY_ALL(LIST), &shape,
	    ret_people, ret_count, err);
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
	return table_change(store->tables[TABLE_PERSON],
	    QUERY_ALL_OF(STORE_PERSON, person->id, UPDATE), &shape, person,
	    NULL, err);
}

int
person_store_set_address(struct store *store, int64_t person_id,
    const char *kind, const char *address, const char *address_key,
    struct error *err)
{
	struct table *table = store->tables[TABLE_PERSON];
	int status = table_change(table,
	    QUERY_OF(STORE_PERSON, person_id, DROP_ADDRESS,
		PARAM_INT(":id", person_id), PARAM_TEXT(":kind", kind)),
	    NULL, NULL, NULL, err);

	if (status != OB_OK)
		return status;
	return table_change(table,
	    QUERY_OF(STORE_PERSON, person_id, ADD_ADDRESS,
		PARAM_INT(":id", person_id), PARAM_TEXT(":kind", kind),
		PARAM_TEXT(":key", address_key),
		PARAM_TEXT(":address", address)),
	    NULL, NULL, NULL, err);
}

int
person_store_mark_address(struct store *store, int64_t person_id,
    const char *address_key, int64_t since, const char *why, struct error *err)
{
	int changed = 0;
	int status = table_change(store->tables[TABLE_PERSON],
	    QUERY_OF(STORE_PERSON, person_id, MARK_ADDRESS,
		PARAM_TEXT(":key", address_key), PARAM_INT(":since", since),
		PARAM_TEXT(":why", why)),
	    NULL, NULL, &changed, err);

	if (status == OB_OK && changed == 0)
		return error_set(err, OB_ECONFLICT,
		    "nobody has this address, or it is known not to work");
	return status;
}

void
person_store_free(struct person *people, size_t count)
{
	table_release_list(&shape, people, count);
}

void
person_store_release(struct person *person)
{
	table_release(&shape, person);
}
