/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/exit_survey_store.h"

#include "base/memory.h"
#include "store/answer_count_sql.h"
#include "store/store_tables.h"

/* The half year of a request, as in model/exit_reason.h. */
#define PERIOD                                                                 \
	"substr(r.closes_on, 1, 4) || CASE WHEN "                              \
	"substr(r.closes_on, 6, 2) < '07' THEN 'H1' ELSE 'H2' END"

#define LEAVES "j.kind = 'exit' AND j.state <> 'cancelled'"

#define HAS_TALK                                                               \
	"EXISTS (SELECT 1 FROM exit_interview i "                              \
	"WHERE i.journey_id = r.journey_id)"

#define PEOPLE(when) "count(DISTINCT CASE WHEN " when " THEN r.person_id END)"

#define ANSWERED "r.state = 'answered'"

#define LATER "SELECT survey, period FROM exit_survey WHERE counted_at > :now"

#define KEPT                                                                   \
	"SELECT survey, period, is_of_talks, asked, answered "                 \
	"FROM exit_survey "

enum {
	LIST_DUE,
	COUNT,
	KEEP,
	KEEP_ANSWER,
	LIST,
	LIST_PERIOD,
	LIST_ANSWERS,
	DROP_ANSWERS,
	DROP
};

static const char *const sql[] = {
    [LIST_DUE] =
	"SELECT r.survey, " PERIOD
	" AS period, count(DISTINCT r.person_id), " PEOPLE(
	    ANSWERED) ", " PEOPLE(HAS_TALK) ", " PEOPLE(ANSWERED
	    " AND " HAS_TALK) ", " PEOPLE(ANSWERED
	    " AND NOT " HAS_TALK) " "
				  "FROM journey j JOIN survey_request r ON "
				  "r.journey_id = j.id "
				  "JOIN survey s ON s.id = r.survey_id "
				  "WHERE " LEAVES " "
				  "AND s.answered_by = :answerer AND r.state "
				  "<> 'cancelled' "
				  "AND r.closes_on < :before "
				  "AND NOT EXISTS (SELECT 1 FROM exit_survey e "
				  "WHERE e.survey = r.survey AND e.period "
				  "= " PERIOD ") "
				  "GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 10000",
    [COUNT] = ANSWER_COUNT_SAID("r.person_id",
	LEAVES " AND " PERIOD " = :period AND r.survey_id IN "
	       "(SELECT id FROM survey WHERE answered_by = :answerer) "
	       "AND (:is_of_talks = 0 OR " HAS_TALK ")") ANSWER_COUNT_COUNTED,
    [KEEP] = "INSERT INTO exit_survey (survey, period, is_of_talks, asked, "
	     "answered, counted_at) VALUES (:survey, :period, :is_of_talks, "
	     ":asked, :answered, :now)",
    [KEEP_ANSWER] = "INSERT INTO exit_survey_answer (survey, period, kind, "
		    "subject, choice, people) VALUES (:survey, :period, "
		    ":kind, :subject, :choice, :people)",
    [LIST] = KEPT "WHERE survey = :survey ORDER BY period LIMIT 1000",
    [LIST_PERIOD] = KEPT "WHERE period = :period ORDER BY survey LIMIT 1000",
    [LIST_ANSWERS] = "SELECT kind, subject, choice, people "
		     "FROM exit_survey_answer WHERE survey = :survey "
		     "AND period = :period ORDER BY kind, subject, choice "
		     "LIMIT 10000",
    [DROP_ANSWERS] =
	"DELETE FROM exit_survey_answer WHERE (survey, period) IN (" LATER ")",
    [DROP] = "DELETE FROM exit_survey WHERE counted_at > :now",
};

const struct table_definition exit_survey_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column due_columns[] = {
    COLUMN(COLUMN_TEXT, exit_survey_due, survey),
    COLUMN(COLUMN_TEXT, exit_survey_due, period),
    COLUMN(COLUMN_INT64, exit_survey_due, asked),
    COLUMN(COLUMN_INT64, exit_survey_due, answered),
    COLUMN(COLUMN_INT64, exit_survey_due, asked_of_talks),
    COLUMN(COLUMN_INT64, exit_survey_due, answered_of_talks),
    COLUMN(COLUMN_INT64, exit_survey_due, answered_alone),
};
static const struct shape due_shape = SHAPE(due_columns, exit_survey_due);

static const struct column columns[] = {
    COLUMN(COLUMN_TEXT, exit_survey, survey),
    COLUMN(COLUMN_TEXT, exit_survey, period),
    COLUMN(COLUMN_BOOL, exit_survey, is_of_talks),
    COLUMN(COLUMN_INT64, exit_survey, asked),
    COLUMN(COLUMN_INT64, exit_survey, answered),
};
static const struct shape shape = SHAPE(columns, exit_survey);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_EXIT_SURVEY];
}

int
exit_survey_store_list_due(struct store *store, struct date before,
    const char *answerer, struct exit_survey_due **ret_due, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_DUE, PARAM_DATE(":before", before),
		PARAM_TEXT(":answerer", answerer)),
	    &due_shape, ret_due, ret_count, err);
}

void
exit_survey_store_free_due(struct exit_survey_due *due, size_t count)
{
	table_release_list(&due_shape, due, count);
}

int
exit_survey_store_count(struct store *store, const struct exit_survey *survey,
    const char *answerer, struct answer_count **ret_counts, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store),
	    QUERY(COUNT, PARAM_TEXT(":survey", survey->survey),
		PARAM_TEXT(":period", survey->period),
		PARAM_TEXT(":answerer", answerer),
		PARAM_INT(":is_of_talks", survey->is_of_talks)),
	    &answer_count_store_shape, ret_counts, ret_count, err);
}

int
exit_survey_store_keep(struct store *store, const struct exit_survey *survey,
    int64_t now, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP, PARAM_INT(":now", now)), &shape, survey, NULL, err);
}

int
exit_survey_store_keep_answer(struct store *store,
    const struct exit_survey *survey, const struct answer_count *count,
    struct error *err)
{
	return table_change(table_of(store),
	    QUERY(KEEP_ANSWER, PARAM_TEXT(":survey", survey->survey),
		PARAM_TEXT(":period", survey->period)),
	    &answer_count_store_shape, count, NULL, err);
}

int
exit_survey_store_list(struct store *store, const char *survey,
    struct exit_survey **ret_surveys, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_TEXT(":survey", survey)), &shape, ret_surveys,
	    ret_count, err);
}

int
exit_survey_store_list_period(struct store *store, const char *period,
    struct exit_survey **ret_surveys, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_PERIOD, PARAM_TEXT(":period", period)), &shape,
	    ret_surveys, ret_count, err);
}

void
exit_survey_store_free(struct exit_survey *surveys, size_t count)
{
	table_release_list(&shape, surveys, count);
}

int
exit_survey_store_list_answers(struct store *store,
    const struct exit_survey *survey, struct answer_count **ret_counts,
    size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST_ANSWERS, PARAM_TEXT(":survey", survey->survey),
		PARAM_TEXT(":period", survey->period)),
	    &answer_count_store_shape, ret_counts, ret_count, err);
}

int
exit_survey_store_drop_later(
    struct store *store, int64_t now, int *ret_half_years, struct error *err)
{
	int status = table_change(table_of(store),
	    QUERY(DROP_ANSWERS, PARAM_INT(":now", now)), NULL, NULL, NULL, err);

	return status == OB_OK ? table_change(table_of(store),
				     QUERY(DROP, PARAM_INT(":now", now)), NULL,
				     NULL, ret_half_years, err)
			       : status;
}
