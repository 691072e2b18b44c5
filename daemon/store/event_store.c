/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/event_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define EVENT_COLUMNS                                                          \
	"SELECT key, day, title_da, title_en, start_minute, minutes, role, "   \
	"only_if, is_gone, uid, sequence, changed_at FROM event "

enum { SET, FIND, LIST, LIST_ROLE, FIND_LED, LIST_PAST, COUNT_STEP, IS_HOST };

static const char *const sql[] = {
    [SET] = "INSERT INTO event (key, day, title_da, title_en, start_minute, "
	    "minutes, role, only_if, is_gone, uid, sequence, changed_at) "
	    "VALUES (:key, :day, :title_da, :title_en, :start_minute, "
	    ":minutes, :role, :only_if, :is_gone, :uid, :sequence, "
	    ":changed_at) "
	    "ON CONFLICT (key, day) DO UPDATE SET "
	    "title_da = excluded.title_da, title_en = excluded.title_en, "
	    "start_minute = excluded.start_minute, "
	    "minutes = excluded.minutes, role = excluded.role, "
	    "only_if = excluded.only_if, is_gone = excluded.is_gone, "
	    "sequence = excluded.sequence, "
	    "changed_at = excluded.changed_at",
    [FIND] = EVENT_COLUMNS "WHERE key = :key AND day = :day",
    [LIST] = EVENT_COLUMNS "WHERE day >= :from AND is_gone = 0 "
			   "ORDER BY day, key LIMIT 100000",
    [LIST_ROLE] =
	EVENT_COLUMNS "WHERE day BETWEEN :from AND :until AND role = :role "
		      "ORDER BY day, key LIMIT 10000",
    [FIND_LED] =
	"SELECT a.id FROM journey j "
	"CROSS JOIN activity a ON a.journey_id = j.id AND a.step = :step "
	"WHERE j.leader_id = :leader AND j.state <> 'cancelled' "
	"AND j.kind <> 'cohort' "
	"ORDER BY +a.id DESC LIMIT 1",
    [LIST_PAST] = "SELECT a.journey_id, a.id FROM activity a "
		  "JOIN journey j ON j.id = a.journey_id "
		  "WHERE a.state IN ('planned', 'held') "
		  "AND a.planned < :before AND a.step GLOB 'event.*' "
		  "AND j.state = 'active' "
		  "ORDER BY a.journey_id, a.id LIMIT 100000",
    [COUNT_STEP] = "SELECT count(*) FROM activity "
		   "WHERE planned = :day AND step = :step "
		   "AND state IN ('planned', 'held')",
    [IS_HOST] = "SELECT count(*) FROM activity a "
		"JOIN journey j ON j.id = a.journey_id "
		"WHERE a.step = :step AND a.responsible_id = :person "
		"AND a.journey_id <> :except "
		"AND a.state IN ('planned', 'held') "
		"AND j.state IN ('planned', 'active')",
};

const struct table_definition event_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, annual_day, key),
    COLUMN(COLUMN_DATE, annual_day, day),
    COLUMN(COLUMN_TEXT, annual_day, title_da),
    COLUMN(COLUMN_TEXT, annual_day, title_en),
    COLUMN(COLUMN_INT, annual_day, start_minute),
    COLUMN(COLUMN_INT, annual_day, minutes),
    COLUMN(COLUMN_TEXT, annual_day, role),
    COLUMN(COLUMN_TEXT, annual_day, only_if),
    COLUMN(COLUMN_BOOL, annual_day, is_gone),
    COLUMN(COLUMN_TEXT, annual_day, uid),
    COLUMN(COLUMN_INT, annual_day, sequence),
    COLUMN(COLUMN_INT64, annual_day, changed_at),
};
static const struct shape shape = SHAPE(columns, annual_day);

static const struct column activity_columns[] = {
    COLUMN(COLUMN_INT64, event_activity, journey_id),
    COLUMN(COLUMN_INT64, event_activity, activity_id),
};
static const struct shape activity_shape =
    SHAPE(activity_columns, event_activity);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_EVENT];
}

int
event_store_set(
    struct store *store, const struct annual_day *day, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(SET), &shape, day, NULL, err);
}

int
event_store_find(struct store *store, const char *key, struct date day,
    struct annual_day *ret_day, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND, PARAM_TEXT(":key", key), PARAM_DATE(":day", day)),
	    &shape, ret_day, err);
}

int
event_store_list(struct store *store, struct date from,
    struct annual_day **ret_days, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_DATE(":from", from)), &shape, ret_days, ret_count,
	    err);
}

int
event_store_list_role(struct store *store, const struct event_filter *filter,
    struct annual_day **ret_days, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ROLE, PARAM_TEXT(":role", filter->role),
		PARAM_DATE(":from", filter->from),
		PARAM_DATE(":until", filter->until)),
	    &shape, ret_days, ret_count, err);
}

int
event_store_find_led(struct store *store, const char *step, int64_t leader_id,
    int64_t *ret_activity_id, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(FIND_LED, PARAM_TEXT(":step", step),
		PARAM_INT(":leader", leader_id)),
	    ret_activity_id, err);
}

void
event_store_release(struct annual_day *day)
{
	table_release(&shape, day);
}

void
event_store_free(struct annual_day *days, size_t count)
{
	table_release_list(&shape, days, count);
}

int
event_store_list_past(struct store *store, struct date before,
    struct event_activity **ret_activities, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_PAST, PARAM_DATE(":before", before)), &activity_shape,
	    ret_activities, ret_count, err);
}

int
event_store_count(struct store *store, const char *step, struct date day,
    int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(
		COUNT_STEP, PARAM_DATE(":day", day), PARAM_TEXT(":step", step)),
	    ret_count, err);
}

int
event_store_is_host(struct store *store, const char *step, int64_t person_id,
    int64_t except_journey_id, bool *ret_is_host, struct error *err)
{
	int64_t count = 0;
	int status = table_integer(table_of(store),
	    QUERY(IS_HOST, PARAM_TEXT(":step", step),
		PARAM_INT(":person", person_id),
		PARAM_INT(":except", except_journey_id)),
	    &count, err);

	if (status == OB_OK)
		*ret_is_host = count > 0;
	return status;
}
