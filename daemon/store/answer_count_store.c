/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/answer_count_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

/* What those who are counted by measures have answered. */
#define SAID                                                                   \
	"WITH said AS (SELECT r.journey_id, q.question, q.kind, q.only_if, "   \
	"CASE q.dimension WHEN '' THEN '?' || q.question "                     \
	"ELSE q.dimension END AS subject, v.value "                            \
	"FROM journey j JOIN survey_request r ON r.journey_id = j.id "         \
	"JOIN survey_answer v ON v.request_id = r.id "                         \
	"JOIN survey_question q ON q.survey_id = r.survey_id "                 \
	"AND q.question = v.question WHERE j.kind = 'onboarding' "             \
	"AND j.state <> 'cancelled' AND j.first_day BETWEEN :from AND :to "    \
	"AND r.survey = :survey AND r.state = 'answered') "

enum { COUNT, KEEP, LIST, DROP };

static const char *const sql[] = {
    [COUNT] =
	SAID "SELECT '" ANSWER_COUNT_MEAN "', subject, '', count(*) FROM "
	     "(SELECT subject FROM said WHERE kind = 'scale' AND only_if = '' "
	     "GROUP BY subject, journey_id "
	     "HAVING avg(CAST(value AS INTEGER)) >= 4) GROUP BY subject "
	     "UNION ALL SELECT '" ANSWER_COUNT_CHOSEN "', question, value, "
	     "count(DISTINCT journey_id) FROM said WHERE kind = 'choice' "
	     "GROUP BY question, value ORDER BY 1, 2, 3 LIMIT 10000",
    [KEEP] = "INSERT INTO answer_count (measure, year, quarter, kind, "
	     "subject, choice, people) VALUES (:measure, :year, :number, "
	     ":kind, :subject, :choice, :people)",
    [LIST] = "SELECT kind, subject, choice, sum(people) FROM answer_count "
	     "WHERE measure = :measure AND year = :year "
	     "GROUP BY kind, subject, choice ORDER BY kind, subject, choice "
	     "LIMIT 10000",
    [DROP] = "DELETE FROM answer_count WHERE (measure, year, quarter) IN ("
	     "SELECT measure, year, quarter FROM measure_quarter "
	     "WHERE counted_at > :now)",
};

const struct table_definition answer_count_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, answer_count, kind),
    COLUMN(COLUMN_TEXT, answer_count, subject),
    COLUMN(COLUMN_TEXT, answer_count, choice),
    COLUMN(COLUMN_INT64, answer_count, people),
};
static const struct shape shape = SHAPE(columns, answer_count);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_ANSWER_COUNT];
}

int
answer_count_store_count(struct store *store, const struct measure_span *span,
    const char *survey, struct answer_count **ret_counts, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT, PARAM_DATE(":from", span->from),
		PARAM_DATE(":to", span->to), PARAM_TEXT(":survey", survey)),
	    &shape, ret_counts, ret_count, err);
}

int
answer_count_store_keep(struct store *store, const char *measure,
    struct quarter quarter, const struct answer_count *count, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", quarter.year),
		PARAM_INT(":number", quarter.number)),
	    &shape, count, NULL, err);
}

int
answer_count_store_list(struct store *store, const char *measure, int year,
    struct answer_count **ret_counts, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", year)),
	    &shape, ret_counts, ret_count, err);
}

int
answer_count_store_drop_later(
    struct store *store, int64_t now, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(DROP, PARAM_INT(":now", now)), NULL, NULL, NULL, err);
}

void
answer_count_store_free(struct answer_count *counts, size_t count)
{
	table_release_list(&shape, counts, count);
}
