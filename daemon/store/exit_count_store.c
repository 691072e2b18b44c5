/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/exit_count_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum {
	COUNT,
	COUNT_REASONS,
	COUNT_BEGAN,
	FIRST_DAY,
	KEEP,
	KEEP_REASON,
	KEEP_BEGAN,
	FIND,
	LAST,
	LIST_REASONS,
	LIST_BEGAN,
	DROP_REASONS,
	DROP_BEGAN,
	DROP_HALF_YEARS
};

static const char *const sql[] = {
    [COUNT] = "SELECT count(*) FROM exit_interview "
	      "WHERE held_on BETWEEN :from AND :until "
	      "AND recorded_at < :before",
    [COUNT_REASONS] = "SELECT r.reason, count(*), sum(r.is_main) "
		      "FROM exit_interview i JOIN exit_reason r "
		      "ON r.journey_id = i.journey_id "
		      "WHERE i.held_on BETWEEN :from AND :until "
		      "AND i.recorded_at < :before "
		      "GROUP BY r.reason ORDER BY r.reason LIMIT 100",
    [COUNT_BEGAN] =
	"SELECT CAST(substr(first_day, 1, 4) AS INTEGER), count(*) FROM ("
	"SELECT (SELECT max(o.first_day) FROM journey o "
	"WHERE o.leader_id = x.leader_id AND o.kind = 'onboarding' "
	"AND o.state <> 'cancelled' AND o.first_day <= i.held_on) AS first_day "
	"FROM exit_interview i JOIN journey x ON x.id = i.journey_id "
	"WHERE i.held_on BETWEEN :from AND :until AND i.recorded_at < :before) "
	"WHERE first_day IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT 1000",
    [FIRST_DAY] = "SELECT min(held_on) FROM exit_interview",
    [KEEP] = "INSERT INTO exit_half_year (period, talks, counted_at) "
	     "VALUES (:period, :talks, :now)",
    [KEEP_REASON] = "INSERT INTO exit_reason_count "
		    "(period, reason, talks, as_main) "
		    "VALUES (:period, :reason, :talks, :as_main)",
    [KEEP_BEGAN] = "INSERT INTO exit_began (period, year, talks) "
		   "VALUES (:period, :year, :talks)",
    [FIND] = "SELECT talks FROM exit_half_year WHERE period = :period",
    [LAST] = "SELECT period, talks FROM exit_half_year "
	     "WHERE period = (SELECT max(period) FROM exit_half_year)",
    [LIST_REASONS] = "SELECT reason, talks, as_main FROM exit_reason_count "
		     "WHERE period = :period ORDER BY reason LIMIT 100",
    [LIST_BEGAN] = "SELECT year, talks FROM exit_began WHERE period = :period "
		   "ORDER BY talks DESC, year DESC LIMIT 1000",
    [DROP_BEGAN] = "DELETE FROM exit_began WHERE period IN ("
		   "SELECT period FROM exit_half_year "
		   "WHERE counted_at > :now)",
    [DROP_REASONS] = "DELETE FROM exit_reason_count WHERE period IN ("
		     "SELECT period FROM exit_half_year "
		     "WHERE counted_at > :now)",
    [DROP_HALF_YEARS] = "DELETE FROM exit_half_year WHERE counted_at > :now",
};

const struct table_definition exit_count_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column reason_columns[] = {
    COLUMN(COLUMN_TEXT, exit_reason_count, reason),
    COLUMN(COLUMN_INT64, exit_reason_count, talks),
    COLUMN(COLUMN_INT64, exit_reason_count, as_main),
};
static const struct shape reason_shape =
    SHAPE(reason_columns, exit_reason_count);

static const struct column began_columns[] = {
    COLUMN(COLUMN_INT, exit_began, year),
    COLUMN(COLUMN_INT64, exit_began, talks),
};
static const struct shape began_shape = SHAPE(began_columns, exit_began);

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, exit_half_year, period),
    COLUMN(COLUMN_INT64, exit_half_year, talks),
};
static const struct shape shape = SHAPE(columns, exit_half_year);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_EXIT_COUNT];
}

int
exit_count_store_count(struct store *store, const struct exit_span *span,
    int64_t *ret_talks, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT, PARAM_DATE(":from", span->from),
		PARAM_DATE(":until", span->until),
		PARAM_INT(":before", span->before)),
	    ret_talks, err);
}

int
exit_count_store_count_reasons(struct store *store,
    const struct exit_span *span, struct exit_reason_count **ret_counts,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT_REASONS, PARAM_DATE(":from", span->from),
		PARAM_DATE(":until", span->until),
		PARAM_INT(":before", span->before)),
	    &reason_shape, ret_counts, ret_count, err);
}

void
exit_count_store_free(struct exit_reason_count *counts, size_t count)
{
	table_release_list(&reason_shape, counts, count);
}

int
exit_count_store_count_began(struct store *store, const struct exit_span *span,
    struct exit_began **ret_years, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT_BEGAN, PARAM_DATE(":from", span->from),
		PARAM_DATE(":until", span->until),
		PARAM_INT(":before", span->before)),
	    &began_shape, ret_years, ret_count, err);
}

void
exit_count_store_free_began(struct exit_began *years, size_t count)
{
	table_release_list(&began_shape, years, count);
}

int
exit_count_store_first_day(
    struct store *store, struct date *ret_day, struct error *err)
{
	return table_day(table_of(store), QUERY_ALL(FIRST_DAY), ret_day, err);
}

int
exit_count_store_keep(struct store *store,
    const struct exit_half_year *half_year, int64_t now, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP, PARAM_INT(":now", now)), &shape, half_year, NULL, err);
}

int
exit_count_store_keep_reason(struct store *store, const char *period,
    const struct exit_reason_count *count, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_REASON, PARAM_TEXT(":period", period)), &reason_shape,
	    count, NULL, err);
}

int
exit_count_store_keep_began(struct store *store, const char *period,
    const struct exit_began *began, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_BEGAN, PARAM_TEXT(":period", period)), &began_shape,
	    began, NULL, err);
}

int
exit_count_store_find(struct store *store, const char *period,
    int64_t *ret_talks, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(FIND, PARAM_TEXT(":period", period)), ret_talks, err);
}

int
exit_count_store_last(struct store *store, struct exit_half_year *ret_half_year,
    struct error *err)
{
	return table_find(
	    table_of(store), QUERY_ALL(LAST), &shape, ret_half_year, err);
}

void
exit_count_store_release(struct exit_half_year *half_year)
{
	table_release(&shape, half_year);
}

int
exit_count_store_list_reasons(struct store *store, const char *period,
    struct exit_reason_count **ret_counts, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_REASONS, PARAM_TEXT(":period", period)), &reason_shape,
	    ret_counts, ret_count, err);
}

int
exit_count_store_list_began(struct store *store, const char *period,
    struct exit_began **ret_years, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_BEGAN, PARAM_TEXT(":period", period)), &began_shape,
	    ret_years, ret_count, err);
}

int
exit_count_store_drop_later(
    struct store *store, int64_t now, int *ret_half_years, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(DROP_REASONS, PARAM_INT(":now", now)), NULL, NULL, NULL, err);

	if (status == OB_OK)
		status = table_change(table_of(store),
		    QUERY(DROP_BEGAN, PARAM_INT(":now", now)), NULL, NULL, NULL,
		    err);
	return status == OB_OK
		   ? table_change(table_of(store),
			 QUERY(DROP_HALF_YEARS, PARAM_INT(":now", now)), NULL,
			 NULL, ret_half_years, err)
		   : status;
}
