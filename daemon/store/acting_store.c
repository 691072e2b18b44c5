/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/acting_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum {
	LIST_AWAY,
	LIST_MEMBERS,
	DROP_MEMBERS,
	ADD_MEMBER,
	LIST_JOURNEYS,
	LIST_ATTENDED
};

static const char *const sql[] = {
    [LIST_AWAY] = "SELECT id, stand_in_id FROM person "
		  "WHERE stand_in_id IS NOT NULL AND away_from <= :day "
		  "AND (away_until IS NULL OR away_until >= :day) "
		  "ORDER BY away_from, id LIMIT 100000",
    [LIST_MEMBERS] = "SELECT group_id, person_id FROM person_member "
		     "ORDER BY group_id, person_id LIMIT 100000",
    [DROP_MEMBERS] = "DELETE FROM person_member WHERE group_id = :group",
    [ADD_MEMBER] = "INSERT INTO person_member (group_id, person_id) "
		   "VALUES (:group, :person) ON CONFLICT DO NOTHING",
    [LIST_JOURNEYS] = "SELECT DISTINCT r.journey_id FROM journey_role r "
		      "JOIN journey j ON j.id = r.journey_id "
		      "WHERE r.person_id = :person "
		      "AND j.state IN ('planned', 'active', 'paused') "
		      "ORDER BY r.journey_id LIMIT 100000",
    [LIST_ATTENDED] =
	"SELECT a.journey_id FROM activity a "
	"WHERE a.responsible_id = :person "
	"AND a.state IN ('planned', 'held') UNION "
	"SELECT a.journey_id FROM activity_participant p "
	"JOIN activity a ON a.id = p.activity_id "
	"WHERE p.person_id = :person AND a.state IN ('planned', 'held') UNION "
	"SELECT i.journey_id FROM invitation i WHERE i.person_id = :person "
	"AND i.method = 'request' "
	"ORDER BY 1 LIMIT 100000",
};

const struct table_definition acting_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, acting_row, owner_id),
    COLUMN(COLUMN_INT64, acting_row, actor_id),
};
static const struct shape shape = SHAPE(columns, acting_row);

static const struct column id_columns[] = {
    {":id", COLUMN_INT64, 0},
};
static const struct shape id_shape = {
    id_columns, ARRAY_LEN(id_columns), sizeof(int64_t)};

int
acting_store_list_away(struct store *store, struct date day,
    struct acting_row **ret_rows, size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_ACTING],
	    QUERY(LIST_AWAY, PARAM_DATE(":day", day)), &shape, ret_rows,
	    ret_count, err);
}

int
acting_store_list_members(struct store *store, struct acting_row **ret_rows,
    size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_ACTING], QUERY_ALL(LIST_MEMBERS),
	    &shape, ret_rows, ret_count, err);
}

int
acting_store_set_members(struct store *store, int64_t group_id,
    const int64_t *people, size_t count, struct error *err)
{
	struct table *table = store->tables[TABLE_ACTING];
	int status = table_change(table,
	    QUERY(DROP_MEMBERS, PARAM_INT(":group", group_id)), NULL, NULL,
	    NULL, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = table_change(table,
		    QUERY(ADD_MEMBER, PARAM_INT(":group", group_id),
			PARAM_INT(":person", people[i])),
		    NULL, NULL, NULL, err);
	return status;
}

int
acting_store_list_journeys(struct store *store, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_ACTING],
	    QUERY(LIST_JOURNEYS, PARAM_INT(":person", person_id)), &id_shape,
	    ret_ids, ret_count, err);
}

int
acting_store_list_attended(struct store *store, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_ACTING],
	    QUERY(LIST_ATTENDED, PARAM_INT(":person", person_id)), &id_shape,
	    ret_ids, ret_count, err);
}
