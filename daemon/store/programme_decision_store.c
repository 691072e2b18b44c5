/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/programme_decision_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { SET, FIND };

static const char *const sql[] = {
    [SET] = "INSERT INTO programme_decision (programme_id, decided_on, "
	    "decided_by, reason, recorded_by, recorded_at) VALUES "
	    "(:programme_id, :decided_on, :decided_by, :reason, "
	    ":recorded_by, :recorded_at) "
	    "ON CONFLICT (programme_id) DO UPDATE SET "
	    "decided_on = :decided_on, decided_by = :decided_by, "
	    "reason = :reason, recorded_by = :recorded_by, "
	    "recorded_at = :recorded_at",
    [FIND] = "SELECT programme_id, decided_on, decided_by, reason, "
	     "recorded_by, recorded_at FROM programme_decision "
	     "WHERE programme_id = :id",
};

const struct table_definition programme_decision_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, programme_decision, programme_id),
    COLUMN(COLUMN_DATE, programme_decision, decided_on),
    COLUMN(COLUMN_TEXT, programme_decision, decided_by),
    COLUMN(COLUMN_TEXT, programme_decision, reason),
    COLUMN(COLUMN_TEXT, programme_decision, recorded_by),
    COLUMN(COLUMN_INT64, programme_decision, recorded_at),
};
static const struct shape shape = SHAPE(columns, programme_decision);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_PROGRAMME_DECISION];
}

int
programme_decision_store_set(struct store *store,
    const struct programme_decision *decision, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(SET), &shape, decision, NULL, err);
}

int
programme_decision_store_find(struct store *store, int64_t programme_id,
    struct programme_decision *ret_decision, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND, PARAM_INT(":id", programme_id)), &shape, ret_decision,
	    err);
}

void
programme_decision_store_release(struct programme_decision *decision)
{
	table_release(&shape, decision);
}
