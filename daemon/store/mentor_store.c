/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/mentor_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define RELATION_COLUMNS                                                       \
	"SELECT m.id, m.journey_id, m.person_id, m.from_day, m.until_day, "    \
	"m.briefed_on, m.closed_why FROM mentor_relation m "

enum { ADD, UPDATE, FIND_OPEN, LIST_JOURNEY, LIST, LOAD };

static const char *const sql[] = {
    [ADD] = "INSERT INTO mentor_relation (journey_id, person_id, from_day, "
	    "until_day, briefed_on, closed_why) VALUES (:journey_id, "
	    ":person_id, :from_day, :until_day, :briefed_on, "
	    "coalesce(:closed_why, ''))",
    [UPDATE] = "UPDATE mentor_relation SET until_day = :until_day, "
	       "briefed_on = :briefed_on, "
	       "closed_why = coalesce(:closed_why, '') WHERE id = :id",
    [FIND_OPEN] = RELATION_COLUMNS "WHERE m.journey_id = :journey "
				   "AND m.until_day IS NULL",
    [LIST_JOURNEY] = RELATION_COLUMNS "WHERE m.journey_id = :journey "
				      "ORDER BY m.id LIMIT 1000",
    [LIST] = RELATION_COLUMNS "ORDER BY m.person_id, m.id LIMIT 1000000",
    [LOAD] = "SELECT count(*) FROM mentor_relation m "
	     "JOIN journey j ON j.id = m.journey_id "
	     "WHERE m.until_day IS NULL "
	     "AND j.state IN ('planned', 'active', 'paused') "
	     "AND m.person_id = :person AND m.journey_id <> :except",
};

const struct table_definition mentor_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, mentor_relation, id),
    COLUMN(COLUMN_INT64, mentor_relation, journey_id),
    COLUMN(COLUMN_INT64, mentor_relation, person_id),
    COLUMN(COLUMN_DATE, mentor_relation, from_day),
    COLUMN(COLUMN_DATE, mentor_relation, until_day),
    COLUMN(COLUMN_DATE, mentor_relation, briefed_on),
    COLUMN(COLUMN_TEXT, mentor_relation, closed_why),
};
static const struct shape shape = SHAPE(columns, mentor_relation);

int
mentor_store_add(struct store *store, const struct mentor_relation *relation,
    int64_t *ret_id, struct error *err)
{
	return table_insert_of(store->tables[TABLE_MENTOR],
	    QUERY_ALL_OF(STORE_JOURNEY, relation->journey_id, ADD), &shape,
	    relation, ret_id, err);
}

int
mentor_store_update(struct store *store, const struct mentor_relation *relation,
    struct error *err)
{
	return table_change(store->tables[TABLE_MENTOR],
	    QUERY_ALL_OF(STORE_JOURNEY, relation->journey_id, UPDATE), &shape,
	    relation, NULL, err);
}

int
mentor_store_find_open(struct store *store, int64_t journey_id,
    struct mentor_relation *ret_relation, struct error *err)
{
	return table_find(store->tables[TABLE_MENTOR],
	    QUERY(FIND_OPEN, PARAM_INT(":journey", journey_id)), &shape,
	    ret_relation, err);
}

int
mentor_store_list_journey(struct store *store, int64_t journey_id,
    struct mentor_relation **ret_relations, size_t *ret_count,
    struct error *err)
{
	return table_list(store->tables[TABLE_MENTOR],
	    QUERY(LIST_JOURNEY, PARAM_INT(":journey", journey_id)), &shape,
	    ret_relations, ret_count, err);
}

int
mentor_store_list(struct store *store, struct mentor_relation **ret_relations,
    size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_MENTOR], QUERY_ALL(LIST), &shape,
	    ret_relations, ret_count, err);
}

int
mentor_store_load(struct store *store, int64_t person_id,
    int64_t except_journey_id, int64_t *ret_count, struct error *err)
{
	return table_integer(store->tables[TABLE_MENTOR],
	    QUERY(LOAD, PARAM_INT(":person", person_id),
		PARAM_INT(":except", except_journey_id)),
	    ret_count, err);
}

void
mentor_store_release(struct mentor_relation *relation)
{
	table_release(&shape, relation);
}

void
mentor_store_free(struct mentor_relation *relations, size_t count)
{
	table_release_list(&shape, relations, count);
}
