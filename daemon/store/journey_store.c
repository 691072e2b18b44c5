/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/journey_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define JOURNEY_COLUMNS                                                        \
	"SELECT id, leader_id, programme_id, state, accepted, first_day, "     \
	"end_day, recruitment, title, area, workplace, created_at, "           \
	"work_address_asked FROM journey "

enum {
	ADD,
	FIND,
	FIND_SAME,
	LIST,
	SET_STATE,
	SET_ASKED,
	SET_ROLE,
	LIST_ROLES,
	ADD_CALL,
	COUNT_CALLS,
	IS_AHEAD,
	COUNT
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO journey (leader_id, programme_id, state, accepted, "
	    "first_day, end_day, recruitment, title, area, workplace, "
	    "created_at) VALUES (:leader_id, :programme_id, :state, "
	    ":accepted, :first_day, :end_day, :recruitment, :title, :area, "
	    ":workplace, :created_at)",
    [FIND] = JOURNEY_COLUMNS "WHERE id = :id",
    [FIND_SAME] =
	JOURNEY_COLUMNS "WHERE leader_id = :leader AND first_day = :first_day "
			"AND state <> 'cancelled'",
    [LIST] = JOURNEY_COLUMNS "WHERE (:state IS NULL OR state = :state) "
			     "ORDER BY id LIMIT 1000000",
    [SET_STATE] = "UPDATE journey SET state = :to "
		  "WHERE id = :id AND state = :from",
    [SET_ASKED] = "UPDATE journey SET work_address_asked = 1 WHERE id = :id",
    [SET_ROLE] = "INSERT INTO journey_role "
		 "(journey_id, role, person_id, is_fallback) "
		 "VALUES (:journey_id, :role, :person_id, :is_fallback) "
		 "ON CONFLICT (journey_id, role) DO UPDATE SET "
		 "person_id = excluded.person_id, "
		 "is_fallback = excluded.is_fallback",
    [LIST_ROLES] = "SELECT journey_id, role, person_id, is_fallback "
		   "FROM journey_role WHERE journey_id = :id "
		   "ORDER BY role LIMIT 1000",
    [ADD_CALL] = "INSERT INTO call "
		 "(journey_id, held_at, minutes, logged_at, actor) "
		 "VALUES (:journey_id, :held_at, :minutes, :logged_at, "
		 ":actor)",
    [COUNT_CALLS] = "SELECT count(*) FROM call "
		    "WHERE journey_id = :id AND held_at < :before",
    [COUNT] = "SELECT count(*) FROM journey",
    [IS_AHEAD] = "SELECT count(*) FROM journey WHERE leader_id = :leader "
		 "AND first_day > :today AND state IN ('planned', 'active')",
};

const struct table_definition journey_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, journey, id),
    COLUMN(COLUMN_INT64, journey, leader_id),
    COLUMN(COLUMN_INT64, journey, programme_id),
    COLUMN(COLUMN_TEXT, journey, state),
    COLUMN(COLUMN_DATE, journey, accepted),
    COLUMN(COLUMN_DATE, journey, first_day),
    COLUMN(COLUMN_DATE, journey, end_day),
    COLUMN(COLUMN_TEXT, journey, recruitment),
    COLUMN(COLUMN_TEXT, journey, title),
    COLUMN(COLUMN_TEXT, journey, area),
    COLUMN(COLUMN_TEXT, journey, workplace),
    COLUMN(COLUMN_INT64, journey, created_at),
    COLUMN(COLUMN_BOOL, journey, work_address_asked),
};
static const struct shape shape = SHAPE(columns, journey);

static const struct column role_columns[] = {
    COLUMN(COLUMN_INT64, journey_role, journey_id),
    COLUMN(COLUMN_TEXT, journey_role, role),
    COLUMN(COLUMN_INT64, journey_role, person_id),
    COLUMN(COLUMN_BOOL, journey_role, is_fallback),
};
static const struct shape role_shape = SHAPE(role_columns, journey_role);

static const struct column call_columns[] = {
    COLUMN(COLUMN_INT64, call, id),
    COLUMN(COLUMN_INT64, call, journey_id),
    COLUMN(COLUMN_INT64, call, held_at),
    COLUMN(COLUMN_INT, call, minutes),
    COLUMN(COLUMN_INT64, call, logged_at),
    COLUMN(COLUMN_TEXT, call, actor),
};
static const struct shape call_shape = SHAPE(call_columns, call);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_JOURNEY];
}

int
journey_store_add(struct store *store, const struct journey *journey,
    int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, journey, ret_id, err);
}

int
journey_store_find(struct store *store, int64_t id, struct journey *ret_journey,
    struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_journey, err);
}

int
journey_store_find_same(struct store *store, int64_t leader_id,
    struct date first_day, struct journey *ret_journey, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_SAME, PARAM_INT(":leader", leader_id),
		PARAM_DATE(":first_day", first_day)),
	    &shape, ret_journey, err);
}

int
journey_store_list(struct store *store, const char *state,
    struct journey **ret_journeys, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_TEXT(":state", state)), &shape, ret_journeys,
	    ret_count, err);
}

int
journey_store_set_state(struct store *store, int64_t id, const char *from,
    const char *to, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(SET_STATE, PARAM_INT(":id", id), PARAM_TEXT(":from", from),
		PARAM_TEXT(":to", to)),
	    NULL, NULL, &changed, err);

	if (status == OB_OK && changed == 0)
		status = error_set(
		    err, OB_ECONFLICT, "the journey is no longer '%s'", from);
	return status;
}

int
journey_store_set_asked(struct store *store, int64_t id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(SET_ASKED, PARAM_INT(":id", id)), NULL, NULL, NULL, err);
}

void
journey_store_release(struct journey *journey)
{
	table_release(&shape, journey);
}

void
journey_store_free(struct journey *journeys, size_t count)
{
	table_release_list(&shape, journeys, count);
}

int
journey_store_set_role(
    struct store *store, const struct journey_role *role, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(SET_ROLE), &role_shape, role, NULL, err);
}

int
journey_store_list_roles(struct store *store, int64_t journey_id,
    struct journey_role **ret_roles, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ROLES, PARAM_INT(":id", journey_id)), &role_shape,
	    ret_roles, ret_count, err);
}

void
journey_store_free_roles(struct journey_role *roles, size_t count)
{
	table_release_list(&role_shape, roles, count);
}

int
journey_store_add_call(struct store *store, const struct call *call,
    int64_t *ret_id, struct error *err)
{
	return table_insert(
	    table_of(store), ADD_CALL, &call_shape, call, ret_id, err);
}

int
journey_store_count_calls(struct store *store, int64_t journey_id,
    int64_t before, int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT_CALLS, PARAM_INT(":id", journey_id),
		PARAM_INT(":before", before)),
	    ret_count, err);
}

int
journey_store_is_ahead(struct store *store, int64_t leader_id,
    struct date today, bool *ret_ahead, struct error *err)
{
	int64_t count = 0;
	int status = table_integer(table_of(store),
	    QUERY(IS_AHEAD, PARAM_INT(":leader", leader_id),
		PARAM_DATE(":today", today)),
	    &count, err);

	if (status == OB_OK)
		*ret_ahead = count > 0;
	return status;
}

int
journey_store_count(struct store *store, int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store), QUERY_ALL(COUNT), ret_count, err);
}
