/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/bottleneck_store.h"

#include "base/memory.h"
#include "model/activity.h"
#include "store/store_tables.h"

/* The local day of an instant. */
#define DAY_OF(instant) "date(" instant " + :local_time, 'unixepoch')"

#define LATEST "ifnull(a.latest, a.due_rule)"

/* When it was done, or that it was not yet when the time was up. */
#define UNTIL                                                                  \
	"CASE WHEN a.state = 'done' AND " DAY_OF(                              \
	    "a.settled_at") " <= :until THEN " DAY_OF("a.settled_at") " ELSE " \
								      ":until" \
								      " END"

#define IS_LATE                                                                \
	"(a.state <> 'skipped' AND (a.state <> 'done' OR " DAY_OF(             \
	    "a.settled_at") " > " LATEST "))"

/* An occurrence of a recurring step is "STEP.NUMBER". */
#define STEPS                                                                  \
	"FROM journey j JOIN activity a ON a.journey_id = j.id "               \
	"JOIN programme_step s ON s.programme_id = j.programme_id "            \
	"AND s.step = CASE instr(a.step, '.') WHEN 0 THEN a.step "             \
	"ELSE substr(a.step, 1, instr(a.step, '.') - 1) END "                  \
	"WHERE j.kind = 'onboarding' AND j.state <> 'cancelled' "              \
	"AND j.first_day BETWEEN :from AND :to AND a.state <> 'cancelled' "    \
	"AND a.flags & :late_start = 0 AND " LATEST " <= :until "              \
	"AND " LATEST " >= " DAY_OF("j.created_at") " "

enum {
	COUNT,
	LIST_DELAYS,
	KEEP_YEAR,
	KEEP_STEP,
	LAST_YEAR,
	LIST_YEARS,
	LIST,
	DROP_STEPS,
	DROP_YEARS
};

/* Beside max() the other columns are of the row that has it. */
static const char *const sql[] = {
    [COUNT] = "SELECT step, role, title_da, title_en, is_conditional, missed, "
	      "skipped, -1 FROM (SELECT step, role, title_da, title_en, "
	      "is_conditional, sum(max(is_late, is_skipped)) AS missed, "
	      "sum(is_skipped AND NOT is_late) AS skipped, max(programme) "
	      "FROM (SELECT s.step AS step, s.role AS role, "
	      "s.title_da AS title_da, s.title_en AS title_en, "
	      "s.only_if <> '' AS is_conditional, j.programme_id AS programme, "
	      "max(" IS_LATE ") AS is_late, "
	      "max(a.state = 'skipped') AS is_skipped " STEPS
	      "GROUP BY j.id, s.step) GROUP BY step, role) "
	      "ORDER BY step, role LIMIT 10000",
    [LIST_DELAYS] =
	"SELECT step, role, latest, until FROM (SELECT step, role, id, latest, "
	"until, max(julianday(until) - julianday(latest)) "
	"FROM (SELECT s.step AS step, s.role AS role, j.id AS id, " LATEST
	" AS latest, " UNTIL " AS until " STEPS "AND " IS_LATE
	") GROUP BY step, role, id) ORDER BY step, role, id LIMIT 1000000",
    [KEEP_YEAR] = "INSERT INTO bottleneck_year (year, counted_at) "
		  "VALUES (:year, :now)",
    [KEEP_STEP] = "INSERT INTO bottleneck_step (year, step, role, title_da, "
		  "title_en, is_conditional, missed, skipped, days) "
		  "VALUES (:year, :step, :role, :title_da, :title_en, "
		  ":is_conditional, :missed, :skipped, :days)",
    [LAST_YEAR] = "SELECT max(year) FROM bottleneck_year",
    [LIST_YEARS] = "SELECT year FROM bottleneck_year WHERE year >= 0 "
		   "ORDER BY year LIMIT 300",
    [LIST] = "SELECT step, role, title_da, title_en, is_conditional, missed, "
	     "skipped, days FROM bottleneck_step WHERE year = :year "
	     "ORDER BY step, role LIMIT 10000",
    [DROP_STEPS] = "DELETE FROM bottleneck_step WHERE year IN ("
		   "SELECT year FROM bottleneck_year WHERE counted_at > :now)",
    [DROP_YEARS] = "DELETE FROM bottleneck_year WHERE counted_at > :now",
};

const struct table_definition bottleneck_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column step_columns[] = {
    COLUMN(COLUMN_TEXT, bottleneck, step),
    COLUMN(COLUMN_TEXT, bottleneck, role),
    COLUMN(COLUMN_TEXT, bottleneck, title_da),
    COLUMN(COLUMN_TEXT, bottleneck, title_en),
    COLUMN(COLUMN_BOOL, bottleneck, is_conditional),
    COLUMN(COLUMN_INT64, bottleneck, missed),
    COLUMN(COLUMN_INT64, bottleneck, skipped),
    COLUMN(COLUMN_INT, bottleneck, days),
};
static const struct shape step_shape = SHAPE(step_columns, bottleneck);

static const struct column delay_columns[] = {
    COLUMN(COLUMN_TEXT, bottleneck_delay, step),
    COLUMN(COLUMN_TEXT, bottleneck_delay, role),
    COLUMN(COLUMN_DATE, bottleneck_delay, latest),
    COLUMN(COLUMN_DATE, bottleneck_delay, until),
};
static const struct shape delay_shape = SHAPE(delay_columns, bottleneck_delay);

static const struct column year_columns[] = {
    COLUMN(COLUMN_INT, bottleneck_year, year),
};
static const struct shape year_shape = SHAPE(year_columns, bottleneck_year);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_BOTTLENECK];
}

int
bottleneck_store_count(struct store *store, const struct measure_span *span,
    struct bottleneck **ret_steps, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to), PARAM_DATE(":until", span->until),
		PARAM_INT(":local_time", span->local_time),
		PARAM_INT(":late_start", FLAG_LATE_START)),
	    &step_shape, ret_steps, ret_count, err);
}

void
bottleneck_store_free(struct bottleneck *steps, size_t count)
{
	table_release_list(&step_shape, steps, count);
}

int
bottleneck_store_list_delays(struct store *store,
    const struct measure_span *span, struct bottleneck_delay **ret_delays,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_DELAYS, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to), PARAM_DATE(":until", span->until),
		PARAM_INT(":local_time", span->local_time),
		PARAM_INT(":late_start", FLAG_LATE_START)),
	    &delay_shape, ret_delays, ret_count, err);
}

void
bottleneck_store_free_delays(struct bottleneck_delay *delays, size_t count)
{
	table_release_list(&delay_shape, delays, count);
}

int
bottleneck_store_keep_year(
    struct store *store, int year, int64_t now, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_YEAR, PARAM_INT(":year", year), PARAM_INT(":now", now)),
	    NULL, NULL, NULL, err);
}

int
bottleneck_store_keep_step(struct store *store, int year,
    const struct bottleneck *step, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_STEP, PARAM_INT(":year", year)), &step_shape, step, NULL,
	    err);
}

int
bottleneck_store_last_year(
    struct store *store, int *ret_year, struct error *err)
{
	int64_t year = 0;
	int status =
	    table_integer(table_of(store), QUERY_ALL(LAST_YEAR), &year, err);

	if (status == OB_OK)
		*ret_year = (int)year;
	return status;
}

int
bottleneck_store_list_years(struct store *store,
    struct bottleneck_year **ret_years, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST_YEARS), &year_shape,
	    ret_years, ret_count, err);
}

void
bottleneck_store_free_years(struct bottleneck_year *years, size_t count)
{
	table_release_list(&year_shape, years, count);
}

int
bottleneck_store_list(struct store *store, int year,
    struct bottleneck **ret_steps, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":year", year)), &step_shape, ret_steps,
	    ret_count, err);
}

int
bottleneck_store_drop_later(
    struct store *store, int64_t now, int *ret_years, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(DROP_STEPS, PARAM_INT(":now", now)), NULL, NULL, NULL, err);

	return status == OB_OK ? table_change(table_of(store),
				     QUERY(DROP_YEARS, PARAM_INT(":now", now)),
				     NULL, NULL, ret_years, err)
			       : status;
}
