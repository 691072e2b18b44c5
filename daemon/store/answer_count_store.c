/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/answer_count_store.h"

#include "base/memory.h"
#include "store/answer_count_sql.h"
#include "store/store_tables.h"

/* Those whom measures count. */
#define LEADERS                                                                \
	ANSWER_COUNT_SAID("r.journey_id",                                      \
	    "j.kind = 'onboarding' AND j.state <> 'cancelled' "                \
	    "AND j.first_day BETWEEN :from AND :to")
#define COHORT ANSWER_COUNT_SAID("r.person_id", "j.id = :journey")

#define LATER                                                                  \
	"SELECT survey, journey_id FROM cohort_survey WHERE counted_at > :now"

enum {
	COUNT,
	KEEP,
	LIST,
	DROP,
	LIST_DUE,
	COUNT_COHORT,
	KEEP_COHORT,
	KEEP_OF_COHORT,
	LIST_COHORTS,
	LIST_OF_COHORT,
	DROP_OF_COHORTS,
	DROP_COHORTS
};

static const char *const sql[] = {
    [COUNT] = LEADERS ANSWER_COUNT_COUNTED,
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
    [LIST_DUE] =
	"SELECT j.id, r.survey, j.title, j.first_day, "
	"count(DISTINCT r.person_id) AS asked, count(DISTINCT CASE r.state "
	"WHEN 'answered' THEN r.person_id END) AS answered "
	"FROM journey j JOIN survey_request r ON r.journey_id = j.id "
	"JOIN survey s ON s.id = r.survey_id WHERE j.kind = 'cohort' "
	"AND j.state IN ('active', 'ended') AND r.state <> 'cancelled' "
	"AND s.answered_by IN (:participants, :managers) "
	"AND NOT EXISTS (SELECT 1 FROM cohort_survey c "
	"WHERE c.survey = r.survey AND c.journey_id = j.id) "
	"GROUP BY j.id, r.survey "
	"HAVING max(r.closes_on) < :today AND answered > 0 "
	"ORDER BY j.id, r.survey LIMIT 10000",
    [COUNT_COHORT] = COHORT ANSWER_COUNT_COUNTED,
    [KEEP_COHORT] = "INSERT INTO cohort_survey (survey, journey_id, asked, "
		    "answered, counted_at) VALUES (:survey, :journey_id, "
		    ":asked, :answered, :now)",
    [KEEP_OF_COHORT] = "INSERT INTO cohort_answer (survey, journey_id, kind, "
		       "subject, choice, people) VALUES (:survey, :journey, "
		       ":kind, :subject, :choice, :people)",
    [LIST_COHORTS] = "SELECT j.id, c.survey, j.title, j.first_day, c.asked, "
		     "c.answered FROM cohort_survey c "
		     "JOIN journey j ON j.id = c.journey_id "
		     "WHERE c.survey = :survey "
		     "AND (:area IS NULL OR j.area = :area) "
		     "ORDER BY j.first_day, j.id LIMIT 10000",
    [LIST_OF_COHORT] =
	"SELECT kind, subject, choice, people FROM cohort_answer "
	"WHERE survey = :survey AND journey_id = :journey "
	"ORDER BY kind, subject, choice LIMIT 10000",
    [DROP_OF_COHORTS] =
	"DELETE FROM cohort_answer WHERE (survey, journey_id) IN (" LATER ")",
    [DROP_COHORTS] = "DELETE FROM cohort_survey WHERE counted_at > :now",
};

const struct table_definition answer_count_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, answer_count, kind),
    COLUMN(COLUMN_TEXT, answer_count, subject),
    COLUMN(COLUMN_TEXT, answer_count, choice),
    COLUMN(COLUMN_INT64, answer_count, people),
};
const struct shape answer_count_store_shape = SHAPE(columns, answer_count);

static const struct column cohort_columns[] = {
    COLUMN(COLUMN_INT64, answer_cohort, journey_id),
    COLUMN(COLUMN_TEXT, answer_cohort, survey),
    COLUMN(COLUMN_TEXT, answer_cohort, title),
    COLUMN(COLUMN_DATE, answer_cohort, first_day),
    COLUMN(COLUMN_INT64, answer_cohort, asked),
    COLUMN(COLUMN_INT64, answer_cohort, answered),
};
static const struct shape cohort_shape = SHAPE(cohort_columns, answer_cohort);

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
	    &answer_count_store_shape, ret_counts, ret_count, err);
}

int
answer_count_store_keep(struct store *store, const char *measure,
    struct quarter quarter, const struct answer_count *count, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", quarter.year),
		PARAM_INT(":number", quarter.number)),
	    &answer_count_store_shape, count, NULL, err);
}

int
answer_count_store_list(struct store *store, const char *measure, int year,
    struct answer_count **ret_counts, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_TEXT(":measure", measure),
		PARAM_INT(":year", year)),
	    &answer_count_store_shape, ret_counts, ret_count, err);
}

int
answer_count_store_drop_later(
    struct store *store, int64_t now, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(DROP, PARAM_INT(":now", now)), NULL, NULL, NULL, err);
}

int
answer_count_store_list_due(struct store *store,
    const struct answer_cohort_query *query, struct answer_cohort **ret_cohorts,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_DUE, PARAM_DATE(":today", query->today),
		PARAM_TEXT(":participants", query->participants),
		PARAM_TEXT(":managers", query->managers)),
	    &cohort_shape, ret_cohorts, ret_count, err);
}

int
answer_count_store_count_cohort(struct store *store,
    const struct answer_cohort *cohort, struct answer_count **ret_counts,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT_COHORT, PARAM_INT(":journey", cohort->journey_id),
		PARAM_TEXT(":survey", cohort->survey)),
	    &answer_count_store_shape, ret_counts, ret_count, err);
}

int
answer_count_store_keep_cohort(struct store *store,
    const struct answer_cohort *cohort, int64_t now, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_COHORT, PARAM_TEXT(":survey", cohort->survey),
		PARAM_INT(":journey_id", cohort->journey_id),
		PARAM_INT(":asked", cohort->asked),
		PARAM_INT(":answered", cohort->answered),
		PARAM_INT(":now", now)),
	    NULL, NULL, NULL, err);
}

int
answer_count_store_keep_of_cohort(struct store *store,
    const struct answer_cohort *cohort, const struct answer_count *count,
    struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_OF_COHORT, PARAM_TEXT(":survey", cohort->survey),
		PARAM_INT(":journey", cohort->journey_id)),
	    &answer_count_store_shape, count, NULL, err);
}

int
answer_count_store_list_cohorts(struct store *store, const char *survey,
    const char *area, struct answer_cohort **ret_cohorts, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_COHORTS, PARAM_TEXT(":survey", survey),
		PARAM_TEXT(":area", area)),
	    &cohort_shape, ret_cohorts, ret_count, err);
}

int
answer_count_store_list_of_cohort(struct store *store,
    const struct answer_cohort *cohort, struct answer_count **ret_counts,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_OF_COHORT, PARAM_TEXT(":survey", cohort->survey),
		PARAM_INT(":journey", cohort->journey_id)),
	    &answer_count_store_shape, ret_counts, ret_count, err);
}

int
answer_count_store_drop_later_cohorts(
    struct store *store, int64_t now, int *ret_cohorts, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(DROP_OF_COHORTS, PARAM_INT(":now", now)), NULL, NULL, NULL,
	    err);

	return status == OB_OK
		   ? table_change(table_of(store),
			 QUERY(DROP_COHORTS, PARAM_INT(":now", now)), NULL,
			 NULL, ret_cohorts, err)
		   : status;
}

void
answer_count_store_free_cohorts(struct answer_cohort *cohorts, size_t count)
{
	table_release_list(&cohort_shape, cohorts, count);
}

void
answer_count_store_free(struct answer_count *counts, size_t count)
{
	table_release_list(&answer_count_store_shape, counts, count);
}
