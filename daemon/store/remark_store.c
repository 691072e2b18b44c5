/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/remark_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { ADD, END, END_ALL, LIST, LIST_JOURNEY, LIST_HOLDING };

#define COLUMNS                                                                \
	"id, activity_id, kind, person_id, owner_id, text, said_at, ended_at"

static const char *const sql[] = {
    [ADD] = "INSERT INTO remark (activity_id, kind, person_id, owner_id, "
	    "text, said_at, ended_at) VALUES (:activity_id, :kind, "
	    ":person_id, :owner_id, :text, :said_at, :ended_at)",
    [END] = "UPDATE remark SET ended_at = :ended WHERE id = :remark "
	    "AND kind = 'cannot' AND ended_at IS NULL",
    [END_ALL] = "UPDATE remark SET ended_at = :ended "
		"WHERE activity_id = :activity AND kind = 'cannot' "
		"AND ended_at IS NULL",
    [LIST] = "SELECT " COLUMNS " FROM remark WHERE activity_id = :activity "
	     "ORDER BY id LIMIT 1000",
    [LIST_JOURNEY] = "SELECT " COLUMNS " FROM remark WHERE activity_id IN "
		     "(SELECT id FROM activity WHERE journey_id = :journey) "
		     "ORDER BY activity_id, id LIMIT 100000",
    [LIST_HOLDING] =
	"SELECT m.id, m.activity_id, m.kind, m.person_id, m.owner_id, "
	"m.text, m.said_at, m.ended_at FROM remark m "
	"CROSS JOIN activity a ON a.id = m.activity_id "
	"AND a.responsible_id = m.owner_id "
	"AND a.state IN ('planned', 'held') "
	"CROSS JOIN journey_role c ON c.journey_id = a.journey_id "
	"AND c.role = 'coordinator' "
	"LEFT JOIN journey_role l ON l.journey_id = a.journey_id "
	"AND l.role = 'manager' "
	"WHERE m.kind = 'cannot' AND m.ended_at IS NULL "
	"AND CASE WHEN m.person_id = c.person_id THEN l.person_id "
	"ELSE c.person_id END = :person "
	"ORDER BY m.activity_id, m.owner_id LIMIT 10000",
};

const struct table_definition remark_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, remark, id),
    COLUMN(COLUMN_INT64, remark, activity_id),
    COLUMN(COLUMN_TEXT, remark, kind),
    COLUMN(COLUMN_INT64, remark, person_id),
    COLUMN(COLUMN_INT64, remark, owner_id),
    COLUMN(COLUMN_TEXT, remark, text),
    COLUMN(COLUMN_INT64, remark, said_at),
    COLUMN(COLUMN_INSTANT, remark, ended_at),
};
static const struct shape shape = SHAPE(columns, remark);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_REMARK];
}

int
remark_store_add(struct store *store, const struct remark *remark,
    int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, remark, ret_id, err);
}

int
remark_store_end(
    struct store *store, int64_t id, int64_t ended_at, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(END, PARAM_INT(":remark", id), PARAM_INT(":ended", ended_at)),
	    NULL, NULL, &changed, err);

	if (status == OB_OK && changed == 0)
		return error_set(
		    err, OB_ECONFLICT, "it has been taken back already");
	return status;
}

int
remark_store_end_all(struct store *store, int64_t activity_id, int64_t ended_at,
    struct error *err)
{
	int changed = 0;

	return table_change(table_of(store),
	    QUERY(END_ALL, PARAM_INT(":activity", activity_id),
		PARAM_INT(":ended", ended_at)),
	    NULL, NULL, &changed, err);
}

int
remark_store_list(struct store *store, int64_t activity_id,
    struct remark **ret_remarks, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":activity", activity_id)), &shape,
	    ret_remarks, ret_count, err);
}

int
remark_store_list_journey(struct store *store, int64_t journey_id,
    struct remark **ret_remarks, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_JOURNEY, PARAM_INT(":journey", journey_id)), &shape,
	    ret_remarks, ret_count, err);
}

int
remark_store_list_holding(struct store *store, int64_t person_id,
    struct remark **ret_remarks, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_HOLDING, PARAM_INT(":person", person_id)), &shape,
	    ret_remarks, ret_count, err);
}

void
remark_store_free(struct remark *remarks, size_t count)
{
	table_release_list(&shape, remarks, count);
}
