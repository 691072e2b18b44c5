/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/network_meeting_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define MEETING_COLUMNS                                                        \
	"SELECT id, network_id, day, start_minute, minutes, place, uid, "      \
	"sequence, changed_at, cancelled_at FROM network_meeting "

enum {
	ADD,
	UPDATE,
	FIND,
	LIST,
	SET_ATTENDANCE,
	LIST_ATTENDANCE,
	SET_TOLD,
	FIND_TOLD,
	UNTELL,
	LIST_HEARERS,
	LIST_NETWORKS
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO network_meeting (network_id, day, start_minute, "
	    "minutes, place, uid, sequence, changed_at, cancelled_at) VALUES "
	    "(:network_id, :day, :start_minute, :minutes, :place, :uid, "
	    ":sequence, :changed_at, :cancelled_at)",
    [UPDATE] = "UPDATE network_meeting SET day = :day, "
	       "start_minute = :start_minute, minutes = :minutes, "
	       "place = :place, sequence = :sequence, "
	       "changed_at = :changed_at, cancelled_at = :cancelled_at "
	       "WHERE id = :id",
    [FIND] = MEETING_COLUMNS "WHERE id = :id",
    [LIST] = MEETING_COLUMNS "WHERE network_id = :network "
			     "AND (:from IS NULL OR day >= :from) "
			     "AND (:until IS NULL OR day <= :until) "
			     "ORDER BY day, start_minute, id LIMIT 10000",
    [SET_ATTENDANCE] = "INSERT INTO network_attendance (meeting_id, "
		       "person_id, attended) VALUES (:meeting_id, :person_id, "
		       ":attended) ON CONFLICT (meeting_id, person_id) "
		       "DO UPDATE SET attended = excluded.attended",
    [LIST_ATTENDANCE] = "SELECT a.meeting_id, a.person_id, a.attended "
			"FROM network_meeting m JOIN network_attendance a "
			"ON a.meeting_id = m.id "
			"WHERE m.network_id = :network "
			"AND m.cancelled_at IS NULL "
			"ORDER BY a.meeting_id, a.person_id LIMIT 1000000",
    [SET_TOLD] = "INSERT INTO network_told (meeting_id, person_id, sequence, "
		 "mail_id) VALUES (:meeting_id, :person_id, :sequence, "
		 ":mail_id) ON CONFLICT (meeting_id, person_id, sequence) "
		 "DO UPDATE SET mail_id = excluded.mail_id",
    [FIND_TOLD] = "SELECT meeting_id, person_id, sequence, mail_id "
		  "FROM network_told WHERE meeting_id = :meeting "
		  "AND person_id = :person "
		  "ORDER BY sequence DESC LIMIT 1",
    [UNTELL] = "DELETE FROM network_told WHERE mail_id = :mail",
    [LIST_HEARERS] =
	"SELECT n.contact_id FROM network n JOIN network_meeting m "
	"ON m.network_id = n.id AND m.day >= :day UNION "
	"SELECT b.person_id FROM network n JOIN network_meeting m "
	"ON m.network_id = n.id AND m.day >= :day "
	"JOIN network_member b ON b.network_id = n.id "
	"WHERE b.from_day <= :day "
	"AND (b.until_day IS NULL OR b.until_day > :day) "
	"EXCEPT SELECT leader_id FROM journey WHERE kind = 'onboarding' "
	"AND state = 'paused' ORDER BY 1 LIMIT 100000",
    [LIST_NETWORKS] =
	"SELECT id FROM network WHERE contact_id = :person UNION "
	"SELECT network_id FROM network_member WHERE person_id = :person "
	"ORDER BY 1 LIMIT 10000",
};

const struct table_definition network_meeting_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, network_meeting, id),
    COLUMN(COLUMN_INT64, network_meeting, network_id),
    COLUMN(COLUMN_DATE, network_meeting, day),
    COLUMN(COLUMN_INT, network_meeting, start_minute),
    COLUMN(COLUMN_INT, network_meeting, minutes),
    COLUMN(COLUMN_TEXT, network_meeting, place),
    COLUMN(COLUMN_TEXT, network_meeting, uid),
    COLUMN(COLUMN_INT, network_meeting, sequence),
    COLUMN(COLUMN_INT64, network_meeting, changed_at),
    COLUMN(COLUMN_INSTANT, network_meeting, cancelled_at),
};
static const struct shape shape = SHAPE(columns, network_meeting);

static const struct column attendance_columns[] = {
    COLUMN(COLUMN_INT64, network_attendance, meeting_id),
    COLUMN(COLUMN_INT64, network_attendance, person_id),
    COLUMN(COLUMN_BOOL, network_attendance, attended),
};
static const struct shape attendance_shape =
    SHAPE(attendance_columns, network_attendance);

static const struct column told_columns[] = {
    COLUMN(COLUMN_INT64, network_told, meeting_id),
    COLUMN(COLUMN_INT64, network_told, person_id),
    COLUMN(COLUMN_INT, network_told, sequence),
    COLUMN(COLUMN_ID, network_told, mail_id),
};
static const struct shape told_shape = SHAPE(told_columns, network_told);

/* A record that is an id and nothing else. */
static const struct column id_columns[] = {{":id", COLUMN_INT64, 0}};
static const struct shape id_shape = {id_columns, 1, sizeof(int64_t)};

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_NETWORK_MEETING];
}

int
network_meeting_store_add(struct store *store,
    const struct network_meeting *meeting, int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, meeting, ret_id, err);
}

int
network_meeting_store_update(struct store *store,
    const struct network_meeting *meeting, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(UPDATE), &shape, meeting, NULL, err);
}

int
network_meeting_store_find(struct store *store, int64_t id,
    struct network_meeting *ret_meeting, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_meeting, err);
}

int
network_meeting_store_list(struct store *store,
    const struct network_meeting_filter *filter,
    struct network_meeting **ret_meetings, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":network", filter->network_id),
		PARAM_DATE(":from", filter->from),
		PARAM_DATE(":until", filter->until)),
	    &shape, ret_meetings, ret_count, err);
}

void
network_meeting_store_release(struct network_meeting *meeting)
{
	table_release(&shape, meeting);
}

void
network_meeting_store_free(struct network_meeting *meetings, size_t count)
{
	table_release_list(&shape, meetings, count);
}

int
network_meeting_store_set_attendance(struct store *store,
    const struct network_attendance *attendance, struct error *err)
{
	return table_change(table_of(store), QUERY_ALL(SET_ATTENDANCE),
	    &attendance_shape, attendance, NULL, err);
}

int
network_meeting_store_list_attendance(struct store *store, int64_t network_id,
    struct network_attendance **ret_rows, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ATTENDANCE, PARAM_INT(":network", network_id)),
	    &attendance_shape, ret_rows, ret_count, err);
}

int
network_meeting_store_set_told(
    struct store *store, const struct network_told *told, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(SET_TOLD), &told_shape, told, NULL, err);
}

int
network_meeting_store_find_told(struct store *store, int64_t meeting_id,
    int64_t person_id, struct network_told *ret_told, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_TOLD, PARAM_INT(":meeting", meeting_id),
		PARAM_INT(":person", person_id)),
	    &told_shape, ret_told, err);
}

int
network_meeting_store_untell(
    struct store *store, int64_t mail_id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(UNTELL, PARAM_INT(":mail", mail_id)), NULL, NULL, NULL, err);
}

int
network_meeting_store_list_hearers(struct store *store, struct date day,
    int64_t **ret_people, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_HEARERS, PARAM_DATE(":day", day)), &id_shape, ret_people,
	    ret_count, err);
}

int
network_meeting_store_list_networks(struct store *store, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_NETWORKS, PARAM_INT(":person", person_id)), &id_shape,
	    ret_ids, ret_count, err);
}
