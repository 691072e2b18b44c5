/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/activity_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define ACTIVITY_COLUMNS                                                       \
	"SELECT a.id, a.journey_id, a.position, a.step, a.state, "             \
	"a.responsible_id, a.planned, a.latest, a.due_rule, a.start_minute, "  \
	"a.end_minute, a.start_at, a.end_at, a.undisturbed, a.flags, "         \
	"a.is_moved, a.title, a.goal, a.seen_by, a.uid, "                      \
	"a.sequence, a.changed_at, a.derivation, a.noticed_id, a.told_day, "   \
	"a.told_minute, a.late_told, a.settled_at, a.settled_by, a.note, "     \
	"a.outcome "                                                           \
	"FROM activity a "

#define BUSY_COLUMNS                                                           \
	"SELECT :person, a.planned, a.start_minute, a.end_minute, "            \
	"a.undisturbed FROM activity a "                                       \
	"WHERE a.start_minute >= 0 AND a.planned >= :from "                    \
	"AND a.journey_id <> :except "                                         \
	"AND a.state IN ('planned', 'held') "

enum {
	ADD,
	FIND,
	FIND_STEP,
	FIND_UID,
	UPDATE,
	LIST_JOURNEY,
	LIST,
	LIST_OPEN,
	LIST_ROUND,
	LIST_ROUND_PARTICIPANTS,
	LIST_LAST,
	DROP_PARTICIPANTS,
	ADD_PARTICIPANT,
	LIST_PARTICIPANTS,
	LIST_BUSY,
	LIST_CLASHING,
	SET_PLACE,
	SET_WORDS,
	SET_OUTCOME
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO activity (journey_id, position, step, state, "
	    "responsible_id, planned, latest, due_rule, start_minute, "
	    "end_minute, start_at, end_at, undisturbed, flags, is_moved, "
	    "title, goal, seen_by, uid, sequence, changed_at, derivation, "
	    "noticed_id, told_day, told_minute, late_told, settled_at, "
	    "settled_by, note) "
	    "VALUES (:journey_id, :position, :step, :state, :responsible_id, "
	    ":planned, :latest, :due_rule, :start_minute, :end_minute, "
	    ":start_at, :end_at, :undisturbed, :flags, :is_moved, :title, "
	    ":goal, :seen_by, :uid, :sequence, :changed_at, :derivation, "
	    ":noticed_id, :told_day, :told_minute, :late_told, "
	    ":settled_at, :settled_by, :note)",
    [FIND] = ACTIVITY_COLUMNS "WHERE a.id = :id",
    [FIND_UID] = ACTIVITY_COLUMNS "WHERE uid = :uid",
    [FIND_STEP] =
	ACTIVITY_COLUMNS "WHERE a.journey_id = :journey AND a.step = :step",
    [UPDATE] = "UPDATE activity SET state = :state, "
	       "responsible_id = :responsible_id, planned = :planned, "
	       "latest = :latest, due_rule = :due_rule, "
	       "start_minute = :start_minute, end_minute = :end_minute, "
	       "start_at = :start_at, end_at = :end_at, "
	       "undisturbed = :undisturbed, flags = :flags, "
	       "is_moved = :is_moved, sequence = :sequence, "
	       "changed_at = :changed_at, derivation = :derivation, "
	       "noticed_id = :noticed_id, told_day = :told_day, "
	       "told_minute = :told_minute, late_told = :late_told, "
	       "settled_at = :settled_at, settled_by = :settled_by, "
	       "note = :note WHERE id = :id AND state = :expected",
    [LIST_JOURNEY] = ACTIVITY_COLUMNS "WHERE a.journey_id = :journey "
				      "ORDER BY a.position, a.id LIMIT 10000",
    [LIST] = ACTIVITY_COLUMNS
    "WHERE (:journey = 0 OR a.journey_id = :journey) "
    "AND (:responsible = 0 OR a.responsible_id = :responsible) "
    "AND (:before IS NULL OR a.planned < :before) "
    "ORDER BY a.planned, a.start_minute, a.id LIMIT 1000000",
    [LIST_OPEN] = ACTIVITY_COLUMNS
    "JOIN journey j ON j.id = a.journey_id "
    "WHERE a.state IN ('planned', 'held') AND a.planned <= :until "
    "AND j.state = 'active' "
    "ORDER BY a.planned, a.start_minute, a.id LIMIT 1000000",
    [LIST_ROUND] = ACTIVITY_COLUMNS
    "JOIN journey j ON j.id = a.journey_id "
    "WHERE a.id IN (" ROUND_ACTIVITIES ") "
    "AND j.state IN ('active', 'paused') "
    "ORDER BY a.journey_id, a.position, a.id LIMIT 1000000",
    [LIST_ROUND_PARTICIPANTS] =
	"SELECT p.activity_id, p.person_id FROM activity a "
	"JOIN journey j ON j.id = a.journey_id "
	"JOIN activity_participant p ON p.activity_id = a.id "
	"WHERE a.id IN (" ROUND_ACTIVITIES ") "
	"AND j.state IN ('active', 'paused') "
	"ORDER BY a.journey_id, a.position, a.id, p.ordinal LIMIT 1000000",
    [LIST_LAST] = ACTIVITY_COLUMNS
    "JOIN journey j ON j.id = a.journey_id "
    "WHERE j.state IN ('active', 'paused') AND j.end_day < :before "
    "AND (a.planned > j.end_day OR a.settled_at > unixepoch(j.end_day)) "
    "ORDER BY a.journey_id, a.position, a.id LIMIT 1000000",
    [DROP_PARTICIPANTS] = "DELETE FROM activity_participant "
			  "WHERE activity_id = :id",
    [ADD_PARTICIPANT] = "INSERT INTO activity_participant "
			"(activity_id, ordinal, person_id) "
			"VALUES (:id, :ordinal, :person)",
    [LIST_PARTICIPANTS] = "SELECT p.activity_id, p.person_id "
			  "FROM activity a JOIN activity_participant p "
			  "ON p.activity_id = a.id "
			  "WHERE a.journey_id = :journey "
			  "ORDER BY a.position, a.id, p.ordinal "
			  "LIMIT 100000",
    [LIST_BUSY] = BUSY_COLUMNS
    "AND a.responsible_id = :person UNION ALL " BUSY_COLUMNS
    "AND a.responsible_id <> :person AND a.id IN (SELECT activity_id "
    "FROM activity_participant WHERE person_id = :person) LIMIT 100000",
    [LIST_CLASHING] = ACTIVITY_COLUMNS
    "JOIN activity e ON e.id = :id AND a.planned = e.planned "
    "AND a.journey_id <> e.journey_id AND a.start_minute >= 0 "
    "AND a.start_minute < e.end_minute AND e.start_minute < a.end_minute "
    "WHERE a.state IN ('planned', 'held') AND a.step NOT GLOB 'event.*' "
    "AND EXISTS (SELECT person_id FROM activity_participant "
    "WHERE activity_id = a.id UNION SELECT a.responsible_id "
    "INTERSECT SELECT person_id FROM activity_participant "
    "WHERE activity_id = e.id) "
    "ORDER BY a.journey_id, a.id LIMIT 100000",
    [SET_PLACE] = "UPDATE activity SET position = :position, "
		  "title = :title WHERE id = :id",
    [SET_WORDS] = "UPDATE activity SET title = :title, goal = :goal, "
		  "seen_by = :seen_by, sequence = :sequence, "
		  "changed_at = :changed_at "
		  "WHERE id = :id AND state = :expected",
    [SET_OUTCOME] = "UPDATE activity SET outcome = :outcome "
		    "WHERE id = :id AND state = :expected",
};

const struct table_definition activity_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, activity, id),
    COLUMN(COLUMN_INT64, activity, journey_id),
    COLUMN(COLUMN_INT, activity, position),
    COLUMN(COLUMN_TEXT, activity, step),
    COLUMN(COLUMN_TEXT, activity, state),
    COLUMN(COLUMN_INT64, activity, responsible_id),
    COLUMN(COLUMN_DATE, activity, planned),
    COLUMN(COLUMN_DATE, activity, latest),
    COLUMN(COLUMN_DATE, activity, due_rule),
    COLUMN(COLUMN_INT, activity, start_minute),
    COLUMN(COLUMN_INT, activity, end_minute),
    COLUMN(COLUMN_INSTANT, activity, start_at),
    COLUMN(COLUMN_INSTANT, activity, end_at),
    COLUMN(COLUMN_BOOL, activity, undisturbed),
    COLUMN(COLUMN_INT, activity, flags),
    COLUMN(COLUMN_BOOL, activity, is_moved),
    COLUMN(COLUMN_TEXT, activity, title),
    COLUMN(COLUMN_TEXT, activity, goal),
    COLUMN(COLUMN_TEXT, activity, seen_by),
    COLUMN(COLUMN_TEXT, activity, uid),
    COLUMN(COLUMN_INT, activity, sequence),
    COLUMN(COLUMN_INT64, activity, changed_at),
    COLUMN(COLUMN_TEXT, activity, derivation),
    COLUMN(COLUMN_INT64, activity, noticed_id),
    COLUMN(COLUMN_DATE, activity, told_day),
    COLUMN(COLUMN_INT, activity, told_minute),
    COLUMN(COLUMN_BOOL, activity, late_told),
    COLUMN(COLUMN_INSTANT, activity, settled_at),
    COLUMN(COLUMN_TEXT, activity, settled_by),
    COLUMN(COLUMN_TEXT, activity, note),
    COLUMN(COLUMN_TEXT, activity, outcome),
};
static const struct shape shape = SHAPE(columns, activity);

static const struct column person_columns[] = {
    COLUMN(COLUMN_INT64, activity_person, activity_id),
    COLUMN(COLUMN_INT64, activity_person, person_id),
};
static const struct shape person_shape = SHAPE(person_columns, activity_person);

static const struct column busy_columns[] = {
    COLUMN(COLUMN_INT64, activity_busy, person_id),
    COLUMN(COLUMN_DATE, activity_busy, planned),
    COLUMN(COLUMN_INT, activity_busy, start_minute),
    COLUMN(COLUMN_INT, activity_busy, end_minute),
    COLUMN(COLUMN_BOOL, activity_busy, undisturbed),
};
static const struct shape busy_shape = SHAPE(busy_columns, activity_busy);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_ACTIVITY];
}

int
activity_store_add(struct store *store, const struct activity *activity,
    int64_t *ret_id, struct error *err)
{
	return table_insert_of(table_of(store),
	    QUERY_ALL_OF(STORE_JOURNEY, activity->journey_id, ADD), &shape,
	    activity, ret_id, err);
}

int
activity_store_find(struct store *store, int64_t id,
    struct activity *ret_activity, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_activity, err);
}

int
activity_store_find_step(struct store *store, int64_t journey_id,
    const char *step, struct activity *ret_activity, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_STEP, PARAM_INT(":journey", journey_id),
		PARAM_TEXT(":step", step)),
	    &shape, ret_activity, err);
}

int
activity_store_find_uid(struct store *store, const char *uid,
    struct activity *ret_activity, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_UID, PARAM_TEXT(":uid", uid)), &shape, ret_activity,
	    err);
}

static int
change_expected(struct store *store, int statement,
    const struct activity *activity, const char *expected_state,
    struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY_OF(STORE_JOURNEY, activity->journey_id, statement,
		PARAM_TEXT(":expected", expected_state)),
	    &shape, activity, &changed, err);

	if (status == OB_OK && changed == 0)
		status = error_refuse(err, OB_ECONFLICT, "", "meanwhile",
		    "activity %lld is no longer %s", (long long)activity->id,
		    expected_state);
	return status;
}

int
activity_store_update(struct store *store, const struct activity *activity,
    const char *expected_state, struct error *err)
{
	return change_expected(store, UPDATE, activity, expected_state, err);
}

int
activity_store_set_place(struct store *store, int64_t id, int position,
    const char *title, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(SET_PLACE, PARAM_INT(":position", position),
		PARAM_TEXT(":title", title), PARAM_INT(":id", id)),
	    NULL, NULL, NULL, err);
}

int
activity_store_set_words(struct store *store, const struct activity *activity,
    const char *expected_state, struct error *err)
{
	return change_expected(store, SET_WORDS, activity, expected_state, err);
}

int
activity_store_set_outcome(
    struct store *store, const struct activity *activity, struct error *err)
{
	return change_expected(
	    store, SET_OUTCOME, activity, activity->state, err);
}

int
activity_store_list_journey(struct store *store, int64_t journey_id,
    struct activity **ret_activities, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_JOURNEY, PARAM_INT(":journey", journey_id)), &shape,
	    ret_activities, ret_count, err);
}

int
activity_store_list(struct store *store, const struct activity_filter *filter,
    struct activity **ret_activities, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":journey", filter->journey_id),
		PARAM_INT(":responsible", filter->responsible_id),
		PARAM_DATE(":before", filter->planned_before)),
	    &shape, ret_activities, ret_count, err);
}

int
activity_store_list_open(struct store *store, struct date until,
    struct activity **ret_activities, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_OPEN, PARAM_DATE(":until", until)), &shape,
	    ret_activities, ret_count, err);
}

int
activity_store_list_round(struct store *store, struct date until,
    struct activity **ret_activities, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ROUND, PARAM_DATE(":until", until)), &shape,
	    ret_activities, ret_count, err);
}

int
activity_store_list_round_participants(struct store *store, struct date until,
    struct activity_person **ret_people, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ROUND_PARTICIPANTS, PARAM_DATE(":until", until)),
	    &person_shape, ret_people, ret_count, err);
}

int
activity_store_list_last(struct store *store, struct date before,
    struct activity **ret_activities, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_LAST, PARAM_DATE(":before", before)), &shape,
	    ret_activities, ret_count, err);
}

void
activity_store_release(struct activity *activity)
{
	table_release(&shape, activity);
}

void
activity_store_free(struct activity *activities, size_t count)
{
	table_release_list(&shape, activities, count);
}

int
activity_store_set_participants(struct store *store, int64_t activity_id,
    const int64_t *people, size_t count, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY_OF(STORE_ACTIVITY, activity_id, DROP_PARTICIPANTS,
		PARAM_INT(":id", activity_id)),
	    NULL, NULL, NULL, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = table_change(table_of(store),
		    QUERY_OF(STORE_ACTIVITY, activity_id, ADD_PARTICIPANT,
			PARAM_INT(":id", activity_id),
			PARAM_INT(":ordinal", (int64_t)i),
			PARAM_INT(":person", people[i])),
		    NULL, NULL, NULL, err);
	return status;
}

int
activity_store_list_participants(struct store *store, int64_t journey_id,
    struct activity_person **ret_people, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_PARTICIPANTS, PARAM_INT(":journey", journey_id)),
	    &person_shape, ret_people, ret_count, err);
}

int
activity_store_list_busy(struct store *store,
    const struct activity_busy_filter *filter, struct activity_busy **ret_busy,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_BUSY, PARAM_INT(":person", filter->person_id),
		PARAM_INT(":except", filter->except_journey_id),
		PARAM_DATE(":from", filter->from)),
	    &busy_shape, ret_busy, ret_count, err);
}

int
activity_store_list_clashing(struct store *store, int64_t id,
    struct activity **ret_activities, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_CLASHING, PARAM_INT(":id", id)), &shape, ret_activities,
	    ret_count, err);
}
