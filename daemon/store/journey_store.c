/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/journey_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define JOURNEY_COLUMNS                                                        \
	"SELECT id, leader_id, programme_id, kind, state, accepted, "          \
	"first_day, end_day, recruitment, title, area, workplace, level, "     \
	"addresses, employees, professional_groups, created_at, "              \
	"work_address_asked, last_day, ended_why FROM journey "

/* In the words of journey_once, which holds these rows alone. */
#define ONCE "state <> 'cancelled' AND kind <> 'cohort'"

#define IN_A_PAUSE                                                             \
	"EXISTS (SELECT 1 FROM journey_pause p WHERE p.journey_id = "          \
	"journey.id AND :today BETWEEN p.from_day AND p.until_day) "

enum {
	ADD,
	FIND,
	FIND_SAME,
	FIND_COHORT,
	LIST,
	LIST_COHORTS,
	LIST_STATE,
	LIST_STIRRED,
	LIST_TOLD,
	SET_STATE,
	SET_ASKED,
	SET_ROLE,
	LIST_ROLES,
	IS_AHEAD,
	UPDATE,
	ADD_PAUSE,
	LIST_PAUSES,
	IS_ANY_OPEN,
	SET_PAUSE,
	DROP_PAUSE,
	LIST_BEGIN_PAUSE,
	LIST_END_PAUSE,
	LIST_PAST_LAST_DAY,
	LIST_INVITING,
	LIST_INVITED,
	FIND_EXIT,
	FIND_LEAVING,
	LIST_RUNNING,
	LIST_RUNNING_ROLES,
	COUNT
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO journey (leader_id, programme_id, kind, state, "
	    "accepted, first_day, end_day, recruitment, title, area, "
	    "workplace, level, addresses, employees, professional_groups, "
	    "created_at, last_day) "
	    "VALUES (:leader_id, :programme_id, :kind, :state, :accepted, "
	    ":first_day, :end_day, :recruitment, :title, :area, :workplace, "
	    ":level, :addresses, :employees, :professional_groups, "
	    ":created_at, :last_day)",
    [FIND] = JOURNEY_COLUMNS "WHERE id = :id",
    [FIND_SAME] = JOURNEY_COLUMNS "WHERE leader_id = :leader AND kind = :kind "
				  "AND first_day = :first_day AND " ONCE,
    [FIND_COHORT] = JOURNEY_COLUMNS
    "WHERE kind = 'cohort' AND title = :title AND area = :area "
    "AND first_day = :first_day AND state <> 'cancelled' "
    "ORDER BY id LIMIT 1",
    [LIST] = JOURNEY_COLUMNS "ORDER BY id LIMIT 1000000",
    [LIST_COHORTS] = JOURNEY_COLUMNS "WHERE kind = 'cohort' "
				     "ORDER BY id LIMIT 1000000",
    [LIST_STATE] =
	JOURNEY_COLUMNS "WHERE state = :state ORDER BY id LIMIT 1000000",
    [LIST_STIRRED] = JOURNEY_COLUMNS
    "WHERE state = 'active' AND "
    "(end_day BETWEEN :ended_from AND :ended_to OR id IN "
    "(SELECT journey_id FROM activity "
    "WHERE state IN ('planned', 'held') "
    "AND planned BETWEEN :from AND :to) OR id IN "
    "(SELECT journey_id FROM activity " ROUND_CHANGED
    ") OR id IN (SELECT journey_id FROM activity " ROUND_WITHDRAWN
    ") OR id IN (SELECT journey_id FROM survey_request "
    "WHERE state = 'open')) "
    "ORDER BY id LIMIT 1000000",
    [LIST_TOLD] = JOURNEY_COLUMNS
    "WHERE id IN (SELECT a.journey_id FROM reminder r "
    "JOIN activity a ON a.id = r.activity_id WHERE r.mail_id = :mail) "
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
    [COUNT] = "SELECT count(*) FROM journey WHERE kind = 'onboarding'",
    [IS_ANY_OPEN] = "SELECT EXISTS (SELECT 1 FROM journey "
		    "WHERE state IN ('planned', 'active', 'paused'))",
    [IS_AHEAD] = "SELECT count(*) FROM journey WHERE leader_id = :leader "
		 "AND first_day > :today AND kind = 'onboarding' "
		 "AND state IN ('planned', 'active', 'paused') "
		 "AND " ONCE,
    [UPDATE] = "UPDATE journey SET programme_id = :programme_id, "
	       "state = :state, accepted = :accepted, "
	       "first_day = :first_day, end_day = :end_day, "
	       "recruitment = :recruitment, title = :title, area = :area, "
	       "workplace = :workplace, level = :level, "
	       "addresses = :addresses, employees = :employees, "
	       "professional_groups = :professional_groups, "
	       "last_day = :last_day, ended_why = :ended_why "
	       "WHERE id = :id AND state = :expected",
    [ADD_PAUSE] = "INSERT INTO journey_pause "
		  "(journey_id, from_day, until_day) "
		  "VALUES (:journey_id, :from_day, :until_day)",
    [LIST_RUNNING] = JOURNEY_COLUMNS "WHERE state IN ('active', 'paused') "
				     "ORDER BY id LIMIT 1000000",
    [LIST_RUNNING_ROLES] =
	"SELECT r.journey_id, r.role, r.person_id, r.is_fallback "
	"FROM journey j JOIN journey_role r ON r.journey_id = j.id "
	"WHERE j.state IN ('active', 'paused') "
	"AND r.role IN ('leader', 'manager', 'coordinator') "
	"ORDER BY r.journey_id, r.role LIMIT 1000000",
    [LIST_PAUSES] = "SELECT id, journey_id, from_day, until_day "
		    "FROM journey_pause WHERE journey_id = :id "
		    "ORDER BY from_day, id LIMIT 1000",
    [SET_PAUSE] = "UPDATE journey_pause SET from_day = :from_day, "
		  "until_day = :until_day WHERE id = :id",
    [DROP_PAUSE] = "DELETE FROM journey_pause WHERE id = :id",
    [LIST_BEGIN_PAUSE] = JOURNEY_COLUMNS
    "WHERE state = 'active' AND " IN_A_PAUSE "ORDER BY id LIMIT 1000000",
    [LIST_END_PAUSE] = JOURNEY_COLUMNS
    "WHERE state = 'paused' AND NOT " IN_A_PAUSE "ORDER BY id LIMIT 1000000",
    [LIST_PAST_LAST_DAY] =
	JOURNEY_COLUMNS "WHERE state IN ('planned', 'active', 'paused') "
			"AND kind = 'onboarding' AND last_day < :today "
			"ORDER BY id LIMIT 1000000",
    [LIST_INVITING] = JOURNEY_COLUMNS
    "WHERE state = 'active' AND id IN (SELECT journey_id FROM activity "
    "WHERE state IN ('planned', 'held') AND start_minute >= 0 "
    "AND planned BETWEEN :from AND :to) ORDER BY id LIMIT 1000000",
    [LIST_INVITED] =
	JOURNEY_COLUMNS "WHERE id IN (SELECT a.journey_id FROM invitation i "
			"JOIN activity a ON a.id = i.activity_id "
			"WHERE i.method = 'request' AND i.told_day >= :from) "
			"ORDER BY id LIMIT 1000000",
    [FIND_EXIT] = JOURNEY_COLUMNS
    "WHERE leader_id = :leader AND kind = 'exit' AND first_day >= :from "
    "AND state IN ('planned', 'active', 'paused') "
    "ORDER BY id DESC LIMIT 1",
    [FIND_LEAVING] =
	JOURNEY_COLUMNS "WHERE leader_id = :leader AND kind = 'onboarding' "
			"AND last_day = :last_day AND state <> 'cancelled' "
			"ORDER BY id DESC LIMIT 1",
};

const struct table_definition journey_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, journey, id),
    COLUMN(COLUMN_INT64, journey, leader_id),
    COLUMN(COLUMN_INT64, journey, programme_id),
    COLUMN(COLUMN_TEXT, journey, kind),
    COLUMN(COLUMN_TEXT, journey, state),
    COLUMN(COLUMN_DATE, journey, accepted),
    COLUMN(COLUMN_DATE, journey, first_day),
    COLUMN(COLUMN_DATE, journey, end_day),
    COLUMN(COLUMN_TEXT, journey, recruitment),
    COLUMN(COLUMN_TEXT, journey, title),
    COLUMN(COLUMN_TEXT, journey, area),
    COLUMN(COLUMN_TEXT, journey, workplace),
    COLUMN(COLUMN_TEXT, journey, level),
    COLUMN(COLUMN_INT, journey, addresses),
    COLUMN(COLUMN_INT, journey, employees),
    COLUMN(COLUMN_INT, journey, professional_groups),
    COLUMN(COLUMN_INT64, journey, created_at),
    COLUMN(COLUMN_BOOL, journey, work_address_asked),
    COLUMN(COLUMN_DATE, journey, last_day),
    COLUMN(COLUMN_TEXT, journey, ended_why),
};
static const struct shape shape = SHAPE(columns, journey);

static const struct column role_columns[] = {
    COLUMN(COLUMN_INT64, journey_role, journey_id),
    COLUMN(COLUMN_TEXT, journey_role, role),
    COLUMN(COLUMN_INT64, journey_role, person_id),
    COLUMN(COLUMN_BOOL, journey_role, is_fallback),
};
static const struct column pause_columns[] = {
    COLUMN(COLUMN_INT64, journey_pause, id),
    COLUMN(COLUMN_INT64, journey_pause, journey_id),
    COLUMN(COLUMN_DATE, journey_pause, from_day),
    COLUMN(COLUMN_DATE, journey_pause, until_day),
};
static const struct shape pause_shape = SHAPE(pause_columns, journey_pause);

static const struct shape role_shape = SHAPE(role_columns, journey_role);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_JOURNEY];
}

int
journey_store_add(struct store *store, const struct journey *journey,
    int64_t *ret_id, struct error *err)
{
	return table_insert_of(table_of(store), QUERY_ALL_OF(STORE_NEW, 0, ADD),
	    &shape, journey, ret_id, err);
}

int
journey_store_find(struct store *store, int64_t id, struct journey *ret_journey,
    struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_journey, err);
}

int
journey_store_find_same(struct store *store, const struct journey *journey,
    struct journey *ret_journey, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_SAME, PARAM_INT(":leader", journey->leader_id),
		PARAM_TEXT(":kind", journey->kind),
		PARAM_DATE(":first_day", journey->first_day)),
	    &shape, ret_journey, err);
}

int
journey_store_find_cohort(struct store *store, const struct journey *journey,
    struct journey *ret_journey, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_COHORT, PARAM_TEXT(":title", journey->title),
		PARAM_TEXT(":area", journey->area),
		PARAM_DATE(":first_day", journey->first_day)),
	    &shape, ret_journey, err);
}

int
journey_store_list_cohorts(struct store *store, struct journey **ret_journeys,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST_COHORTS), &shape,
	    ret_journeys, ret_count, err);
}

int
journey_store_list(struct store *store, const char *state,
    struct journey **ret_journeys, size_t *ret_count, struct error *err)
{
	if (state == NULL)
		return table_list(table_of(store), QUERY_ALL(LIST), &shape,
		    ret_journeys, ret_count, err);
	return table_list(table_of(store),
	    QUERY(LIST_STATE, PARAM_TEXT(":state", state)), &shape,
	    ret_journeys, ret_count, err);
}

int
journey_store_list_stirred(struct store *store, struct date from,
    struct date to, struct journey **ret_journeys, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_STIRRED, PARAM_DATE(":from", from),
		PARAM_DATE(":to", to),
		PARAM_DATE(":ended_from", date_add_days(from, -1)),
		PARAM_DATE(":ended_to", date_add_days(to, -1))),
	    &shape, ret_journeys, ret_count, err);
}

int
journey_store_list_told(struct store *store, int64_t mail_id,
    struct journey **ret_journeys, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_TOLD, PARAM_INT(":mail", mail_id)), &shape, ret_journeys,
	    ret_count, err);
}

int
journey_store_is_any_open(
    struct store *store, bool *ret_open, struct error *err)
{
	int64_t found = 0;
	int status =
	    table_integer(table_of(store), QUERY_ALL(IS_ANY_OPEN), &found, err);

	if (status == OB_OK)
		*ret_open = found != 0;
	return status;
}

int
journey_store_set_state(struct store *store, int64_t id, const char *from,
    const char *to, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY_OF(STORE_JOURNEY, id, SET_STATE, PARAM_INT(":id", id),
		PARAM_TEXT(":from", from), PARAM_TEXT(":to", to)),
	    NULL, NULL, &changed, err);

	if (status == OB_OK && changed == 0)
		status = error_refuse(err, OB_ECONFLICT, "", "meanwhile",
		    "the journey is no longer '%s'", from);
	return status;
}

int
journey_store_update(struct store *store, const struct journey *journey,
    const char *expected_state, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY_OF(STORE_JOURNEY, journey->id, UPDATE,
		PARAM_TEXT(":expected", expected_state)),
	    &shape, journey, &changed, err);

	if (status == OB_OK && changed == 0)
		status = error_refuse(err, OB_ECONFLICT, "", "meanwhile",
		    "the journey is no longer '%s'", expected_state);
	return status;
}

int
journey_store_add_pause(struct store *store, const struct journey_pause *pause,
    int64_t *ret_id, struct error *err)
{
	return table_insert_of(table_of(store),
	    QUERY_ALL_OF(STORE_JOURNEY, pause->journey_id, ADD_PAUSE),
	    &pause_shape, pause, ret_id, err);
}

int
journey_store_list_pauses(struct store *store, int64_t journey_id,
    struct journey_pause **ret_pauses, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_PAUSES, PARAM_INT(":id", journey_id)), &pause_shape,
	    ret_pauses, ret_count, err);
}

int
journey_store_set_pause(
    struct store *store, const struct journey_pause *pause, struct error *err)
{
	return table_change(table_of(store), QUERY_ALL(SET_PAUSE), &pause_shape,
	    pause, NULL, err);
}

int
journey_store_drop_pause(struct store *store, int64_t id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(DROP_PAUSE, PARAM_INT(":id", id)), NULL, NULL, NULL, err);
}

int
journey_store_list_turning(struct store *store, enum journey_turn turn,
    struct date today, struct journey **ret_journeys, size_t *ret_count,
    struct error *err)
{
	static const int statements[] = {
	    [JOURNEY_BEGINS_PAUSE] = LIST_BEGIN_PAUSE,
	    [JOURNEY_ENDS_PAUSE] = LIST_END_PAUSE,
	    [JOURNEY_PASSED_LAST_DAY] = LIST_PAST_LAST_DAY,
	};

	return table_list(table_of(store),
	    QUERY(statements[turn], PARAM_DATE(":today", today)), &shape,
	    ret_journeys, ret_count, err);
}

int
journey_store_list_inviting(struct store *store, struct date from,
    struct date to, struct journey **ret_journeys, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_INVITING, PARAM_DATE(":from", from),
		PARAM_DATE(":to", to)),
	    &shape, ret_journeys, ret_count, err);
}

int
journey_store_list_invited(struct store *store, struct date from,
    struct journey **ret_journeys, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_INVITED, PARAM_DATE(":from", from)), &shape,
	    ret_journeys, ret_count, err);
}

int
journey_store_find_exit(struct store *store, int64_t leader_id,
    struct date from, struct journey *ret_journey, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_EXIT, PARAM_INT(":leader", leader_id),
		PARAM_DATE(":from", from)),
	    &shape, ret_journey, err);
}

int
journey_store_find_leaving(struct store *store, int64_t leader_id,
    struct date last_day, struct journey *ret_journey, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_LEAVING, PARAM_INT(":leader", leader_id),
		PARAM_DATE(":last_day", last_day)),
	    &shape, ret_journey, err);
}

int
journey_store_set_asked(struct store *store, int64_t id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY_OF(STORE_JOURNEY, id, SET_ASKED, PARAM_INT(":id", id)), NULL,
	    NULL, NULL, err);
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
	return table_change(table_of(store),
	    QUERY_ALL_OF(STORE_JOURNEY, role->journey_id, SET_ROLE),
	    &role_shape, role, NULL, err);
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

int
journey_store_list_running(struct store *store, struct journey **ret_journeys,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST_RUNNING), &shape,
	    ret_journeys, ret_count, err);
}

int
journey_store_list_running_roles(struct store *store,
    struct journey_role **ret_roles, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST_RUNNING_ROLES),
	    &role_shape, ret_roles, ret_count, err);
}
