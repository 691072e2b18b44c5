/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/measure_store.h"

#include "base/memory.h"
#include "model/activity.h"
#include "store/store_tables.h"

/* Every measure counts the same leaders, so that none tells of another. */
#define IS_STARTER                                                             \
	"j.kind = 'onboarding' AND j.state <> 'cancelled' "                    \
	"AND j.first_day BETWEEN :from AND :to "
#define STARTERS "FROM journey j WHERE " IS_STARTER

#define COUNTED(holds)                                                         \
	"SELECT j.area, 0, sum(" holds "), count(*) " STARTERS                 \
	"GROUP BY j.area ORDER BY j.area LIMIT 10000"

/* The local day of an instant. */
#define DAY_OF(instant) "date(" instant " + :local_time, 'unixepoch')"

/* A step's day by the rule, or the last that it has; an occurrence of a
 * recurring step is "STEP.NUMBER".  What was past it when it was added (a flag
 * that goes when somebody takes it up) was nobody's to do in time.  What the
 * clock skips is a survey that nobody answered: it was to be done, and was not
 * in time. */
#define STEPS_OF_ROLE                                                          \
	"FROM activity a JOIN programme_step s "                               \
	"ON s.programme_id = j.programme_id AND s.step = "                     \
	"CASE instr(a.step, '.') WHEN 0 THEN a.step "                          \
	"ELSE substr(a.step, 1, instr(a.step, '.') - 1) END "                  \
	"WHERE a.journey_id = j.id AND a.state <> 'cancelled' "                \
	"AND (a.state <> 'skipped' OR a.settled_by = 'clock') AND "            \
	"substr(s.role, 1, length(:argument)) = :argument "                    \
	"AND ifnull(a.latest, a.due_rule) <= :until "                          \
	"AND a.flags & :late_start = 0 "                                       \
	"AND ifnull(a.latest, a.due_rule) >= " DAY_OF("j.created_at")

#define IS_LATE                                                                \
	"a.state <> 'done' OR " DAY_OF(                                        \
	    "a.settled_at") " > ifnull(a.latest, a.due_rule)"

/* The same day of a later month, or the last of a month that is shorter. */
#define MONTHS_LATER                                                           \
	"min(date(j.first_day, '+' || :argument || ' months'), "               \
	"date(j.first_day, 'start of month', "                                 \
	"'+' || (:argument + 1) || ' months', '-1 day'))"

/* Down from what a journey follows to what all its overlays are laid over. */
#define LAYERS                                                                 \
	"WITH RECURSIVE layer (top, id) AS ("                                  \
	"SELECT DISTINCT j.programme_id, j.programme_id " STARTERS             \
	"UNION SELECT l.top, b.id FROM layer l "                               \
	"JOIN programme o ON o.id = l.id "                                     \
	"JOIN programme b ON b.key = o.key AND b.version = o.base_version) "
#define IS_UNDISTURBED                                                         \
	"(SELECT count(*) > 0 AND 10 * sum(t.undisturbed = 'yes') >= "         \
	"9 * count(*) FROM activity a JOIN talk t ON t.activity_id = a.id "    \
	"WHERE a.journey_id = j.id AND a.undisturbed = 1 "                     \
	"AND t.held_on <= :until)"

/* What was answered in a survey, "SURVEY:DIMENSION", or "SURVEY:" for all. */
#define ANSWERED                                                               \
	"FROM survey_request r WHERE r.journey_id = j.id "                     \
	"AND r.survey = substr(:argument, 1, instr(:argument, ':') - 1) "      \
	"AND r.state = 'answered'"

#define MEAN_OF_DIMENSION                                                      \
	"SELECT avg(CAST(v.value AS INTEGER)) FROM survey_request r "          \
	"JOIN survey_answer v ON v.request_id = r.id "                         \
	"JOIN survey_question q ON q.survey_id = r.survey_id "                 \
	"AND q.question = v.question AND q.kind = 'scale' AND q.only_if = '' " \
	"AND q.dimension = substr(:argument, instr(:argument, ':') + 1) "      \
	"WHERE r.journey_id = j.id "                                           \
	"AND r.survey = substr(:argument, 1, instr(:argument, ':') - 1) "      \
	"AND r.state = 'answered'"

enum {
	COUNT_INTERNAL,
	COUNT_BANK,
	COUNT_ON_TIME,
	COUNT_UNDISTURBED,
	COUNT_RESULT,
	COUNT_HERE,
	COUNT_ANSWERED,
	COUNT_CONTENT,
	FIRST_DAY,
	FIRST_YEAR,
	LAST_KEPT,
	KEEP_QUARTER,
	KEEP_COUNT,
	KEEP_VERSIONS,
	LIST,
	LIST_VERSIONS,
	KEPT,
	DROP_COUNTS,
	DROP_VERSIONS,
	DROP_QUARTERS,
	SET_MARK,
	DROP_MARK,
	LIST_MARKS
};

static const char *const sql[] = {
    [COUNT_INTERNAL] = COUNTED("j.recruitment = 'internal'"),
    [COUNT_BANK] = COUNTED(
	"EXISTS (SELECT 1 FROM potential p WHERE p.person_id = j.leader_id "
	"AND " DAY_OF("p.consented_at") " < j.first_day)"),
    [COUNT_ON_TIME] = COUNTED("(SELECT 10 * ifnull(sum(" IS_LATE
			      "), 0) <= count(*) " STEPS_OF_ROLE ")"),
    [COUNT_UNDISTURBED] = COUNTED("ifnull(" IS_UNDISTURBED ", 0)"),
    [COUNT_RESULT] = COUNTED(
	"EXISTS (SELECT 1 FROM activity a WHERE a.journey_id = j.id "
	"AND a.step GLOB 'first-task.*' AND a.state = 'done' AND " DAY_OF(
	    "a.settled_at") " <= date(j.first_day, '+' || :argument "
			    "|| ' days'))"),
    [COUNT_HERE] = COUNTED("ifnull(j.last_day >= " MONTHS_LATER ", 1)"),
    [COUNT_ANSWERED] = COUNTED("EXISTS (SELECT 1 " ANSWERED ")"),
    [COUNT_CONTENT] = COUNTED("ifnull((" MEAN_OF_DIMENSION ") >= 4, 0)"),
    [FIRST_DAY] =
	"SELECT min(first_day) FROM journey WHERE kind = 'onboarding' "
	"AND state <> 'cancelled'",
    [FIRST_YEAR] = "SELECT min(year) FROM measure_quarter "
		   "WHERE measure = :measure",
    [LAST_KEPT] = "SELECT max(4 * year + quarter - 1) FROM measure_quarter "
		  "WHERE measure = :measure",
    [KEEP_QUARTER] = "INSERT INTO measure_quarter "
		     "(measure, year, quarter, counted_at) "
		     "VALUES (:measure, :year, :number, :now)",
    [KEEP_COUNT] = "INSERT INTO measure_count "
		   "(measure, year, quarter, area, part, whole) "
		   "VALUES (:measure, :year, :number, :area, :part, :whole)",
    [KEEP_VERSIONS] =
	LAYERS "INSERT INTO measure_version (measure, year, quarter, area, "
	       "programme, version, is_pilot) "
	       "SELECT DISTINCT :measure, :year, :number, j.area, p.key, "
	       "p.version, p.area <> '' OR p.workplace <> '' "
	       "FROM journey j JOIN layer l ON l.top = j.programme_id "
	       "JOIN programme p ON p.id = l.id AND p.base_version = 0 "
	       "WHERE " IS_STARTER,
    [LIST] = "SELECT area, quarter, part, whole FROM measure_count "
	     "WHERE measure = :measure AND year = :year "
	     "ORDER BY area, quarter LIMIT 40000",
    [LIST_VERSIONS] =
	"SELECT area, quarter, programme, version, is_pilot "
	"FROM measure_version WHERE measure = :measure AND year = :year "
	"ORDER BY area, quarter, programme, version LIMIT 40000",
    [KEPT] = "SELECT count(*) FROM measure_quarter "
	     "WHERE measure = :measure AND year = :year",
    [DROP_COUNTS] = "DELETE FROM measure_count "
		    "WHERE (measure, year, quarter) IN ("
		    "SELECT measure, year, quarter FROM measure_quarter "
		    "WHERE counted_at > :now)",
    [DROP_VERSIONS] = "DELETE FROM measure_version "
		      "WHERE (measure, year, quarter) IN ("
		      "SELECT measure, year, quarter FROM measure_quarter "
		      "WHERE counted_at > :now)",
    [DROP_QUARTERS] = "DELETE FROM measure_quarter WHERE counted_at > :now",
    [SET_MARK] = "INSERT INTO measure_mark "
		 "(measure, area, purpose, permille, year, source) "
		 "VALUES (:measure, :area, :purpose, :permille, :year, "
		 ":source) ON CONFLICT (measure, area, purpose) DO UPDATE SET "
		 "permille = excluded.permille, year = excluded.year, "
		 "source = excluded.source",
    [DROP_MARK] = "DELETE FROM measure_mark WHERE measure = :measure "
		  "AND area = :area AND purpose = :purpose",
    [LIST_MARKS] = "SELECT measure, area, purpose, permille, year, source "
		   "FROM measure_mark WHERE measure = :measure "
		   "ORDER BY area, purpose LIMIT 10000",
};

const struct table_definition measure_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column count_columns[] = {
    COLUMN(COLUMN_TEXT, measure_count, area),
    COLUMN(COLUMN_INT, measure_count, quarter),
    COLUMN(COLUMN_INT64, measure_count, part),
    COLUMN(COLUMN_INT64, measure_count, whole),
};
static const struct shape count_shape = SHAPE(count_columns, measure_count);

/* Without the quarter, which the statement has by another name. */
static const struct column kept_columns[] = {
    COLUMN(COLUMN_TEXT, measure_count, area),
    COLUMN(COLUMN_INT64, measure_count, part),
    COLUMN(COLUMN_INT64, measure_count, whole),
};
static const struct shape kept_shape = SHAPE(kept_columns, measure_count);

static const struct column version_columns[] = {
    COLUMN(COLUMN_TEXT, measure_version, area),
    COLUMN(COLUMN_INT, measure_version, quarter),
    COLUMN(COLUMN_TEXT, measure_version, programme),
    COLUMN(COLUMN_INT, measure_version, version),
    COLUMN(COLUMN_BOOL, measure_version, is_pilot),
};
static const struct shape version_shape =
    SHAPE(version_columns, measure_version);

static const struct column mark_columns[] = {
    COLUMN(COLUMN_TEXT, measure_mark, measure),
    COLUMN(COLUMN_TEXT, measure_mark, area),
    COLUMN(COLUMN_TEXT, measure_mark, purpose),
    COLUMN(COLUMN_INT, measure_mark, permille),
    COLUMN(COLUMN_INT, measure_mark, year),
    COLUMN(COLUMN_TEXT, measure_mark, source),
};
static const struct shape mark_shape = SHAPE(mark_columns, measure_mark);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_MEASURE];
}

int
measure_store_count_internal(struct store *store,
    const struct measure_span *span, const char *argument,
    struct measure_count **ret_counts, size_t *ret_count, struct error *err)
{
	(void)argument;
	return table_list(table_of(store),
	    QUERY(COUNT_INTERNAL, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to)),
	    &count_shape, ret_counts, ret_count, err);
}

int
measure_store_count_bank(struct store *store, const struct measure_span *span,
    const char *argument, struct measure_count **ret_counts, size_t *ret_count,
    struct error *err)
{
	(void)argument;
	return table_list(table_of(store),
	    QUERY(COUNT_BANK, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to),
		PARAM_INT(":local_time", span->local_time)),
	    &count_shape, ret_counts, ret_count, err);
}

int
measure_store_count_on_time(struct store *store,
    const struct measure_span *span, const char *argument,
    struct measure_count **ret_counts, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT_ON_TIME, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to), PARAM_DATE(":until", span->until),
		PARAM_INT(":local_time", span->local_time),
		PARAM_INT(":late_start", FLAG_LATE_START),
		PARAM_TEXT(":argument", argument)),
	    &count_shape, ret_counts, ret_count, err);
}

int
measure_store_count_undisturbed(struct store *store,
    const struct measure_span *span, const char *argument,
    struct measure_count **ret_counts, size_t *ret_count, struct error *err)
{
	(void)argument;
	return table_list(table_of(store),
	    QUERY(COUNT_UNDISTURBED, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to), PARAM_DATE(":until", span->until)),
	    &count_shape, ret_counts, ret_count, err);
}

int
measure_store_count_result(struct store *store, const struct measure_span *span,
    const char *argument, struct measure_count **ret_counts, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT_RESULT, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to),
		PARAM_INT(":local_time", span->local_time),
		PARAM_TEXT(":argument", argument)),
	    &count_shape, ret_counts, ret_count, err);
}

int
measure_store_count_here(struct store *store, const struct measure_span *span,
    const char *argument, struct measure_count **ret_counts, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT_HERE, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to), PARAM_TEXT(":argument", argument)),
	    &count_shape, ret_counts, ret_count, err);
}

int
measure_store_count_answered(struct store *store,
    const struct measure_span *span, const char *argument,
    struct measure_count **ret_counts, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT_ANSWERED, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to), PARAM_TEXT(":argument", argument)),
	    &count_shape, ret_counts, ret_count, err);
}

int
measure_store_count_content(struct store *store,
    const struct measure_span *span, const char *argument,
    struct measure_count **ret_counts, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT_CONTENT, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to), PARAM_TEXT(":argument", argument)),
	    &count_shape, ret_counts, ret_count, err);
}

void
measure_store_free_counts(struct measure_count *counts, size_t count)
{
	table_release_list(&count_shape, counts, count);
}

int
measure_store_first_day(
    struct store *store, struct date *ret_day, struct error *err)
{
	return table_day(table_of(store), QUERY_ALL(FIRST_DAY), ret_day, err);
}

int
measure_store_first_year(
    struct store *store, const char *measure, int *ret_year, struct error *err)
{
	int64_t year = 0;
	int status = table_integer(table_of(store),
	    QUERY(FIRST_YEAR, PARAM_TEXT(":measure", measure)), &year, err);

	if (status == OB_OK)
		*ret_year = (int)year;
	return status;
}

int
measure_store_last_kept(struct store *store, const char *measure,
    struct quarter *ret_quarter, struct error *err)
{
	int64_t index = 0;
	int status = table_integer(table_of(store),
	    QUERY(LAST_KEPT, PARAM_TEXT(":measure", measure)), &index, err);

	if (status == OB_OK)
		*ret_quarter =
		    (struct quarter){(int)(index / 4), (int)(index % 4) + 1};
	return status;
}

int
measure_store_keep_quarter(struct store *store, const char *measure,
    struct quarter quarter, int64_t now, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_QUARTER, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", quarter.year),
		PARAM_INT(":number", quarter.number), PARAM_INT(":now", now)),
	    NULL, NULL, NULL, err);
}

int
measure_store_keep_count(struct store *store, const char *measure,
    struct quarter quarter, const struct measure_count *count,
    struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_COUNT, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", quarter.year),
		PARAM_INT(":number", quarter.number)),
	    &kept_shape, count, NULL, err);
}

int
measure_store_keep_versions(struct store *store, const char *measure,
    struct quarter quarter, const struct measure_span *span, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_VERSIONS, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", quarter.year),
		PARAM_INT(":number", quarter.number),
		PARAM_DATE(":from", span->from), PARAM_DATE(":to", span->to)),
	    NULL, NULL, NULL, err);
}

int
measure_store_list_versions(struct store *store, const char *measure, int year,
    struct measure_version **ret_versions, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_VERSIONS, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", year)),
	    &version_shape, ret_versions, ret_count, err);
}

void
measure_store_free_versions(struct measure_version *versions, size_t count)
{
	table_release_list(&version_shape, versions, count);
}

int
measure_store_list(struct store *store, const char *measure, int year,
    struct measure_count **ret_counts, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", year)),
	    &count_shape, ret_counts, ret_count, err);
}

int
measure_store_kept(struct store *store, const char *measure, int year,
    int *ret_quarters, struct error *err)
{
	int64_t count = 0;
	int status = table_integer(table_of(store),
	    QUERY(KEPT, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", year)),
	    &count, err);

	if (status == OB_OK)
		*ret_quarters = (int)count;
	return status;
}

int
measure_store_drop_later(
    struct store *store, int64_t now, int *ret_quarters, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(DROP_COUNTS, PARAM_INT(":now", now)), NULL, NULL, NULL, err);

	if (status == OB_OK)
		status = table_change(table_of(store),
		    QUERY(DROP_VERSIONS, PARAM_INT(":now", now)), NULL, NULL,
		    NULL, err);
	return status == OB_OK
		   ? table_change(table_of(store),
			 QUERY(DROP_QUARTERS, PARAM_INT(":now", now)), NULL,
			 NULL, ret_quarters, err)
		   : status;
}

int
measure_store_set_mark(
    struct store *store, const struct measure_mark *mark, struct error *err)
{
	return table_change(
	    table_of(store), QUERY_ALL(SET_MARK), &mark_shape, mark, NULL, err);
}

int
measure_store_drop_mark(struct store *store, const struct measure_mark *mark,
    int *ret_dropped, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(DROP_MARK, PARAM_TEXT(":measure", mark->measure),
		PARAM_TEXT(":area", mark->area),
		PARAM_TEXT(":purpose", mark->purpose)),
	    NULL, NULL, ret_dropped, err);
}

int
measure_store_list_marks(struct store *store, const char *measure,
    struct measure_mark **ret_marks, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_MARKS, PARAM_TEXT(":measure", measure)), &mark_shape,
	    ret_marks, ret_count, err);
}

void
measure_store_free_marks(struct measure_mark *marks, size_t count)
{
	table_release_list(&mark_shape, marks, count);
}
