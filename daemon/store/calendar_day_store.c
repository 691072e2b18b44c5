/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/calendar_day_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define DAY_COLUMNS "SELECT area, day, class, title, source FROM calendar_day "
#define DAY_ORDER "ORDER BY area, day, class, source LIMIT 200000"

enum { PUT, FIND, REMOVE, REMOVE_DAY, REMOVE_ONE, LIST, LIST_SOURCE };

static const char *const sql[] = {
    [PUT] = "INSERT INTO calendar_day (area, day, class, title, source) "
	    "VALUES (:area, :day, :class, :title, :source) "
	    "ON CONFLICT (area, day, class, source) DO UPDATE SET "
	    "title = excluded.title",
    [FIND] = DAY_COLUMNS "WHERE area = :area AND day = :day "
			 "AND source = :source ORDER BY class LIMIT 1",
    [REMOVE] = "DELETE FROM calendar_day WHERE source = :source "
	       "AND area = :area",
    [REMOVE_DAY] = "DELETE FROM calendar_day WHERE area = :area "
		   "AND day = :day AND source = :source",
    [REMOVE_ONE] = "DELETE FROM calendar_day WHERE area = :area "
		   "AND day = :day AND class = :class AND source = :source",
    [LIST] = DAY_COLUMNS DAY_ORDER,
    [LIST_SOURCE] =
	DAY_COLUMNS "WHERE source = :source AND area = :area " DAY_ORDER,
};

const struct table_definition calendar_day_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, calendar_day, area),
    COLUMN(COLUMN_DATE, calendar_day, day),
    COLUMN(COLUMN_TEXT, calendar_day, class),
    COLUMN(COLUMN_TEXT, calendar_day, title),
    COLUMN(COLUMN_TEXT, calendar_day, source),
};
static const struct shape shape = SHAPE(columns, calendar_day);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_CALENDAR_DAY];
}

int
calendar_day_store_find(struct store *store, const struct calendar_day *key,
    struct calendar_day *ret_day, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND, PARAM_TEXT(":area", key->area),
		PARAM_DATE(":day", key->day),
		PARAM_TEXT(":source", key->source)),
	    &shape, ret_day, err);
}

int
calendar_day_store_put(
    struct store *store, const struct calendar_day *day, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(PUT), &shape, day, NULL, err);
}

int
calendar_day_store_remove(struct store *store, const char *area,
    const char *source, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(REMOVE, PARAM_TEXT(":area", area),
		PARAM_TEXT(":source", source)),
	    NULL, NULL, NULL, err);
}

int
calendar_day_store_remove_day(
    struct store *store, const struct calendar_day *key, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(REMOVE_DAY, PARAM_TEXT(":area", key->area),
		PARAM_DATE(":day", key->day),
		PARAM_TEXT(":source", key->source)),
	    NULL, NULL, NULL, err);
}

int
calendar_day_store_remove_one(
    struct store *store, const struct calendar_day *key, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(REMOVE_ONE, PARAM_TEXT(":area", key->area),
		PARAM_DATE(":day", key->day), PARAM_TEXT(":class", key->class),
		PARAM_TEXT(":source", key->source)),
	    NULL, NULL, NULL, err);
}

int
calendar_day_store_list(struct store *store, struct calendar_day **ret_days,
    size_t *ret_count, struct error *err)
{
	return table_list(
	    table_of(store), QUERY_ALL(LIST), &shape, ret_days, ret_count, err);
}

int
calendar_day_store_list_source(struct store *store, const char *area,
    const char *source, struct calendar_day **ret_days, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_SOURCE, PARAM_TEXT(":area", area),
		PARAM_TEXT(":source", source)),
	    &shape, ret_days, ret_count, err);
}

void
calendar_day_store_release(struct calendar_day *day)
{
	table_release(&shape, day);
}

void
calendar_day_store_free(struct calendar_day *days, size_t count)
{
	table_release_list(&shape, days, count);
}
