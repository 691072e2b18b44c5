/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/network_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define NETWORK_COLUMNS                                                        \
	"SELECT n.id, n.name, n.about, n.welcomes, n.area, n.level, "          \
	"n.contact_id, n.created_at, n.closed_at FROM network n "
#define MEMBER_COLUMNS                                                         \
	"SELECT id, network_id, person_id, from_day, until_day "               \
	"FROM network_member "

enum {
	ADD,
	UPDATE,
	FIND,
	FIND_NAME,
	LIST,
	LIST_OF,
	SET_MEMBER,
	FIND_MEMBER,
	LIST_MEMBERS,
	LIST_MEMBERSHIPS
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO network (name, about, welcomes, area, level, "
	    "contact_id, created_at, closed_at) VALUES (:name, :about, "
	    ":welcomes, :area, :level, :contact_id, :created_at, :closed_at)",
    [UPDATE] = "UPDATE network SET name = :name, about = :about, "
	       "welcomes = :welcomes, area = :area, level = :level, "
	       "contact_id = :contact_id, closed_at = :closed_at "
	       "WHERE id = :id",
    [FIND] = NETWORK_COLUMNS "WHERE n.id = :id",
    [FIND_NAME] = NETWORK_COLUMNS "WHERE n.name = :name "
				  "AND n.closed_at IS NULL",
    [LIST] = NETWORK_COLUMNS "ORDER BY n.closed_at IS NOT NULL, n.name, n.id "
			     "LIMIT 10000",
    [LIST_OF] =
	NETWORK_COLUMNS "WHERE n.closed_at IS NULL AND "
			"(n.contact_id = :person OR n.id IN "
			"(SELECT m.network_id FROM network_member m "
			"WHERE m.person_id = :person AND m.from_day <= :day "
			"AND (m.until_day IS NULL OR m.until_day > :day))) "
			"ORDER BY n.name, n.id LIMIT 10000",
    [SET_MEMBER] = "INSERT INTO network_member (network_id, person_id, "
		   "from_day, until_day) VALUES (:network_id, :person_id, "
		   ":from_day, :until_day) "
		   "ON CONFLICT (network_id, person_id, from_day) "
		   "DO UPDATE SET until_day = excluded.until_day",
    [FIND_MEMBER] =
	MEMBER_COLUMNS "WHERE network_id = :network AND person_id = :person "
		       "AND (until_day IS NULL OR until_day > :day) "
		       "ORDER BY from_day LIMIT 1",
    [LIST_MEMBERS] = MEMBER_COLUMNS "WHERE network_id = :network "
				    "ORDER BY from_day, id LIMIT 10000",
    [LIST_MEMBERSHIPS] = MEMBER_COLUMNS "WHERE person_id = :person "
					"ORDER BY from_day, id LIMIT 10000",
};

const struct table_definition network_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, network, id),
    COLUMN(COLUMN_TEXT, network, name),
    COLUMN(COLUMN_TEXT, network, about),
    COLUMN(COLUMN_TEXT, network, welcomes),
    COLUMN(COLUMN_TEXT, network, area),
    COLUMN(COLUMN_TEXT, network, level),
    COLUMN(COLUMN_INT64, network, contact_id),
    COLUMN(COLUMN_INT64, network, created_at),
    COLUMN(COLUMN_INSTANT, network, closed_at),
};
static const struct shape shape = SHAPE(columns, network);

static const struct column member_columns[] = {
    COLUMN(COLUMN_INT64, network_member, id),
    COLUMN(COLUMN_INT64, network_member, network_id),
    COLUMN(COLUMN_INT64, network_member, person_id),
    COLUMN(COLUMN_DATE, network_member, from_day),
    COLUMN(COLUMN_DATE, network_member, until_day),
};
static const struct shape member_shape = SHAPE(member_columns, network_member);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_NETWORK];
}

int
network_store_add(struct store *store, const struct network *network,
    int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, network, ret_id, err);
}

int
network_store_update(
    struct store *store, const struct network *network, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(UPDATE), &shape, network, NULL, err);
}

int
network_store_find(struct store *store, int64_t id, struct network *ret_network,
    struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_network, err);
}

int
network_store_find_name(struct store *store, const char *name,
    struct network *ret_network, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_NAME, PARAM_TEXT(":name", name)), &shape, ret_network,
	    err);
}

int
network_store_list(struct store *store, struct network **ret_networks,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST), &shape,
	    ret_networks, ret_count, err);
}

int
network_store_list_of(struct store *store, int64_t person_id, struct date day,
    struct network **ret_networks, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_OF, PARAM_INT(":person", person_id),
		PARAM_DATE(":day", day)),
	    &shape, ret_networks, ret_count, err);
}

void
network_store_release(struct network *network)
{
	table_release(&shape, network);
}

void
network_store_free(struct network *networks, size_t count)
{
	table_release_list(&shape, networks, count);
}

int
network_store_set_member(
    struct store *store, const struct network_member *member, struct error *err)
{
	return table_change(table_of(store), QUERY_ALL(SET_MEMBER),
	    &member_shape, member, NULL, err);
}

int
network_store_find_member(struct store *store, int64_t network_id,
    int64_t person_id, struct date day, struct network_member *ret_member,
    struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_MEMBER, PARAM_INT(":network", network_id),
		PARAM_INT(":person", person_id), PARAM_DATE(":day", day)),
	    &member_shape, ret_member, err);
}

int
network_store_list_members(struct store *store, int64_t network_id,
    struct network_member **ret_members, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_MEMBERS, PARAM_INT(":network", network_id)),
	    &member_shape, ret_members, ret_count, err);
}

int
network_store_list_memberships(struct store *store, int64_t person_id,
    struct network_member **ret_members, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_MEMBERSHIPS, PARAM_INT(":person", person_id)),
	    &member_shape, ret_members, ret_count, err);
}
